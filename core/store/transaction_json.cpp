// SPDX-License-Identifier: Apache-2.0
//
// Transactions are described to the same visitors that read and write claims (core/jwt/claim_fields.h), so an export in
// the journal is spelled as in a token and keeps the members that we do not know.
#include "core/jwt/claims_reader.h"
#include "core/jwt/claims_writer.h"
#include "core/store/transaction.h"

#include <cstdio>

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

} // namespace

// Not in the unnamed namespace, because the visitors find these by their argument.

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

namespace {

template <class V, Like<ChangeRecord> T>
void fields(V& v, T& x)
{
    v.member("addExport", x.addExport);
    v.member("issueToken", x.issueToken);
    v.member("addImport", x.addImport);
    v.member("keepTokenFile", x.keepTokenFile);
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

std::string escaped(const std::string& bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        if (c >= ' ' && c <= '~' && c != '%') {
            text += c;
            continue;
        }
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        text += hex;
    }
    return text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> unescaped(const std::string& text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(16 * high + low);
        i += 2;
    }
    return bytes;
}

struct ToRecord {
    ChangeRecord operator()(const AddExport& change) const { return {change, {}, {}, {}}; }
    ChangeRecord operator()(const IssueToken& change) const { return {{}, change, {}, {}}; }
    ChangeRecord operator()(const AddImport& change) const { return {{}, {}, change, {}}; }
    ChangeRecord operator()(const KeepTokenFile& change) const { return {{}, {}, {}, change}; }
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
        record.changes.push_back(std::visit(ToRecord(), change));
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
