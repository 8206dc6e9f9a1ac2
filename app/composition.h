// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/preferences.h"
#include "ui/bridge/server_session.h"
#include "ui/bridge/session.h"
#include "ui/shell/main_window.h"

namespace gd {

/// The only place that picks concrete classes: the disk, the clock, the network. Everything else gets references.
class Composition {
public:
    Composition();

    ui::Session& session() { return m_session; }
    ui::MainWindow& window() { return m_window; }

private:
    ui::Preferences m_preferences;
    ui::Session m_session;
    ui::ServerSession m_server;
    ui::MainWindow m_window;
};

} // namespace gd
