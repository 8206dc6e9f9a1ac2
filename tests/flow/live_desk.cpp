// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/live_desk.h"

#include "core/text/server_config.h"
#include "core/wire/nats_link.h"
#include "ui/bridge/strings.h"

namespace gd::test {

using ui::toQt;

LiveDesk::LiveDesk() : server(sample.session, connectNats) {}

QString LiveDesk::startServer(const QString& more)
{
    const auto config = serverConfig(*sample.session.snapshot(), ResolverKind::Full);
    if (!config) return QStringLiteral("no configuration: ") + toQt(config.error().detail);
    if (!nats.start(toQt(*config) + more)) return nats.problem();
    auto settings = server.settings();
    settings.address.url = nats.url();
    server.setSettings(settings);
    return {};
}

QString LiveDesk::push(const std::vector<std::string>& names)
{
    std::vector<std::string> keys;
    for (const auto& name : names)
        keys.push_back(sample.key(name.c_str()));
    QSignalSpy finished(&server, &ui::ServerSession::finished);
    server.push(keys);
    if (!finished.wait(60000)) return QStringLiteral("the push did not end");
    if (server.lastError()) return toQt(server.lastError()->where + ": " + server.lastError()->detail);
    QString problems;
    for (const auto& key : keys) {
        const auto result = server.results().find(key);
        if (result == server.results().end()) {
            problems += QStringLiteral("no answer for ") + toQt(key) + QLatin1Char('\n');
        } else if (!result->second.accepted()) {
            problems += toQt(key) + QStringLiteral(" refused");
            for (const auto& answer : result->second.answers)
                problems += QLatin1String(" ") + toQt(answer.message);
            problems += QLatin1Char('\n');
        }
    }
    return problems;
}

ImportActivity LiveDesk::activity(const char* consumer, const std::string& providerSubject) const
{
    for (const auto& import : sample.claims(consumer).imports)
        if (import.subject == providerSubject)
            return server.activity(sample.key(consumer), import.account, import.type, import.subject);
    return ImportActivity::Unknown;
}

} // namespace gd::test
