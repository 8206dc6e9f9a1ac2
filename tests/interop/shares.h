// SPDX-License-Identifier: Apache-2.0
//
// The shares of these tests as GrantDesk's wizards would fill them in.
#pragma once

#include "tests/interop/nsc_store.h"

#include "core/share/share_draft.h"

namespace gd::test {

/// "Let that account consume <S>-C1 of ACCTA", as the guide's pushShareScript().
inline ShareDraft pushShare(const NscStore& store, const std::string& stream = "ORDEREVENTS",
                            const std::string& subject = "retail.v1.order.events")
{
    return {.provider = store.key("ACCTA"),
            .stream = stream,
            .jsConsumer = stream + "-C1",
            .deliverSubject = "deliver." + subject,
            .deliverGroup = "processor",
            .consumers = {{.account = store.key("ACCTB")}}};
}

inline Result<SharePlan> planned(const NscStore& store, const ShareDraft& draft)
{
    const auto world = store.world();
    return planShare(draft, *world, world->readAt);
}

inline Result<SharePlan> planned(const NscStore& store, const AcceptDraft& draft)
{
    const auto world = store.world();
    return planImport(draft, *world, world->readAt);
}

} // namespace gd::test
