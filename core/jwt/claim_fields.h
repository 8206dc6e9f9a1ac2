// SPDX-License-Identifier: Apache-2.0
//
// The one description of every object in a token: members in the order in which they are written, with their names.
// Reading, writing and collecting names are visitors over it (claims_reader.h, claims_writer.h). Internal to core/jwt.
//
// A visitor offers:
//   unknown(list)          first in every object: where its members that we do not know are kept
//   member(name, value)    left out when empty; nested plain objects are never empty
//   always(name, value)    written even when zero
//   word(name, text)       a fixed text that must stand there
//   sampling, addresses, signingKeys   members with a form of their own
//   json(name, text)       an object that is kept as JSON text; left out when there is none
#pragma once

#include "core/jwt/claims.h"

#include <concepts>
#include <type_traits>

namespace gd {

/// T or const T, so that one description serves reading and writing.
template <class T, class U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

/// The `nats` object of claims; they keep its members flat.
template <class C>
struct NatsOf {
    C& claims;
};

/// A scoped signing key as an object: its key is the map's key.
template <class Key, class Scope>
struct ScopedKey {
    Key& key;
    Scope& scope;
};

/// The template of a scope.
template <class Scope>
struct TemplateOf {
    Scope& scope;
};

template <class V, Like<ServiceLatency> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.sampling("sampling", x.sampling);
    v.always("results", x.results);
}

template <class V, Like<Export> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("name", x.name);
    v.member("subject", x.subject);
    v.member("type", x.type);
    v.member("token_req", x.tokenRequired);
    v.member("revocations", x.revocations);
    v.member("response_type", x.responseType);
    v.member("response_threshold", x.responseThreshold);
    v.member("service_latency", x.latency);
    v.member("account_token_position", x.accountTokenPosition);
    v.member("advertise", x.advertise);
    v.member("allow_trace", x.allowTrace);
    v.member("description", x.description);
    v.member("info_url", x.infoUrl);
}

template <class V, Like<Import> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("name", x.name);
    v.member("subject", x.subject);
    v.member("account", x.account);
    v.member("token", x.token);
    v.member("to", x.to);
    v.member("local_subject", x.localSubject);
    v.member("type", x.type);
    v.member("share", x.share);
    v.member("allow_trace", x.allowTrace);
}

/// Without unknown(): the members lie flat in the limits of an account and make up a tier of their own.
template <class V, Like<JetStreamLimits> T>
void jetStreamFields(V& v, T& x)
{
    v.member("mem_storage", x.memoryStorage);
    v.member("disk_storage", x.diskStorage);
    v.member("streams", x.streams);
    v.member("consumer", x.consumer);
    v.member("max_ack_pending", x.maxAckPending);
    v.member("mem_max_stream_bytes", x.memoryMaxStreamBytes);
    v.member("disk_max_stream_bytes", x.diskMaxStreamBytes);
    v.member("max_bytes_required", x.maxBytesRequired);
}

template <class V, Like<JetStreamLimits> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    jetStreamFields(v, x);
}

template <class V, Like<AccountLimits> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("subs", x.subs);
    v.member("data", x.data);
    v.member("payload", x.payload);
    v.member("imports", x.imports);
    v.member("exports", x.exports);
    v.member("wildcards", x.wildcards);
    v.member("disallow_bearer", x.disallowBearer);
    v.member("conn", x.conn);
    v.member("leaf", x.leaf);
    jetStreamFields(v, x.jetStream);
    v.member("tiered_limits", x.tiers);
}

template <class V, Like<Permission> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("allow", x.allow);
    v.member("deny", x.deny);
}

template <class V, Like<ResponsePermission> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.always("max", x.max);
    v.always("ttl", x.ttl);
}

template <class V, Like<Permissions> T>
void permissionFields(V& v, T& x)
{
    v.member("pub", x.pub);
    v.member("sub", x.sub);
    v.member("resp", x.resp);
}

template <class V, Like<Permissions> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    permissionFields(v, x);
}

template <class V, Like<TimeRange> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("start", x.start);
    v.member("end", x.end);
}

/// Without unknown(): flat in user claims and in the template of a scope.
template <class V, Like<UserPermissions> T>
void userPermissionFields(V& v, T& x)
{
    permissionFields(v, x.permissions);
    v.addresses("src", x.src);
    v.member("times", x.times);
    v.member("times_location", x.timesLocation);
    v.member("subs", x.subs);
    v.member("data", x.data);
    v.member("payload", x.payload);
    v.member("bearer_token", x.bearerToken);
    v.member("proxy_required", x.proxyRequired);
    v.member("allowed_connection_types", x.connectionTypes);
}

template <class V, class S>
void fields(V& v, const TemplateOf<S>& x)
{
    v.unknown(x.scope.unknownInTemplate);
    userPermissionFields(v, x.scope.permissions);
}

template <class V, class K, class S>
void fields(V& v, const ScopedKey<K, S>& x)
{
    TemplateOf<S> permissions{x.scope};
    v.unknown(x.scope.unknown);
    v.word("kind", "user_scope");
    v.always("key", x.key);
    v.always("role", x.scope.role);
    v.always("template", permissions);
    v.always("description", x.scope.description);
}

template <class V, Like<WeightedMapping> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.always("subject", x.subject);
    v.member("weight", x.weight);
    v.member("cluster", x.cluster);
}

template <class V, Like<Authorization> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("auth_users", x.authUsers);
    v.member("allowed_accounts", x.allowedAccounts);
    v.member("xkey", x.xkey);
}

template <class V, Like<MessageTrace> T>
void fields(V& v, T& x)
{
    v.unknown(x.unknown);
    v.member("dest", x.dest);
    v.member("sampling", x.sampling);
}

template <class V, Like<ClaimsTail> T>
void tailFields(V& v, T& x)
{
    v.member("tags", x.tags);
    v.member("type", x.type);
    v.member("version", x.version);
}

template <class V, Like<OperatorClaims> T>
void natsFields(V& v, T& x)
{
    v.member("signing_keys", x.signingKeys);
    v.member("account_server_url", x.accountServerUrl);
    v.member("operator_service_urls", x.serviceUrls);
    v.member("system_account", x.systemAccount);
    v.member("assert_server_version", x.assertServerVersion);
    v.member("strict_signing_key_usage", x.strictSigningKeyUsage);
}

template <class V, Like<AccountClaims> T>
void natsFields(V& v, T& x)
{
    v.member("imports", x.imports);
    v.member("exports", x.exports);
    v.member("limits", x.limits);
    v.signingKeys("signing_keys", x.signingKeys);
    v.member("revocations", x.revocations);
    v.member("default_permissions", x.defaultPermissions);
    v.member("mappings", x.mappings);
    v.member("authorization", x.authorization);
    v.member("trace", x.trace);
    v.member("cluster_traffic", x.clusterTraffic);
    v.member("description", x.description);
    v.member("info_url", x.infoUrl);
}

template <class V, Like<UserClaims> T>
void natsFields(V& v, T& x)
{
    userPermissionFields(v, x.permissions);
    v.member("issuer_account", x.issuerAccount);
}

template <class V, Like<ActivationClaims> T>
void natsFields(V& v, T& x)
{
    v.member("subject", x.grantedSubject);
    v.member("kind", x.kind);
    v.member("issuer_account", x.issuerAccount);
}

template <class V, class C>
void fields(V& v, const NatsOf<C>& x)
{
    v.unknown(x.claims.tail.unknown);
    natsFields(v, x.claims);
    tailFields(v, x.claims.tail);
}

/// The outer object without `nats`; also, without the id, what the token id is made of.
template <class V, Like<ClaimsHeader> T>
void headerFields(V& v, T& x)
{
    v.member("aud", x.audience);
    v.member("exp", x.expires);
    v.member("jti", x.id);
    v.member("iat", x.issuedAt);
    v.member("iss", x.issuer);
    v.member("name", x.name);
    v.member("nbf", x.notBefore);
    v.member("sub", x.subject);
}

/// Claims with a `nats` object of their own.
template <class T>
concept TypedClaims =
    Like<T, OperatorClaims> || Like<T, AccountClaims> || Like<T, UserClaims> || Like<T, ActivationClaims>;

template <class V, TypedClaims T>
void fields(V& v, T& x)
{
    NatsOf<T> nats{x};
    v.unknown(x.header.unknown);
    headerFields(v, x.header);
    v.member("nats", nats);
}

template <class V, Like<GenericClaims> T>
void fields(V& v, T& x)
{
    v.unknown(x.header.unknown);
    headerFields(v, x.header);
    v.json("nats", x.natsJson);
}

} // namespace gd
