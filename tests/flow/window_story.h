// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/flow/live_desk.h"
#include "tests/flow/order_events.h"
#include "tests/support/driver.h"
#include "ui/desk/account_pane.h"
#include "ui/desk/desk_page.h"
#include "ui/shell/main_window.h"
#include "ui/wizards/share_wizard.h"

#include <QAbstractItemView>
#include <QAction>
#include <QMimeData>

#include <memory>

namespace gd::test {

using ui::AccountPane;
using ui::DeskPage;
using ui::MainWindow;
using ui::Preferences;
using ui::ShareWizard;

/// The window over a live desk, and what a person does in it.
class Story {
public:
    Story()
        : m_preferences(m_folder.filePath(QStringLiteral("preferences.ini"))),
          m_window(live.sample.session, live.server, m_preferences, [](const std::string&) { return std::string(); })
    {
        m_window.resize(1280, 800);
        m_window.show();
    }

    QAction* action(const char* name) { return m_window.findChild<QAction*>(QLatin1String(name)); }
    QAbstractItemView* view(const char* name) { return m_window.findChild<QAbstractItemView*>(QLatin1String(name)); }
    AccountPane& consumerPane() { return *m_window.findChild<DeskPage*>()->consumer(); }

    /// The wizard that is open now, or null.
    template <class Wizard>
    Wizard* openWizard()
    {
        for (auto* one : m_window.findChildren<Wizard*>())
            if (one->isVisible()) return one;
        return nullptr;
    }

    /// Waits until one opens.
    template <class Wizard>
    Wizard* wizard()
    {
        const bool came = QTest::qWaitFor([&] { return openWizard<Wizard>() != nullptr; }, Driver::patience);
        return came ? openWizard<Wizard>() : nullptr;
    }

    /// Fills the share wizard as the guide would have it, and agrees.
    bool shareByWizard(bool importNow)
    {
        action("newShare")->trigger();
        auto* open = wizard<ShareWizard>();
        if (!open) return false;
        Driver user(*open);
        user.choose("provider", QStringLiteral("ACCTA"));
        user.type("stream", QLatin1String(OrderEvents::stream));
        user.type("jsConsumer", QLatin1String(OrderEvents::consumer));
        user.type("deliverSubject", QLatin1String(OrderEvents::deliver));
        user.type("deliverGroup", QLatin1String(OrderEvents::group));
        user.next();
        user.checkRow("consumers", QStringLiteral("ACCTB"));
        user.check("importNow", importNow);
        user.next();
        return agree(user, "apply");
    }

    /// Presses Apply and waits for what was agreed to.
    bool agree(const Driver& user, const char* button)
    {
        return !live.sample.act([&] { user.click(button); });
    }

    std::unique_ptr<QMimeData> payload(QAbstractItemView& source)
    {
        return std::unique_ptr<QMimeData>(source.model()->mimeData(source.selectionModel()->selectedIndexes()));
    }

    QWidget& window() { return m_window; }
    QString preferencesFolder() const { return m_folder.path(); }

    LiveDesk live{};

private:
    QTemporaryDir m_folder{};
    Preferences m_preferences;
    MainWindow m_window;
};

} // namespace gd::test
