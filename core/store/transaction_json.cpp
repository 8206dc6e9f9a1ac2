// SPDX-License-Identifier: Apache-2.0
//
// Transactions are described to the same visitors that read and write claims (core/jwt/claim_fields.h), so an export in
// the journal is spelled as in a token and keeps the members that we do not know.
#include "core/store/change_fields.h"
#include "core/store/escaped_bytes.h"
#include "core/store/transaction.h"

namespace gd {

namespace {

/// Records hold several account tokens, before and after.
constexpr JsonLimits recordLimits{std::size_t{64} << 20, 64, 10'000'000};

constexpr int recordVersion = 1;

/// A change on the way to and from JSON: exactly one member is set, and its name says which kind it is.
struct ChangeRecord {
    std::optional<AddExport> addExport{};
    std::optional<IssueToken> issueToken{};
    std::optional<AddImport> addImport{};
    std::optional<KeepTokenFile> keepTokenFile{};
    std::optional<EditExport> editExport{};
    std::optional<RemoveExport> removeExport{};
    std::optional<EditImport> editImport{};
    std::optional<RemoveImport> removeImport{};
    std::optional<RevokeTokens> revokeTokens{};
    std::optional<ClearRevocation> clearRevocation{};
    std::optional<AddAccount> addAccount{};
    std::optional<ImportAccount> importAccount{};
    std::optional<RestoreAccount> restoreAccount{};
    std::optional<EditAccount> editAccount{};
    std::optional<RenameAccount> renameAccount{};
    std::optional<DeleteAccount> deleteAccount{};
    std::optional<AddUser> addUser{};
    std::optional<EditUser> editUser{};
    std::optional<DeleteUser> deleteUser{};
    std::optional<AddSigningKey> addSigningKey{};
    std::optional<EditSigningKey> editSigningKey{};
    std::optional<RemoveSigningKey> removeSigningKey{};
    std::optional<EditOperator> editOperator{};
};

/// A file on the way to and from JSON. JSON holds only text, file names and damaged files may be any bytes; so these
/// are written like in addresses, with %XX.
struct EditRecord {
    std::string file{};
    std::optional<std::string> before{};
    std::optional<std::string> after{};
};

struct TransactionRecord {
    int version = 0;
    std::string id{};
    UnixSeconds when = 0;
    std::vector<ChangeRecord> changes{};
    std::vector<EditRecord> edits{};
    UnixSeconds firstDone = 0;
};

template <class V, Like<ChangeRecord> T>
void fields(V& v, T& x)
{
    v.member("addExport", x.addExport);
    v.member("issueToken", x.issueToken);
    v.member("addImport", x.addImport);
    v.member("keepTokenFile", x.keepTokenFile);
    v.member("editExport", x.editExport);
    v.member("removeExport", x.removeExport);
    v.member("editImport", x.editImport);
    v.member("removeImport", x.removeImport);
    v.member("revokeTokens", x.revokeTokens);
    v.member("clearRevocation", x.clearRevocation);
    v.member("addAccount", x.addAccount);
    v.member("importAccount", x.importAccount);
    v.member("restoreAccount", x.restoreAccount);
    v.member("editAccount", x.editAccount);
    v.member("renameAccount", x.renameAccount);
    v.member("deleteAccount", x.deleteAccount);
    v.member("addUser", x.addUser);
    v.member("editUser", x.editUser);
    v.member("deleteUser", x.deleteUser);
    v.member("addSigningKey", x.addSigningKey);
    v.member("editSigningKey", x.editSigningKey);
    v.member("removeSigningKey", x.removeSigningKey);
    v.member("editOperator", x.editOperator);
}

template <class V, Like<EditRecord> T>
void fields(V& v, T& x)
{
    v.always("file", x.file);
    v.member("before", x.before);
    v.member("after", x.after);
}

template <class V, Like<TransactionRecord> T>
void fields(V& v, T& x)
{
    v.always("version", x.version);
    v.member("id", x.id);
    v.member("when", x.when);
    v.member("firstDone", x.firstDone);
    v.member("changes", x.changes);
    v.member("edits", x.edits);
}

struct ToRecord {
    void operator()(const AddExport& change) { record.addExport = change; }
    void operator()(const IssueToken& change) { record.issueToken = change; }
    void operator()(const AddImport& change) { record.addImport = change; }
    void operator()(const KeepTokenFile& change) { record.keepTokenFile = change; }
    void operator()(const EditExport& change) { record.editExport = change; }
    void operator()(const RemoveExport& change) { record.removeExport = change; }
    void operator()(const EditImport& change) { record.editImport = change; }
    void operator()(const RemoveImport& change) { record.removeImport = change; }
    void operator()(const RevokeTokens& change) { record.revokeTokens = change; }
    void operator()(const ClearRevocation& change) { record.clearRevocation = change; }
    void operator()(const AddAccount& change) { record.addAccount = change; }
    void operator()(const ImportAccount& change) { record.importAccount = change; }
    void operator()(const RestoreAccount& change) { record.restoreAccount = change; }
    void operator()(const EditAccount& change) { record.editAccount = change; }
    void operator()(const RenameAccount& change) { record.renameAccount = change; }
    void operator()(const DeleteAccount& change) { record.deleteAccount = change; }
    void operator()(const AddUser& change) { record.addUser = change; }
    void operator()(const EditUser& change) { record.editUser = change; }
    void operator()(const DeleteUser& change) { record.deleteUser = change; }
    void operator()(const AddSigningKey& change) { record.addSigningKey = change; }
    void operator()(const EditSigningKey& change) { record.editSigningKey = change; }
    void operator()(const RemoveSigningKey& change) { record.removeSigningKey = change; }
    void operator()(const EditOperator& change) { record.editOperator = change; }

    ChangeRecord& record;
};

std::optional<Change> fromRecord(ChangeRecord& record)
{
    std::optional<Change> change;
    int count = 0;
    const auto take = [&](auto& member) {
        if (!member) return;
        change = std::move(*member);
        ++count;
    };
    take(record.addExport);
    take(record.issueToken);
    take(record.addImport);
    take(record.keepTokenFile);
    take(record.editExport);
    take(record.removeExport);
    take(record.editImport);
    take(record.removeImport);
    take(record.revokeTokens);
    take(record.clearRevocation);
    take(record.addAccount);
    take(record.importAccount);
    take(record.restoreAccount);
    take(record.editAccount);
    take(record.renameAccount);
    take(record.deleteAccount);
    take(record.addUser);
    take(record.editUser);
    take(record.deleteUser);
    take(record.addSigningKey);
    take(record.editSigningKey);
    take(record.removeSigningKey);
    take(record.editOperator);
    return count == 1 ? change : std::nullopt;
}

std::optional<FileEdit> fromRecord(const EditRecord& record)
{
    const auto file = unescaped(record.file);
    if (!file || !std::filesystem::path(*file).is_absolute()) return {};
    FileEdit edit{*file, {}, {}};
    if (record.before && !(edit.before = unescaped(*record.before))) return {};
    if (record.after && !(edit.after = unescaped(*record.after))) return {};
    return edit;
}

} // namespace

std::string transactionJson(const Transaction& transaction)
{
    TransactionRecord record{recordVersion, transaction.id, transaction.when, {}, {}, transaction.firstDone};
    for (const Change& change : transaction.changes)
        std::visit(ToRecord{record.changes.emplace_back()}, change);
    for (const FileEdit& edit : transaction.edits) {
        EditRecord& written = record.edits.emplace_back();
        written.file = escaped(edit.file.string());
        if (edit.before) written.before = escaped(*edit.before);
        if (edit.after) written.after = escaped(*edit.after);
    }
    std::string json;
    bool badSampling = false; // was read or checked before; a record keeps it as it is
    {
        ClaimsWriter writer(json, badSampling);
        fields(writer, record);
    }
    return json;
}

Result<Transaction> transactionFromJson(std::string_view json)
{
    const Error unreadable{ErrorCode::JournalUnreadable, {}, "not a transaction"};
    auto parsed = parseJson(json, recordLimits);
    if (!parsed) return Error{ErrorCode::JournalUnreadable, {}, parsed.error().detail};
    TransactionRecord record;
    if (!ClaimsReader::readObject(*parsed, record) || record.version != recordVersion) return unreadable;

    Transaction transaction{record.id, record.when, {}, {}, record.firstDone};
    for (ChangeRecord& each : record.changes) {
        auto change = fromRecord(each);
        if (!change) return unreadable;
        transaction.changes.push_back(std::move(*change));
    }
    for (const EditRecord& each : record.edits) {
        auto edit = fromRecord(each);
        if (!edit) return unreadable;
        transaction.edits.push_back(std::move(*edit));
    }
    return transaction;
}

} // namespace gd
