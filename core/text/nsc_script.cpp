// SPDX-License-Identifier: Apache-2.0
#include "core/text/nsc_script.h"

#include "core/share/token_file_names.h"
#include "core/share/trust.h"
#include "core/text/admin_commands.h"
#include "core/text/shell_words.h"

#include <algorithm>
#include <filesystem>

namespace gd {

namespace {

class Script {
public:
    Script(const SharePlan& plan, const Snapshot& world) : m_plan(plan), m_world(world) {}

    std::string text()
    {
        for (const auto& change : m_plan.changes)
            std::visit([this](const auto& one) { write(one); }, change);
        return std::move(m_text);
    }

private:
    void begin(const char* command) { m_text += command; }
    void option(const char* name, const std::string& value) { m_text += std::string(" ") + name + " " + quoted(value); }
    void flag(const char* name) { m_text += std::string(" ") + name; }
    void end() { m_text += "\n"; }

    /// nsc finds accounts of its store by name; others only by key.
    std::string accountWord(const std::string& key) const
    {
        const auto* account = m_world.account(key);
        return account ? account->name : key;
    }

    void write(const AddExport& add)
    {
        begin("nsc add export");
        option("--account", accountWord(add.account));
        option("--name", add.value.name);
        option("--subject", add.value.subject);
        if (add.value.type == ExportType::Service) flag("--service");
        if (add.value.tokenRequired) flag("--private");
        if (add.value.type == ExportType::Service && !add.value.responseType.empty())
            option("--response-type",
                   isEditedToo(add.value) ? otherThan(add.value.responseType) : add.value.responseType);
        writeExtras(add.value);
        if (add.value.accountTokenPosition != 0)
            option("--account-token-position", std::to_string(add.value.accountTokenPosition));
        if (add.value.advertise) flag("--advertise");
        end();
        writeTexts(add.account, add.value);
    }

    void writeExtras(const Export& value)
    {
        if (value.responseThreshold > 0) option("--response-threshold", std::to_string(value.responseThreshold) + "ns");
        if (value.latency) {
            option("--latency", value.latency->results);
            option("--sampling", value.latency->sampling == 0 ? "header" : std::to_string(value.latency->sampling));
        }
        if (value.allowTrace) flag("--allow-trace");
    }

    /// Only `edit` can give an export a description or a link, and it forgets much of what is there: the place of the
    /// key for good, so that everybody could use the export; then rather no text.
    static bool isEditedToo(const Export& value)
    {
        return (!value.description.empty() || !value.infoUrl.empty()) && value.accountTokenPosition == 0;
    }

    /// `edit` keeps a response type only if it is another one than before.
    static std::string otherThan(const std::string& responseType)
    {
        return responseType == "Singleton" ? "Stream" : "Singleton";
    }

    void writeTexts(const std::string& account, const Export& value)
    {
        if (!isEditedToo(value)) return;
        begin("nsc edit export");
        option("--account", accountWord(account));
        option("--subject", value.subject);
        if (!value.description.empty()) option("--description", value.description);
        if (!value.infoUrl.empty()) option("--info-url", value.infoUrl);
        if (value.type == ExportType::Service && !value.responseType.empty())
            option("--response-type", value.responseType);
        writeExtras(value);
        end();
    }

    /// `nsc edit export` would drop revocations and the place of the key, and cannot change a subject.
    void write(const EditExport& edit)
    {
        auto old = edit.value;
        old.subject = edit.subject;
        write(RemoveExport{edit.account, old});
        write(AddExport{edit.account, edit.value});
        for (const auto& [target, until] : edit.value.revocations)
            write(RevokeTokens{edit.account, target, edit.value.type, edit.value.subject, until, {}});
    }

    void write(const RemoveExport& remove)
    {
        begin("nsc delete export");
        option("--account", accountWord(remove.account));
        option("--subject", remove.value.subject);
        end();
    }

    /// nsc cannot edit an import.
    void write(const EditImport& edit)
    {
        write(RemoveImport{edit.account, edit.value, {}});
        write(AddImport{edit.account, edit.value, edit.issued, edit.role});
    }

    void write(const RemoveImport& remove)
    {
        begin("nsc delete import");
        option("--account", accountWord(remove.account));
        option("--subject", remoteSubject(remove.value));
        option("--src-account", remove.value.account);
        end();
    }

    void writeRevocation(const char* command, const std::string& provider, const std::string& target, ExportType kind,
                         const std::string& subject)
    {
        begin(command);
        option("--account", accountWord(provider));
        option("--subject", subject);
        if (kind == ExportType::Service) flag("--service");
        option("--target-account", accountWord(target));
    }

    void write(const RevokeTokens& revoke)
    {
        writeRevocation("nsc revocations add-activation", revoke.provider, revoke.target, revoke.kind, revoke.subject);
        option("--at", std::to_string(revoke.until));
        end();
    }

    void write(const ClearRevocation& clear)
    {
        writeRevocation("nsc revocations delete-activation", clear.provider, clear.target, clear.kind, clear.subject);
        end();
    }

    void write(const IssueToken& issue)
    {
        begin("nsc generate activation");
        option("--account", accountWord(issue.provider));
        option("--subject", issue.subject);
        option("--target-account", accountWord(issue.target));
        if (issue.validity.start > 0) option("--start", nscTime(issue.validity.start));
        if (issue.validity.end > 0) option("--expiry", nscTime(issue.validity.end));
        option("--output-file", issue.fileName);
        end();
    }

    void write(const AddImport& add)
    {
        const auto& import = add.value;
        if (isInNoFile(add)) writeTokenFile(looseFileOf(import), import.token);
        begin("nsc add import");
        option("--account", accountWord(add.account));
        option("--name", import.name);
        if (add.issued || !import.token.empty()) {
            option("--token", tokenFileOf(add));
        } else {
            option("--src-account", accountWord(import.account));
            option("--remote-subject", import.subject);
            if (import.type == ExportType::Service) flag("--service"); // a token would say it itself
        }
        if (!import.localSubject.empty()) option("--local-subject", import.localSubject);
        if (import.share) flag("--share");
        if (import.allowTrace) flag("--allow-trace");
        end();
    }

    void write(const KeepTokenFile& keep) { writeTokenFile(keep.fileName, keep.token); }

    template <class Admin>
    void write(const Admin& change)
    {
        m_text += adminCommands(change, m_plan, m_world);
    }

    /// nsc takes tokens from files only, and one that was pasted or dropped lies in none that it could find.
    void writeTokenFile(const std::string& fileName, const std::string& token)
    {
        m_text += "printf %s " + quoted(token) + " > " + quoted(fileName) + "\n";
    }

    static std::string looseFileOf(const Import& import) { return safeFileName(import.name) + ".tok"; }

    bool isInNoFile(const AddImport& add) const
    {
        const auto& token = add.value.token;
        return !add.issued && !token.empty() && !keptFileOf(token) &&
               std::ranges::find(m_world.tokenFiles, token, &TokenFile::token) == m_world.tokenFiles.end();
    }

    /// The file into which this plan puts a token from elsewhere.
    const std::string* keptFileOf(const std::string& token) const
    {
        for (const auto& change : m_plan.changes)
            if (const auto* keep = std::get_if<KeepTokenFile>(&change); keep && keep->token == token)
                return &keep->fileName;
        return nullptr;
    }

    /// Where nsc finds the token: written by a command above, or in the token folder already.
    std::string tokenFileOf(const AddImport& add) const
    {
        if (add.issued && *add.issued < m_plan.changes.size())
            if (const auto* issue = std::get_if<IssueToken>(&m_plan.changes[*add.issued])) return issue->fileName;
        if (const auto* kept = keptFileOf(add.value.token)) return *kept;
        for (const auto& file : m_world.tokenFiles)
            if (file.token == add.value.token) return file.file.string();
        return looseFileOf(add.value);
    }

    const SharePlan& m_plan;
    const Snapshot& m_world;
    std::string m_text{};
};

} // namespace

std::string nscScript(const SharePlan& plan, const Snapshot& world)
{
    return Script(plan, world).text();
}

} // namespace gd
