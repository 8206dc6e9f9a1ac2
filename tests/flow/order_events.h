// SPDX-License-Identifier: Apache-2.0
//
// The guide's example on a live server: ACCTA captures orders in a stream, ACCTB consumes them through the share.
#pragma once

#include "core/live/link.h"
#include "core/store/snapshot.h"

#include <QString>

#include <memory>

namespace gd::test {

/// What the example is about; the JSON is that of the README ("Try it against a server").
struct OrderEvents {
    static constexpr auto stream = "ORDEREVENTS";
    static constexpr auto consumer = "ORDEREVENTS-C1";
    static constexpr auto deliver = "deliver.retail.v1.order.events";
    static constexpr auto local = "retail.v1.order.events";
    static constexpr auto group = "order-processor";
    static constexpr auto ingest = "retail.v1.order.captured";
    static constexpr auto text = "Captured order 1234!";
    static constexpr auto streamConfig =
        R"({"name":"ORDEREVENTS","subjects":["retail.v1.order.>"],"retention":"limits","max_bytes":1048576,)"
        R"("max_age":31536000000000000,"storage":"file","discard":"old","num_replicas":1,"duplicate_window":120000000000})";
    static constexpr auto consumerConfig =
        R"({"durable_name":"ORDEREVENTS-C1","ack_policy":"explicit","ack_wait":30000000000,"deliver_policy":"all",)"
        R"("deliver_subject":"deliver.retail.v1.order.events","deliver_group":"order-processor","max_ack_pending":100,)"
        R"("max_deliver":-1,"replay_policy":"instant"})";
    static constexpr auto infoHere = "ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1";
};

/// A connection as the first user of an account, with its creds file. Fails the test (nullptr) if it cannot be had.
std::unique_ptr<Link> connectAs(const Snapshot& world, const std::string& accountName, const std::string& url);

/// As ACCTA: makes stream and consumer. Empty on success, else what the server said.
QString createStreamAndConsumer(Link& provider);

/// As ACCTA: a request with the text; empty on success, else what came instead of the publish ack for sequence
/// `sequence`.
QString captureOrder(Link& provider, int sequence);

/// The floor of acknowledged deliveries, asked by ACCTB through the share; -1 and the reason in `said` otherwise.
int ackFloor(Link& consumer, QString& said);

} // namespace gd::test
