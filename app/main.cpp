// SPDX-License-Identifier: Apache-2.0
//
// Arguments, composition, event loop.
#include "app/composition.h"
#include "app/hardening.h"
#include "app/log_setup.h"
#include "ui/access/tree_access.h"
#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>

namespace {

struct Arguments {
    QString sample{}, store{}, keys{};
    bool ok = true;
};

Arguments readArguments(const QStringList& words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Shares NATS subjects between accounts, on the store of nsc."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(
        QStringLiteral("sample"), QCoreApplication::translate("main", "Build the sample workspace in DIR and open it."),
        QStringLiteral("DIR"));
    const QCommandLineOption store(QStringLiteral("store"),
                                   QCoreApplication::translate("main", "Open the nsc stores folder DIR."),
                                   QStringLiteral("DIR"));
    const QCommandLineOption keys(QStringLiteral("keys"),
                                  QCoreApplication::translate("main", "The keystore that belongs to --store."),
                                  QStringLiteral("DIR"));
    parser.addOptions({sample, store, keys});
    parser.process(words);
    Arguments arguments{parser.value(sample), parser.value(store), parser.value(keys)};
    arguments.ok = arguments.store.isEmpty() == arguments.keys.isEmpty() &&
                   (arguments.sample.isEmpty() || arguments.store.isEmpty()) && parser.positionalArguments().isEmpty();
    if (!arguments.ok) {
        std::fprintf(stderr, "%s\n",
                     qPrintable(QCoreApplication::translate(
                         "main", "--store and --keys belong together, and --sample stands alone.")));
        parser.showHelp(2);
    }
    return arguments;
}

std::filesystem::path absolute(const QString& path)
{
    return gd::ui::pathFromQt(QFileInfo(path).absoluteFilePath());
}

} // namespace

int main(int argc, char** argv)
{
    if (!gd::keepMemoryPrivate()) { // seeds pass through this memory
        std::fprintf(stderr, "grantdesk: the system does not let a process keep its memory private\n");
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("grantdesk"));
    QApplication::setApplicationDisplayName(QStringLiteral("GrantDesk"));
    QApplication::setApplicationVersion(QStringLiteral(GRANTDESK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("grantdesk"));
    QApplication::setWindowIcon(gd::ui::icon(QStringLiteral("share")));
    gd::setUpLog();
    gd::ui::installTreeAccess();

    const auto arguments = readArguments(QApplication::arguments());
    gd::Composition composition;
    composition.window().show();
    if (!arguments.sample.isEmpty()) {
        composition.session().openSample(QFileInfo(arguments.sample).absoluteFilePath());
    } else if (!arguments.store.isEmpty()) {
        composition.window().openWorkspace(
            gd::workspaceAt(absolute(arguments.store), absolute(arguments.keys), gd::processEnvironment()));
    }
    return QApplication::exec();
}
