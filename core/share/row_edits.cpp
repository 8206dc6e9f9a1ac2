// SPDX-License-Identifier: Apache-2.0
#include "core/share/row_edits.h"

#include "core/share/field_rules.h"
#include "core/share/findings.h"
#include "core/share/share_life_parts.h"
#include "core/share/trust.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

using Fields = std::vector<std::string>;

Fields differing(const Export& before, const Export& after)
{
    Fields fields;
    const auto look = [&](const char* field, bool same) {
        if (!same) fields.emplace_back(field);
    };
    look("name", before.name == after.name);
    look("subject", before.subject == after.subject);
    look("private", before.tokenRequired == after.tokenRequired);
    look("responseType", before.responseType == after.responseType);
    look("responseThreshold", before.responseThreshold == after.responseThreshold);
    look("latency", before.latency == after.latency);
    look("tokenPosition", before.accountTokenPosition == after.accountTokenPosition);
    look("advertise", before.advertise == after.advertise);
    look("allowTrace", before.allowTrace == after.allowTrace);
    look("description", before.description == after.description);
    look("infoUrl", before.infoUrl == after.infoUrl);
    return fields;
}

Fields differing(const Import& before, const Import& after)
{
    Fields fields;
    const auto look = [&](const char* field, bool same) {
        if (!same) fields.emplace_back(field);
    };
    look("name", before.name == after.name);
    look("localSubject", before.localSubject == after.localSubject);
    look("share", before.share == after.share);
    look("allowTrace", before.allowTrace == after.allowTrace);
    return fields;
}

/// A place that can be filled with a key: one of the stars, and the export open to each account by its own key.
bool isTokenPlace(const Export& value)
{
    if (value.accountTokenPosition == 0) return true;
    const auto tokens = subjectTokens(value.subject);
    return !value.tokenRequired && value.accountTokenPosition <= tokens.size() &&
           tokens[value.accountTokenPosition - 1] == "*";
}

void addIf(std::vector<FieldProblem>& problems, const char* field, std::optional<Error> error)
{
    if (error) problems.push_back({field, 0, std::move(*error)});
}

std::optional<Error> subjectError(const std::string& subject)
{
    const auto checked = checkSubject(subject);
    return checked ? std::nullopt : std::optional(checked.error());
}

void addServiceProblems(const Export& value, std::vector<FieldProblem>& problems)
{
    const auto add = [&](const char* field, ErrorCode code, const std::string& where) {
        problems.push_back({field, 0, {code, where, ""}});
    };
    if (value.responseThreshold < 0) add("responseThreshold", ErrorCode::LimitOutOfRange, "");
    if (!value.latency) return;
    if (const auto checked = checkLiteralSubject(value.latency->results); !checked)
        problems.push_back({"latencyResults", 0, checked.error()});
    if (value.latency->sampling < 0 || value.latency->sampling > 100)
        add("sampling", ErrorCode::LimitOutOfRange, std::to_string(value.latency->sampling));
}

const Import* importFrom(const AccountClaims& claims, const std::string& provider, ExportType type,
                         const std::string& subject)
{
    const auto found = std::ranges::find_if(claims.imports, [&](const Import& one) {
        return one.account == provider && one.type == type && remoteSubject(one) == subject;
    });
    return found == claims.imports.end() ? nullptr : &*found;
}

Error gone(const std::string& subject)
{
    return {ErrorCode::PlanOutdated, subject, "no such row"};
}

/// What of a draft may not apply to its kind is left out.
Export cleaned(Export value)
{
    if (value.type == ExportType::Service) return value;
    value.responseType.clear();
    value.responseThreshold = 0;
    value.latency.reset();
    value.allowTrace = false;
    return value;
}

} // namespace

std::vector<FieldProblem> ExportDraft::problems(const Snapshot& world) const
{
    std::vector<FieldProblem> problems;
    const auto* known = world.account(account);
    const auto* present = known ? exportOf(known->claims, value.type, subject) : nullptr;
    if (!known) addIf(problems, "account", Error{ErrorCode::AccountUnknown, account, ""});
    if (!present || value.name != present->name) addIf(problems, "name", labelFieldError(value.name));
    // nsc lets subjects through that no server can use. Whoever edits something else need not mend them first.
    if (!present || value.subject != present->subject) addIf(problems, "subject", subjectError(value.subject));
    if (value.type == ExportType::Service) addServiceProblems(value, problems);
    if (!isTokenPlace(value))
        problems.push_back(
            {"tokenPosition", 0, {ErrorCode::ValueNotAllowed, std::to_string(value.accountTokenPosition), ""}});
    addIf(problems, "description", textFieldError(value.description));
    addIf(problems, "infoUrl", linkFieldError(value.infoUrl));
    return problems;
}

Result<SharePlan> planExport(const ExportDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto wished = cleaned(draft.value);
    PlanBuilder plan(world);
    if (draft.subject.empty()) {
        auto added = wished;
        added.revocations.clear();
        plan.claims(draft.account).exports.push_back(added);
        plan.add(AddExport{draft.account, std::move(added)});
        return plan.finish(now);
    }
    const auto* present = exportOf(world.account(draft.account)->claims, wished.type, draft.subject);
    if (!present) return gone(draft.subject);
    auto after = wished;
    after.revocations = present->revocations;
    after.unknown = present->unknown;
    after.isNull = present->isNull;
    auto fields = differing(*present, after);
    if (fields.empty()) return Error{ErrorCode::PlanIsEmpty, draft.subject, ""};
    auto* place = exportOf(plan.claims(draft.account), wished.type, draft.subject);
    const bool becomesPrivate = after.tokenRequired && !present->tokenRequired;
    *place = after;
    plan.add(EditExport{draft.account, after.type, draft.subject, after, std::move(fields)});
    if (becomesPrivate && after.subject == present->subject && draft.withTokens)
        tokensForImporters(draft.account, after, {}, plan);
    return plan.finishWithImporters(now);
}

Result<SharePlan> planExportRemoval(const std::string& account, ExportType type, const std::string& subject,
                                    const Snapshot& world, UnixSeconds now)
{
    const auto* known = world.account(account);
    const auto* present = known ? exportOf(known->claims, type, subject) : nullptr;
    if (!present) return gone(subject);
    PlanBuilder plan(world);
    auto& exports = plan.claims(account).exports;
    exports.erase(std::ranges::find(exports, *present));
    plan.add(RemoveExport{account, *present});
    return plan.finishWithImporters(now);
}

std::vector<FieldProblem> ImportDraft::problems(const Snapshot& world) const
{
    std::vector<FieldProblem> problems;
    const auto* known = world.account(account);
    const auto* present = known ? importFrom(known->claims, provider, value.type, subject) : nullptr;
    if (!known) addIf(problems, "account", Error{ErrorCode::AccountUnknown, account, ""});
    if (!present || value.name != present->name) addIf(problems, "name", labelFieldError(value.name));
    if (value.localSubject.empty() || (present && value.localSubject == present->localSubject)) return problems;
    if (const auto error = localFieldError(value.localSubject))
        problems.push_back({"localSubject", 0, *error});
    else if (!renameFits(subject, value.localSubject))
        problems.push_back({"localSubject", 0, {ErrorCode::ValueNotAllowed, value.localSubject, ""}});
    return problems;
}

Result<SharePlan> planImportEdit(const ImportDraft& draft, const Snapshot& world, UnixSeconds now)
{
    if (const auto problems = draft.problems(world); !problems.empty()) return problems.front().error;
    const auto* present =
        importFrom(world.account(draft.account)->claims, draft.provider, draft.value.type, draft.subject);
    if (!present) return gone(draft.subject);
    auto after = *present;
    after.name = draft.value.name;
    after.share = draft.value.share;
    after.allowTrace = draft.value.allowTrace;
    if (draft.value.localSubject != present->localSubject) {
        after.localSubject = draft.value.localSubject;
        // Old imports tell their names the other way round.
        after.subject = remoteSubject(*present);
        after.to.clear();
    }
    auto fields = differing(*present, after);
    if (fields.empty()) return Error{ErrorCode::PlanIsEmpty, draft.subject, ""};
    PlanBuilder plan(world);
    *std::ranges::find(plan.claims(draft.account).imports, *present) = after;
    plan.add(EditImport{draft.account, after, {}, roleOfSubject(after.subject).role, std::move(fields)});
    return plan.finish(now);
}

Result<SharePlan> planImportRemoval(const std::string& account, const std::string& provider, ExportType type,
                                    const std::string& subject, const Snapshot& world, UnixSeconds now)
{
    const auto* known = world.account(account);
    const auto* present = known ? importFrom(known->claims, provider, type, subject) : nullptr;
    if (!present) return gone(subject);
    PlanBuilder plan(world);
    auto& imports = plan.claims(account).imports;
    imports.erase(std::ranges::find(imports, *present));
    plan.add(RemoveImport{account, *present, roleOfSubject(subject).role});
    return plan.finish(now);
}

} // namespace gd
