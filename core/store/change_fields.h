// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/store: the members of each kind of change in a record, by name.
#pragma once

#include "core/jwt/claims_reader.h"
#include "core/jwt/claims_writer.h"
#include "core/share/change.h"

namespace gd {

template <class V, Like<Validity> T>
void fields(V& v, T& x)
{
    v.member("start", x.start);
    v.member("end", x.end);
}

template <class V, Like<AddExport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("value", x.value);
}

template <class V, Like<IssueToken> T>
void fields(V& v, T& x)
{
    v.member("provider", x.provider);
    v.member("target", x.target);
    v.member("kind", x.kind);
    v.member("subject", x.subject);
    v.member("validity", x.validity);
    v.member("role", x.role);
    v.member("fileName", x.fileName);
    v.member("token", x.token);
}

template <class V, Like<AddImport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("value", x.value);
    v.member("issued", x.issued);
    v.member("role", x.role);
}

template <class V, Like<KeepTokenFile> T>
void fields(V& v, T& x)
{
    v.member("fileName", x.fileName);
    v.member("token", x.token);
}

template <class V, Like<EditExport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("type", x.type);
    v.member("subject", x.subject);
    v.member("value", x.value);
    v.member("fields", x.fields);
}

template <class V, Like<RemoveExport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("value", x.value);
}

template <class V, Like<EditImport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("value", x.value);
    v.member("issued", x.issued);
    v.member("role", x.role);
    v.member("fields", x.fields);
}

template <class V, Like<RemoveImport> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("value", x.value);
    v.member("role", x.role);
}

template <class V, Like<RevokeTokens> T>
void fields(V& v, T& x)
{
    v.member("provider", x.provider);
    v.member("target", x.target);
    v.member("kind", x.kind);
    v.member("subject", x.subject);
    v.member("until", x.until);
    v.member("role", x.role);
}

template <class V, Like<ClearRevocation> T>
void fields(V& v, T& x)
{
    v.member("provider", x.provider);
    v.member("target", x.target);
    v.member("kind", x.kind);
    v.member("subject", x.subject);
    v.member("role", x.role);
}

template <class V, Like<AddAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("name", x.name);
}

template <class V, Like<ImportAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("name", x.name);
    v.member("replaces", x.replaces);
}

template <class V, Like<RestoreAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("name", x.name);
    v.member("state", x.state);
    v.member("comesBack", x.comesBack);
    v.member("users", x.users);
    v.member("keepsRevocations", x.keepsRevocations);
    v.member("dropsRevocations", x.dropsRevocations);
}

template <class V, Like<EditAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("name", x.name);
    v.member("fields", x.fields);
}

template <class V, Like<RenameAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("from", x.from);
    v.member("to", x.to);
}

template <class V, Like<DeleteAccount> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("name", x.name);
}

template <class V, Like<AddUser> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("user", x.user);
    v.member("name", x.name);
    v.member("role", x.role);
}

template <class V, Like<EditUser> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("user", x.user);
    v.member("name", x.name);
    v.member("fields", x.fields);
}

template <class V, Like<DeleteUser> T>
void fields(V& v, T& x)
{
    v.member("account", x.account);
    v.member("user", x.user);
    v.member("name", x.name);
    v.member("isRevoked", x.isRevoked);
}

template <class V, Like<AddSigningKey> T>
void fields(V& v, T& x)
{
    v.member("owner", x.owner);
    v.member("key", x.key);
    v.member("isScoped", x.isScoped);
    v.member("role", x.role);
}

template <class V, Like<EditSigningKey> T>
void fields(V& v, T& x)
{
    v.member("owner", x.owner);
    v.member("key", x.key);
    v.member("role", x.role);
    v.member("fields", x.fields);
}

template <class V, Like<RemoveSigningKey> T>
void fields(V& v, T& x)
{
    v.member("owner", x.owner);
    v.member("key", x.key);
    v.member("role", x.role);
}

template <class V, Like<EditOperator> T>
void fields(V& v, T& x)
{
    v.member("op", x.op);
    v.member("name", x.name);
    v.member("fields", x.fields);
}

} // namespace gd
