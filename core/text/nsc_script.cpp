// SPDX-License-Identifier: Apache-2.0
#include "core/text/nsc_script.h"

#include "core/share/token_file_names.h"
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
            option("--response-type", add.value.responseType);
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
