// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/open_sample.h"
#include "ui/desk/account_pane.h"
#include "ui/desk/desk_page.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace gd::test {

/// The real window over the real session on the sample in a temporary folder; only the network and the environment are
/// made up: no server is there, and nsc has no store on this machine.
class SampleWindow {
public:
    SampleWindow()
        : m_preferences(m_folder.filePath(QStringLiteral("preferences.ini"))),
          m_server(m_sample.session(),
                   [](const ServerAddress& address, const Credentials&, Millis) -> Result<std::unique_ptr<Link>> {
                       return Error{ErrorCode::NetUnreachable, address.url};
                   }),
          m_window(m_sample.session(), m_server, m_preferences, [this](const std::string& name) {
              return name == "HOME" ? ui::fromQt(m_folder.path()) : std::string();
          })
    {
        m_window.resize(1280, 800);
        m_window.show();
    }

    OpenSample& sample() { return m_sample; }
    ui::Session& session() { return m_sample.session(); }
    ui::MainWindow& window() { return m_window; }
    ui::DeskPage& desk() { return *m_window.findChild<ui::DeskPage*>(); }
    template <class Widget>
    Widget* find(const char* name)
    {
        return m_window.findChild<Widget*>(QLatin1String(name));
    }
    QString home() const { return m_folder.path(); }
    QAction* action(const char* name) { return find<QAction>(name); }

private:
    QTemporaryDir m_folder{};
    OpenSample m_sample{};
    ui::Preferences m_preferences;
    ui::ServerSession m_server;
    ui::MainWindow m_window;
};

} // namespace gd::test
