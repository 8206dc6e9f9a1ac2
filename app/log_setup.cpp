// SPDX-License-Identifier: Apache-2.0
#include "app/log_setup.h"

#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>

namespace gd {

QString redacted(const QString& text)
{
    // A whole public key is passed over first: what follows an S in it may look like a part of a seed.
    static const QRegularExpression seed(
        QStringLiteral("(?<![A-Z2-7])[OAUNCX][A-Z2-7]{55}(?![A-Z2-7])(*SKIP)(*FAIL)|S[OAUNCX][A-Z2-7]{20,}"));
    QString clean = text;
    return clean.replace(seed, QStringLiteral("S…"));
}

static void writeLog(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const auto line = redacted(qFormatLogMessage(type, context, message)).toUtf8();
    std::fprintf(stderr, "%s\n", line.constData());
    if (type == QtFatalMsg) std::abort();
}

void setUpLog()
{
    qInstallMessageHandler(writeLog);
}

} // namespace gd
