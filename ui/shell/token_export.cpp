// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/token_export.h"

#include "ui/bridge/strings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::TokenExport)
};

} // namespace

TokenExport copyTokenFiles(const std::vector<TokenFile>& files, const QString& folder)
{
    TokenExport result{folder};
    for (const auto& file : files) {
        const auto name = pathToQt(file.file.filename());
        const auto target = QDir(folder).filePath(name);
        if (QFile::exists(target)) {
            result.refused << Words::tr("%1 is there already.").arg(name);
            continue;
        }
        // A copy keeps the mode of the original, which is 0600 where this program wrote it; others are narrowed.
        if (!QFile::copy(pathToQt(file.file), target)) {
            result.refused << Words::tr("%1 could not be written.").arg(name);
            continue;
        }
        QFile::setPermissions(target, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        ++result.copied;
    }
    return result;
}

void askAndCopyTokenFiles(QWidget* window, const std::vector<TokenFile>& files,
                          std::function<void(const TokenExport&)> done)
{
    if (files.empty()) return;
    auto* dialog = new QFileDialog(
        window, Words::tr("Copy %n token file(s) to", nullptr, static_cast<int>(files.size())), QDir::homePath());
    dialog->setObjectName(QStringLiteral("copyTokensDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    // The desktop's own dialogs cannot be driven by assistive technology everywhere.
    dialog->setOptions(QFileDialog::ShowDirsOnly | QFileDialog::DontUseNativeDialog);
    dialog->setLabelText(QFileDialog::Accept, Words::tr("Copy here"));
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [files, done = std::move(done)](const QString& folder) { done(copyTokenFiles(files, folder)); });
    dialog->open();
}

} // namespace gd::ui
