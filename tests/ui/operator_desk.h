// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/managed_sample.h"
#include "ui/bridge/operator_server.h"

namespace gd::test {

/// A managed store with its operator on the other side, and what speaks with it; errands are about ACCTA.
struct OperatorDesk {
    OpenSample sample{};
    ManagedSample managed{};
    std::unique_ptr<ui::OperatorServer> server{};

    bool open()
    {
        if (!managed.open(sample)) return false;
        server = std::make_unique<ui::OperatorServer>(sample.session());
        return server->hasServer();
    }
    bool changeDescription(const std::string& text) { return managed.change("ACCTA", {.description = text}); }
    std::string token() const { return managed.account("ACCTA").token; }
    AccountStanding standing() const { return standingOf(managed.account("ACCTA"), sample.world(), server->answers()); }
    bool wait(const std::function<void()>& errand) const
    {
        QSignalSpy finished(server.get(), &ui::OperatorServer::finished);
        errand();
        return QTest::qWaitFor([&] { return finished.count() == 1; }, 10000);
    }
    bool send(const std::string& account = "ACCTA")
    {
        return wait([&] { server->send({sample.key(account)}); });
    }
    bool fetch(ui::Drafts drafts = ui::Drafts::Keep)
    {
        return wait([&] { server->fetch({sample.key("ACCTA")}, drafts); });
    }
    ui::OperatorOutcome::Kind kind() const
    {
        return server->outcomes().empty() ? ui::OperatorOutcome::Kind::Failed : server->outcomes().front().kind;
    }
};

} // namespace gd::test
