// SPDX-License-Identifier: Apache-2.0
//
// The guide's example as people type it into nsc: stores, accounts and the four shares.
#pragma once

#include <QString>

namespace gd::test {

/// Operator OP with a signing key and SYS, accounts ACCTA (JetStream), ACCTB and ACCTC with a user each.
QString plainStoreScript();

/// The same accounts under an operator that allows nothing to be signed by an identity key.
QString strictStoreScript();

/// Everything in the plain store that an edit must not lose: signing keys (plain and scoped), users with permissions,
/// limits, mappings, tags, a trace destination, descriptions, revoked users.
QString furnishScript();

/// The push consumer ORDEREVENTS-C1 (private): exports, tokens in the working folder, imports.
QString pushShareScript();
/// One share each, from ACCTA to ACCTB, as the wizards make them: the message feed CARTEVENTS, the service PAYMENTAPI,
/// publishing into ORDEREVENTS, the pull consumers RESTOCKEVENTS-C1 (private, with INFO) and FULFILLEVENTS-C1 (public).
QString messageFeedScript();
QString serviceScript();
QString publishScript();
QString pullShareScript();
QString publicPullShareScript();

/// The message feed CARTEVENTS (private), the service PAYMENTAPI (private, with latency), the pull consumer
/// RESTOCKEVENTS (private) and FULFILLEVENTS (public), and revocations on some of them.
QString otherSharesScript();

} // namespace gd::test
