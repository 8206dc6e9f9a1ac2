// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/key_import.h"

#include "core/admin/applying.h"
#include "core/nkeys/key_ring.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::KeyImport)
};

QString nameOfKey(const Snapshot& world, const std::string& key)
{
    const auto& op = world.op;
    if (key == op.key) return Words::tr("operator %1").arg(toQt(op.name));
    if (std::ranges::find(op.claims.signingKeys, key) != op.claims.signingKeys.end())
        return Words::tr("signing key %1 of operator %2").arg(shortKey(key), toQt(op.name));
    for (const auto& account : world.accounts) {
        const auto name = toQt(account.name);
        if (key == account.key) return Words::tr("account %1").arg(name);
        if (account.claims.signingKeys.contains(key)) return Words::tr("signing key %1 of %2").arg(shortKey(key), name);
        for (const auto& user : account.users)
            if (key == user.key) return Words::tr("user %1 of %2").arg(toQt(user.name), name);
    }
    return Words::tr("%1, which nothing here has").arg(shortKey(key));
}

} // namespace

KeyImport importKeysFrom(const QStringList& paths, const std::filesystem::path& keystore)
{
    KeyImport done;
    const KeyRing ring(keystore);
    for (const auto& path : paths) {
        const auto [keys, failed] = importKeys(pathFromQt(path), ring);
        done.keys.insert(done.keys.end(), keys.begin(), keys.end());
        done.failed.insert(done.failed.end(), failed.begin(), failed.end());
    }
    return done;
}

void askForKeys(QWidget* window, bool wantsFolder, std::function<void(const QStringList& paths)> chosen)
{
    auto* dialog = new QFileDialog(window, wantsFolder ? Words::tr("Import the keys of a folder")
                                                       : Words::tr("Import files with private keys"));
    dialog->setObjectName(QStringLiteral("importKeysDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDirectory(QDir::homePath());
    // The desktop's own dialogs cannot be driven by assistive technology everywhere.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    if (wantsFolder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters({Words::tr("Private keys and creds (*.nk *.seed *.creds)"), Words::tr("All files (*)")});
    }
    dialog->setLabelText(QFileDialog::Accept, Words::tr("Import"));
    QObject::connect(dialog, &QFileDialog::filesSelected, window, std::move(chosen));
    dialog->open();
}

QStringList namesOfKeys(const Snapshot& world, const std::vector<std::string>& keys)
{
    QStringList names;
    for (const auto& key : keys)
        names << nameOfKey(world, key);
    return names;
}

} // namespace gd::ui
