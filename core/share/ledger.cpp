// SPDX-License-Identifier: Apache-2.0
#include "core/share/ledger.h"

#include "core/jwt/claims_reader.h"
#include "core/jwt/claims_writer.h"
#include "core/jwt/token.h"

#include <utility>

namespace gd {

namespace {

constexpr int ledgerVersion = 1;

/// Some hundred thousand tokens of common size.
constexpr JsonLimits ledgerLimits{std::size_t{256} << 20, 16, 10'000'000};

struct LedgerRecord {
    int version = 0;
    std::vector<LedgerEntry> entries{};
};

} // namespace

// Not in the unnamed namespace, because the visitors find these by their argument.

template <class V, Like<LedgerEntry> T>
void fields(V& v, T& x)
{
    v.member("token", x.token);
    v.member("id", x.id);
    v.member("provider", x.provider);
    v.member("issuer", x.issuer);
    v.member("target", x.target);
    v.member("kind", x.kind);
    v.member("subject", x.subject);
    v.member("issuedAt", x.issuedAt);
    v.member("start", x.validity.start);
    v.member("end", x.validity.end);
    v.member("fileName", x.fileName);
    v.member("note", x.note);
    v.member("issuedHere", x.issuedHere);
    v.member("recordedAt", x.recordedAt);
}

namespace {

template <class V, Like<LedgerRecord> T>
void fields(V& v, T& x)
{
    v.always("version", x.version);
    v.member("entries", x.entries);
}

LedgerEntry entryOf(const std::string& token, const ActivationClaims& claims)
{
    LedgerEntry entry;
    entry.token = token;
    entry.id = claims.header.id;
    entry.provider = claims.provider();
    entry.issuer = claims.header.issuer;
    entry.target = claims.header.subject;
    entry.kind = claims.kind;
    entry.subject = claims.grantedSubject;
    entry.issuedAt = claims.header.issuedAt;
    entry.validity = {claims.header.notBefore, claims.header.expires};
    return entry;
}

/// Known tokens while they are collected, found by their text.
class Collector {
public:
    explicit Collector(const Ledger& ledger)
    {
        for (const auto& entry : ledger.entries()) {
            m_places.emplace(entry.token, m_tokens.size());
            m_tokens.push_back({entry, true, {}, {}});
        }
    }

    /// The place of a token in the list, which is made if its text is an activation; else null.
    KnownToken* at(const std::string& token)
    {
        if (const auto known = m_places.find(token); known != m_places.end()) return &m_tokens[known->second];
        const auto claims = decodeActivation(token);
        if (!claims) return nullptr;
        m_places.emplace(token, m_tokens.size());
        m_tokens.push_back({entryOf(token, *claims), false, {}, {}});
        return &m_tokens.back();
    }

    std::vector<KnownToken> take() { return std::move(m_tokens); }

private:
    std::vector<KnownToken> m_tokens{};
    std::unordered_map<std::string, std::size_t> m_places{};
};

} // namespace

Result<Ledger> Ledger::load(const FileArea& area, const std::filesystem::path& file)
{
    Ledger ledger;
    const auto text = area.read(file);
    if (!text) return text.error();
    if (!*text) return ledger;
    auto json = parseJson(**text, ledgerLimits);
    if (!json) return Error{ErrorCode::LedgerUnreadable, file.string(), json.error().detail};
    LedgerRecord record;
    if (!ClaimsReader::readObject(*json, record) || record.version != ledgerVersion)
        return Error{ErrorCode::LedgerUnreadable, file.string(), "not a ledger"};
    for (auto& entry : record.entries)
        if (ledger.m_places.emplace(entry.token, ledger.m_entries.size()).second)
            ledger.m_entries.push_back(std::move(entry));
    return ledger;
}

Status Ledger::save(FileArea& area, const std::filesystem::path& file) const
{
    const LedgerRecord record{ledgerVersion, m_entries};
    std::string json;
    bool badSampling = false;
    {
        ClaimsWriter writer(json, badSampling);
        fields(writer, record);
    }
    return area.replace(file, json);
}

const LedgerEntry* Ledger::find(const std::string& token) const
{
    const auto known = m_places.find(token);
    return known == m_places.end() ? nullptr : &m_entries[known->second];
}

bool Ledger::record(const Transaction& done)
{
    bool isNew = false;
    for (const auto& change : done.changes) {
        if (const auto* issue = std::get_if<IssueToken>(&change)) {
            isNew |= add(issue->token, issue->fileName, true, done.when);
        } else if (const auto* keep = std::get_if<KeepTokenFile>(&change)) {
            isNew |= add(keep->token, keep->fileName, false, done.when);
        } else if (const auto* import = std::get_if<AddImport>(&change); import && !import->issued) {
            isNew |= add(import->value.token, {}, false, done.when);
        }
    }
    return isNew;
}

bool Ledger::add(const std::string& token, const std::string& fileName, bool issuedHere, UnixSeconds when)
{
    if (token.empty()) return false; // the import of a public export
    if (const auto known = m_places.find(token); known != m_places.end()) {
        auto& entry = m_entries[known->second];
        const bool knowsMore = (entry.fileName.empty() && !fileName.empty()) || (issuedHere && !entry.issuedHere);
        if (entry.fileName.empty()) entry.fileName = fileName;
        entry.issuedHere |= issuedHere;
        return knowsMore;
    }
    const auto claims = decodeActivation(token);
    if (!claims) return false;
    auto entry = entryOf(token, *claims);
    entry.fileName = fileName;
    entry.issuedHere = issuedHere;
    entry.recordedAt = when;
    m_places.emplace(token, m_entries.size());
    m_entries.push_back(std::move(entry));
    return true;
}

bool Ledger::setNote(const std::string& token, std::string note)
{
    const auto known = m_places.find(token);
    if (known == m_places.end()) return false;
    m_entries[known->second].note = std::move(note);
    return true;
}

std::vector<KnownToken> knownTokens(const Ledger& ledger, const Snapshot& world)
{
    Collector tokens(ledger);
    for (const auto& account : world.accounts)
        for (std::size_t i = 0; i < account.claims.imports.size(); ++i)
            if (const auto& token = account.claims.imports[i].token; !token.empty())
                if (auto* known = tokens.at(token)) known->imports.push_back({account.key, i});
    for (const auto& file : world.tokenFiles)
        if (file.claims)
            if (auto* known = tokens.at(file.token)) known->files.push_back(file.file);
    return tokens.take();
}

} // namespace gd
