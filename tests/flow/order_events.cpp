// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/order_events.h"

#include "core/live/system_user.h"
#include "core/wire/nats_link.h"
#include "ui/bridge/strings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <chrono>

namespace gd::test {

using namespace std::chrono_literals;
using ui::toQt;

namespace {

QJsonObject answer(const Result<NatsMessage>& reply)
{
    if (!reply) return {{QStringLiteral("failed"), toQt(reply.error().where + " " + reply.error().detail)}};
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply->payload)).object();
}

QString text(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

std::unique_ptr<Link> connectAs(const Snapshot& world, const std::string& accountName, const std::string& url)
{
    const auto* account = world.accountNamed(accountName);
    if (!account || account->users.empty()) {
        QTest::qFail("the account has no user", __FILE__, __LINE__);
        return {};
    }
    const auto credentials = fileCredentials(account->users.front().credsFile);
    if (!credentials) {
        QTest::qFail("the creds file cannot be used", __FILE__, __LINE__);
        return {};
    }
    auto link = connectNats(ServerAddress{url}, *credentials, 5s);
    if (!link) {
        QTest::qFail(qPrintable(QStringLiteral("no connection as ") + toQt(accountName) + QStringLiteral(": ") +
                                toQt(link.error().detail)),
                     __FILE__, __LINE__);
        return {};
    }
    return std::move(*link);
}

QString createStreamAndConsumer(Link& provider)
{
    const auto stream = answer(provider.request("$JS.API.STREAM.CREATE.ORDEREVENTS", OrderEvents::streamConfig, 5s));
    if (stream.contains(QLatin1String("error")) || !stream.contains(QLatin1String("config"))) return text(stream);
    const auto request = std::string(R"({"stream_name":"ORDEREVENTS","config":)") + OrderEvents::consumerConfig + "}";
    const auto consumer =
        answer(provider.request("$JS.API.CONSUMER.DURABLE.CREATE.ORDEREVENTS.ORDEREVENTS-C1", request, 5s));
    if (consumer.contains(QLatin1String("error")) || !consumer.contains(QLatin1String("config"))) return text(consumer);
    return {};
}

QString captureOrder(Link& provider, int sequence)
{
    const auto ack = answer(provider.request(OrderEvents::ingest, OrderEvents::text, 5s));
    const bool stored = ack[QLatin1String("stream")].toString() == QLatin1String(OrderEvents::stream) &&
                        ack[QLatin1String("seq")].toInt() == sequence;
    return stored ? QString{} : text(ack);
}

int ackFloor(Link& consumer, QString& said)
{
    const auto info = answer(consumer.request(OrderEvents::infoHere, "", 5s));
    said = text(info);
    const auto floor = info[QLatin1String("ack_floor")].toObject();
    return floor[QLatin1String("consumer_seq")].toInt(-1);
}

} // namespace gd::test
