// SPDX-License-Identifier: Apache-2.0
//
// Arguments, composition, event loop.
#include "app/composition.h"
#include "app/hardening.h"
#include "app/log_setup.h"
#include "core/store/discovery.h"
#include "ui/access/tree_access.h"
#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>

namespace {

struct Arguments {
    QString sample{};
    gd::StoreWish store{};
    bool wantsStore = false; ///< some part of it was given
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
                                  QCoreApplication::translate("main", "Use the keystore DIR, not the one of nsc."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption op(QStringLiteral("operator"),
                                QCoreApplication::translate("main", "Open the operator NAME of the store."),
                                QStringLiteral("NAME"));
    parser.addOptions({sample, store, keys, op});
    parser.process(words);
    const auto value = [&parser](const QCommandLineOption& option) {
        return gd::ui::fromQt(parser.value(option));
    };
    Arguments arguments{parser.value(sample), {value(store), value(keys), value(op)}};
    arguments.wantsStore = parser.isSet(store) || parser.isSet(keys) || parser.isSet(op);
    arguments.ok = !(parser.isSet(sample) && arguments.wantsStore) && parser.positionalArguments().isEmpty();
    if (!arguments.ok) {
        std::fprintf(stderr, "%s\n",
                     qPrintable(QCoreApplication::translate(
                         "main", "--sample stands alone, and every argument belongs to an option.")));
        parser.showHelp(2);
    }
    return arguments;
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
    } else if (arguments.wantsStore) {
        composition.window().openWorkspace(gd::findStore(arguments.store, gd::processEnvironment()).workspace);
    }
    return QApplication::exec();
}
