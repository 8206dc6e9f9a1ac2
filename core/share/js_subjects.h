// SPDX-License-Identifier: Apache-2.0
//
// The forms in which the subjects of JetStream occur. The API of a server in a domain is $JS.<domain>.API. Servers from
// 2.14 on also know acknowledgements and flow control with domain and account in them:
// $JS.ACK.<domain or _>.<hash>.<stream>.<consumer>…, where the old form has neither ("v2" and "v1" on screen).
#pragma once

#include <string>
#include <string_view>

namespace gd {

/// ".API.…" of an API subject, with a domain or without; empty for other subjects.
std::string_view apiTail(std::string_view subject);

/// An API subject in the form for a domain; other subjects, and all where the domain is empty, as they are.
std::string withDomain(const std::string& subject, const std::string& domain);

/// An API subject as it is without its domain; other subjects as they are.
std::string withoutDomain(std::string_view subject);

/// The domain of an API subject; empty if it has none.
std::string domainOf(std::string_view subject);

/// The old form of an acknowledgement or flow control subject in its new one.
/// @param account  public key of the account that has the stream.
std::string newAckForm(const std::string& subject, const std::string& domain, const std::string& account);

/// The reverse: `$JS.ACK.<stream>.<consumer>.>` of the new form; empty for every other subject.
std::string oldAckForm(std::string_view subject);

/// What stands for an account in the new form: eight letters and digits, made of the SHA-256 of its public key, as
/// nats-server makes them (getHash).
std::string accountHash(const std::string& account);

} // namespace gd
