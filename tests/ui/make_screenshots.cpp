// SPDX-License-Identifier: Apache-2.0
//
// Takes pictures of the real window on the sample workspace: every page, light and dark, in two sizes.
#include "tests/ui/sample_window.h"
#include "ui/accounts/accounts_page.h"
#include "ui/look/theme.h"
#include "ui/wizards/import_wizard.h"
#include "ui/wizards/share_wizard.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTabWidget>
#include <QTreeView>

#include <cstdio>

using namespace gd;
using namespace gd::test;

namespace {

class Photographer {
public:
    Photographer(QString folder, SampleWindow& sample) : m_folder(std::move(folder)), m_sample(sample) {}

    bool takeAll()
    {
        bool all = take("welcome", m_sample.window());
        all = m_sample.sample().open() && take("desk-empty", m_sample.window()) && all;
        m_sample.action("newShare")->trigger();
        all = takeWizard("wizard-share") && all;
        all = m_sample.sample().share("ACCTB") && all;
        chooseSomething();
        all = take("desk-share", m_sample.window()) && all;
        for (const char* place : {"goAccounts", "goServer", "goHistory"}) {
            m_sample.action(place)->trigger();
            all = take(place, m_sample.window()) && all;
        }
        all = takeAccounts() && all;
        m_sample.action("goDesk")->trigger();
        m_sample.action("importToken")->trigger();
        return takeWizard("wizard-import") && all;
    }

private:
    /// The pages of an account and a user, and the forms that are opened from there.
    bool takeAccounts()
    {
        m_sample.action("goAccounts")->trigger();
        auto* page = m_sample.find<ui::AccountsPage>("accountsPage");
        const auto& account = *m_sample.session().snapshot()->accountNamed("ACCTA");
        page->select(ui::userThing(account.key, account.users.front().key));
        bool all = take("accounts-user", m_sample.window());
        for (const char* form : {"editThing", "newUser"}) {
            m_sample.action(form)->trigger();
            all = takeWizard(QStringLiteral("form-user-") + QLatin1String(form)) && all;
        }
        page->select(ui::operatorThing(*m_sample.session().snapshot()));
        m_sample.action("editThing")->trigger();
        all = takeWizard("form-operator") && all;
        page->select(ui::accountThing(account.key));
        all = take("accounts-account", m_sample.window()) && all;
        for (const char* form :
             {"editThing", "newAccount", "importAccount", "newSigningKey", "renameThing", "deleteThing"}) {
            m_sample.action(form)->trigger();
            all = takeTabs(QStringLiteral("form-") + QLatin1String(form)) && all;
        }
        return all;
    }

    /// A form once per tab, or as it is.
    bool takeTabs(const QString& name)
    {
        for (auto* widget : QApplication::topLevelWidgets()) {
            if (!qobject_cast<QDialog*>(widget) || !widget->isVisible()) continue;
            QTabWidget* tabs = nullptr;
            for (const char* one : {"accountTabs", "userTabs", "keyTabs"})
                if (!tabs) tabs = widget->findChild<QTabWidget*>(QLatin1String(one));
            for (int tab = 1; tabs && tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                if (tabs->isTabEnabled(tab) &&
                    !take(QStringLiteral("%1-%2").arg(name).arg(tab), *widget, {{1000, 660}}))
                    return false;
            }
            if (tabs) tabs->setCurrentIndex(0);
        }
        return takeWizard(name);
    }

    /// A share opened and one of its rows selected, so that the lane and the inspector have something to say.
    void chooseSomething()
    {
        auto* tree = m_sample.desk().consumer()->tree();
        tree->expandAll();
        m_sample.desk().provider()->tree()->expandAll();
        tree->setCurrentIndex(tree->model()->index(0, 0));
    }

    bool takeWizard(const QString& name)
    {
        for (auto* widget : QApplication::topLevelWidgets()) {
            auto* wizard = qobject_cast<QDialog*>(widget);
            if (!wizard || !wizard->isVisible()) continue;
            const bool taken = take(name, *wizard, {{1000, 660}, {1024, 700}}); // the screen of a test may be smaller
            wizard->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return taken;
        }
        return false;
    }

    bool take(const QString& name, QWidget& window, const QList<QSize>& sizes = {{1280, 800}, {1024, 700}})
    {
        bool all = true;
        for (const char* colors : {"light", "dark"}) {
            ui::applyTheme(*qApp, QLatin1String(colors));
            for (const auto& size : sizes) {
                window.resize(size);
                QCoreApplication::processEvents();
                QCoreApplication::processEvents();
                const auto file = QStringLiteral("%1-%2-%3.png").arg(name, QLatin1String(colors)).arg(size.width());
                all = window.grab().save(QDir(m_folder).filePath(file)) && all;
            }
        }
        ui::applyTheme(*qApp, QStringLiteral("light"));
        return all;
    }

    QString m_folder;
    SampleWindow& m_sample;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: make_screenshots FOLDER\n", stderr);
        return 2;
    }
    SampleWindow sample;
    const bool all = Photographer(QString::fromLocal8Bit(argv[1]), sample).takeAll();
    if (!all) std::fputs("make_screenshots: some pictures could not be taken\n", stderr);
    return all ? 0 : 1;
}
