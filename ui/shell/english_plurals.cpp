// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/english_plurals.h"

#include <QCoreApplication>

namespace gd::ui {

void EnglishPlurals::install()
{
    auto* application = QCoreApplication::instance();
    if (!application || application->findChild<EnglishPlurals*>()) return;
    QCoreApplication::installTranslator(new EnglishPlurals(application));
}

QString EnglishPlurals::translate(const char*, const char* sourceText, const char*, int n) const
{
    if (n < 0) return {};
    auto text = QString::fromUtf8(sourceText);
    if (!text.contains(QLatin1String("(s)"))) return {};
    return text.replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace gd::ui
