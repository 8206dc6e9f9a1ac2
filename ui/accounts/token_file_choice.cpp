// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/token_file_choice.h"

#include "core/base/unix_file.h"
#include "core/jwt/token_sniff.h"
#include "core/nkeys/seed.h"
#include "ui/bridge/strings.h"
#include "ui/words/explanation.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QPlainTextEdit>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::TokenFileChoice)
};

} // namespace

void chooseTokenFile(QPlainTextEdit* into, const QString& objectName, const QString& title, const QString& kind)
{
    auto* dialog = new QFileDialog(into, title);
    dialog->setObjectName(objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    // The desktop's own dialogs cannot be driven by assistive technology everywhere.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setNameFilters({kind, Words::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, into,
                     [into](const QString& path) { readTokenFile(into, path); });
    dialog->open();
}

void readTokenFile(QPlainTextEdit* into, const QString& path)
{
    into->setPlainText({});
    const auto content = readSecretFile(pathFromQt(path), maxTokenFileBytes);
    if (!content) {
        into->setPlaceholderText(explain(content.error()).because);
    } else if (!*content) {
        into->setPlaceholderText(Words::tr("%1 is not there.").arg(path));
    } else if (holdsSeed((*content)->text())) {
        into->setPlaceholderText(Words::tr("%1 holds a private key; a file with a token alone is wanted.").arg(path));
    } else {
        const auto text = (*content)->text();
        into->setPlainText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    }
}

} // namespace gd::ui
