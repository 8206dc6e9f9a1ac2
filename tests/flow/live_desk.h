// SPDX-License-Identifier: Apache-2.0
//
// A sample workspace with a real nats-server beside it, reached through the program's own ServerSession.
#pragma once

#include "tests/flow/sample_session.h"
#include "tests/support/nats_server.h"
#include "ui/bridge/server_session.h"

namespace gd::test {

class LiveDesk {
public:
    LiveDesk();

    /// Starts nats-server with the configuration that GrantDesk writes for a full resolver. Empty on success.
    /// @param more  further configuration.
    QString startServer(const QString& more = {});

    /// Pushes accounts by name through ServerSession and waits for the end; what went wrong, else empty.
    QString push(const std::vector<std::string>& names);

    /// What the server says of the imports of an account, by subject, after a push or checkActive().
    ImportActivity activity(const char* consumer, const std::string& providerSubject) const;

    SampleSession sample{};
    ui::ServerSession server;
    NatsServer nats{};
};

} // namespace gd::test
