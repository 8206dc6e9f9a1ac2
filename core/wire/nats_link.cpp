// SPDX-License-Identifier: Apache-2.0
#include "core/wire/nats_link.h"

#include "core/wire/nats_client.h"

namespace gd {

namespace {

class NatsLink final : public Link {
public:
    explicit NatsLink(std::unique_ptr<NatsClient> client) : m_client(std::move(client)) {}

    Result<NatsMessage> request(const std::string& subject, const std::string& payload, Millis deadline) override
    {
        return m_client->request(subject, payload, deadline);
    }

    Result<std::vector<NatsMessage>> requestMany(const std::string& subject, const std::string& payload,
                                                 Millis deadline, Millis quiet) override
    {
        return m_client->requestMany(subject, payload, deadline, quiet);
    }

    Status publish(const std::string& subject, const std::string& payload, const std::string& reply) override
    {
        return m_client->publish(subject, payload, reply);
    }

    Result<int> subscribe(const std::string& subject, const std::string& queue) override
    {
        return m_client->subscribe(subject, queue);
    }

    Result<std::optional<NatsMessage>> next(int subscription, Millis deadline) override
    {
        return m_client->next(subscription, deadline);
    }

    Status unsubscribe(int subscription) override { return m_client->unsubscribe(subscription); }
    Status flush(Millis deadline) override { return m_client->flush(deadline); }
    std::string serverName() const override { return m_client->info().name; }
    void close() override { m_client->close(); }

private:
    std::unique_ptr<NatsClient> m_client;
};

} // namespace

Result<std::unique_ptr<Link>> connectNats(const ServerAddress& address, const Credentials& credentials, Millis deadline)
{
    auto client = NatsClient::connect(address, credentials, deadline);
    if (!client) return client.error();
    return std::unique_ptr<Link>(std::make_unique<NatsLink>(std::move(*client)));
}

} // namespace gd
