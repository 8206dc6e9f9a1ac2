// SPDX-License-Identifier: Apache-2.0
#include "core/share/share_draft.h"

#include "core/nkeys/public_key.h"
#include "core/share/draft_rows.h"
#include "core/share/field_rules.h"
#include "core/share/js_subjects.h"
#include "core/share/signing_keys.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

using Problems = std::vector<FieldProblem>;

void addIf(Problems& problems, const char* field, std::size_t index, std::optional<Error> error)
{
    if (error) problems.push_back({field, index, std::move(*error)});
}

/// What was typed for another recipe is kept, but means nothing where no API is asked for.
std::string usedDomain(const ShareDraft& draft)
{
    const auto* recipe = recipeWithId(draft.recipe);
    return recipe && recipe->asksFor("prefix") ? draft.domain : std::string();
}

/// Grants that are known by nothing but their name must each have one of their own.
void addSubjectProblems(const ShareDraft& draft, const Recipe& recipe, const Snapshot& world, Problems& problems)
{
    if (draft.subject.empty())
        problems.push_back({"subject", 0, {ErrorCode::FieldEmpty, "", ""}});
    else if (const auto good = checkSubject(draft.subject); !good)
        problems.push_back({"subject", 0, good.error()});
    const auto* provider = world.account(draft.provider);
    if (!provider || draft.stream.empty()) return;
    for (const auto& row : recipe.rows)
        for (const auto& known : provider->claims.exports) {
            const bool isSame = known.type == row.type && known.subject == draft.subject;
            const auto name = grantName(draft.stream, row.role);
            if (!isSame && known.name == name) problems.push_back({"stream", 0, {ErrorCode::NameTaken, name, ""}});
        }
}

Problems whatProblems(const ShareDraft& draft, const Snapshot& world)
{
    Problems problems;
    if (draft.provider.empty())
        problems.push_back({"provider", 0, {ErrorCode::FieldEmpty, "", ""}});
    else if (!world.account(draft.provider))
        problems.push_back({"provider", 0, {ErrorCode::AccountUnknown, draft.provider, ""}});
    const auto* recipe = recipeWithId(draft.recipe);
    if (!recipe) problems.push_back({"recipe", 0, {ErrorCode::FieldEmpty, draft.recipe, "unknown recipe"}});
    addIf(problems, "stream", 0, nameFieldError(draft.stream));
    if (recipe && recipe->asksFor("subject")) addSubjectProblems(draft, *recipe, world, problems);
    if (!recipe || recipe->asksFor("consumer")) addIf(problems, "jsConsumer", 0, nameFieldError(draft.jsConsumer));
    if (const auto domain = usedDomain(draft); !domain.empty()) addIf(problems, "domain", 0, nameFieldError(domain));
    if (!recipe || !recipe->asksFor("deliver")) return problems;
    addIf(problems, "deliverSubject", 0, literalFieldError(draft.deliverSubject));
    // A queue name is no subject, but servers cut protocol lines at blanks.
    const auto isBad = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '*' || c == '>';
    };
    if (std::ranges::any_of(draft.deliverGroup, isBad))
        problems.push_back({"deliverGroup", 0, {ErrorCode::GroupHasBadCharacter, draft.deliverGroup, ""}});
    return problems;
}

std::optional<Error> accountError(const ShareDraft& draft, std::size_t index, const Snapshot& world)
{
    const auto& wish = draft.consumers[index];
    if (wish.account.empty()) return Error{ErrorCode::FieldEmpty, "", ""};
    if (wish.account == draft.provider) return Error{ErrorCode::AccountIsTheProvider, wish.account, ""};
    for (std::size_t i = 0; i < index; ++i)
        if (draft.consumers[i].account == wish.account)
            return Error{ErrorCode::AlreadyImported, wish.account, "named twice"};
    // An account that is only known by its key can be given tokens, but nothing can be imported there.
    const bool known = world.account(wish.account) || (!wish.importNow && isPublicKey(wish.account, KeyKind::Account));
    if (!known) return Error{ErrorCode::AccountUnknown, wish.account, ""};
    return std::nullopt;
}

Problems whomProblems(const ShareDraft& draft, const Snapshot& world)
{
    Problems problems;
    const auto* recipe = recipeWithId(draft.recipe);
    const bool hasLocal = recipe && recipe->asksFor("local");
    if (draft.consumers.empty()) problems.push_back({"consumers", 0, {ErrorCode::FieldEmpty, "", ""}});
    for (std::size_t i = 0; i < draft.consumers.size(); ++i) {
        const auto& wish = draft.consumers[i];
        addIf(problems, "consumers", i, accountError(draft, i, world));
        if (wish.importNow) { // names matter to those who import
            if (hasLocal && !wish.localSubject.empty())
                addIf(problems, "localSubject", i,
                      recipe->asksFor("subject") ? localFieldError(wish.localSubject)
                                                 : literalFieldError(wish.localSubject));
            addIf(problems, "prefix", i, prefixFieldError(wish.prefix));
        }
        addValidityProblems(problems, wish.validity, i, world.readAt);
    }
    return problems;
}

/// Whether a row is part of the share at all; optional rows always are, used or not.
bool applies(const RecipeRow& row, const ShareDraft& draft)
{
    switch (row.need) {
    case RowNeed::Always:
    case RowNeed::Optional:
        return true;
    case RowNeed::UnlessAckNone:
        return draft.acknowledges;
    case RowNeed::IfFlowControl:
        return draft.flowControl;
    case RowNeed::IfWatched:
        return draft.watches;
    }
    return true;
}

bool hasAckForms(const RecipeRow& row)
{
    return row.role == "ACK" || row.role == "FC";
}

DraftRow inNewForm(DraftRow row, const ShareDraft& draft)
{
    row.role += "V2";
    row.name += "V2";
    row.providerSubject = newAckForm(row.providerSubject, usedDomain(draft), draft.provider);
    row.consumerPattern = row.providerSubject; // replies are never rewritten
    return row;
}

/// Empty fields stay visible as {variables}, so that a half-filled table shows where they will stand.
Variables variablesOf(const ShareDraft& draft)
{
    Variables values;
    const auto put = [&](const char* name, const std::string& value) {
        if (!value.empty()) values[name] = value;
    };
    const auto* recipe = recipeWithId(draft.recipe);
    if (recipe && draft.stream.empty() && !recipe->streamPrefix.empty())
        values["stream"] = recipe->streamPrefix + "{bucket}";
    put("stream", streamOf(draft));
    put("bucket", draft.stream);
    put("name", draft.stream);
    put("consumer", draft.jsConsumer);
    put("deliver", draft.deliverSubject);
    put("subject", draft.subject);
    put("response", draft.responseType);
    return values;
}

} // namespace

std::vector<FieldProblem> ShareDraft::problems(Page page, const Snapshot& world) const
{
    switch (page) {
    case Page::What:
        return whatProblems(*this, world);
    case Page::Whom:
        return whomProblems(*this, world);
    }
    return {};
}

const Recipe* recipeWithId(const std::string& id)
{
    const auto found = std::ranges::find(recipes(), id, &Recipe::id);
    return found == recipes().end() ? nullptr : &*found;
}

std::string suggestedLocal(const std::string& deliverSubject)
{
    constexpr std::string_view prefix = "deliver.";
    if (!deliverSubject.starts_with(prefix) || deliverSubject.size() == prefix.size()) return deliverSubject;
    const auto rest = deliverSubject.substr(prefix.size());
    return rest.starts_with('$') ? deliverSubject : rest;
}

std::string suggestedLocal(const ShareDraft& draft)
{
    const auto* recipe = recipeWithId(draft.recipe);
    return recipe && recipe->asksFor("subject") ? draft.subject : suggestedLocal(draft.deliverSubject);
}

std::string suggestedPrefix(const Account& provider)
{
    auto prefix = provider.name;
    for (char& c : prefix)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '.' || c == '*' || c == '>') c = '_';
    if (prefix.starts_with('$')) prefix.front() = '_';
    return prefix.empty() ? provider.key.substr(0, 8) : prefix;
}

std::string streamOf(const ShareDraft& draft)
{
    const auto* recipe = recipeWithId(draft.recipe);
    return recipe && !draft.stream.empty() ? recipe->streamPrefix + draft.stream : draft.stream;
}

std::vector<DraftRow> exportRows(const ShareDraft& draft)
{
    const auto* recipe = recipeWithId(draft.recipe);
    if (!recipe) return {};
    const auto values = variablesOf(draft);
    std::vector<DraftRow> rows;
    for (const auto& row : recipe->rows) {
        if (!applies(row, draft)) continue;
        const bool isOptional = row.need == RowNeed::Optional;
        DraftRow made{.role = row.role,
                      .type = row.type,
                      .name = fillIn(grantName(recipe->asksFor("subject") ? "{name}" : "{stream}", row.role), values),
                      .providerSubject = withDomain(fillIn(row.providerSubject, values), usedDomain(draft)),
                      .responseType = fillIn(row.responseType, values),
                      .consumerPattern = row.consumerSubject,
                      .isOptional = isOptional,
                      .isUsed = !isOptional || draft.withInfo};
        if (!hasAckForms(row) || draft.ackForm != ShareDraft::AckForm::New) rows.push_back(made);
        if (hasAckForms(row) && draft.ackForm != ShareDraft::AckForm::Old) rows.push_back(inNewForm(made, draft));
    }
    return rows;
}

std::vector<DraftRow> importRows(const ShareDraft& draft, const ConsumerWish& wish, const Snapshot& world)
{
    const auto* recipe = recipeWithId(draft.recipe);
    if (!recipe) return {};
    auto values = variablesOf(draft);
    const auto local = wish.localSubject.empty() ? suggestedLocal(draft) : wish.localSubject;
    if (!local.empty()) values["local"] = local;
    if (!wish.prefix.empty())
        values["prefix"] = wish.prefix;
    else if (const auto* provider = world.account(draft.provider))
        values["prefix"] = suggestedPrefix(*provider);

    std::vector<DraftRow> rows;
    for (auto& row : exportRows(draft)) {
        if (!row.isUsed) continue;
        row.consumerSubject = fillIn(row.consumerPattern, values);
        rows.push_back(std::move(row));
    }
    return rows;
}

ShareDraft draftFromOffer(const Share& offer, const std::string& consumer, const Snapshot& world)
{
    ShareDraft draft{.provider = offer.provider,
                     .recipe = offer.recipe,
                     .stream = offer.stream,
                     .jsConsumer = offer.jsConsumer,
                     .acknowledges = false,
                     .flowControl = false,
                     .withInfo = false,
                     .isPrivate = false};
    if (const auto* recipe = recipeWithId(offer.recipe)) {
        if (recipe->asksFor("subject")) draft.subject = offer.rows.front().grant.providerSubject;
        if (draft.stream.starts_with(recipe->streamPrefix)) draft.stream.erase(0, recipe->streamPrefix.size());
    }
    bool hasOld = false, hasNew = false;
    for (const auto& row : offer.rows) {
        if (row.role == "DELIVER") draft.deliverSubject = row.grant.providerSubject;
        if (row.role.starts_with("ACK")) draft.acknowledges = true;
        if (row.role == "INFO") draft.withInfo = true;
        if (row.role.starts_with("FC")) draft.flowControl = true;
        if (row.role == "FEED") draft.watches = true;
        if (row.role == "ACK" || row.role == "FC") hasOld = true;
        if (row.role == "ACKV2" || row.role == "FCV2") hasNew = true;
        if (row.grant.isPrivate) draft.isPrivate = true;
        if (auto domain = domainOf(row.grant.providerSubject); !domain.empty()) draft.domain = std::move(domain);
    }
    using enum ShareDraft::AckForm;
    draft.ackForm = !hasNew ? Old : hasOld ? Both : New;
    const auto* account = world.account(consumer);
    const bool canImport = account && accountSignerAmong(*account, world, keysOf(world)).has_value();
    draft.consumers.push_back({.account = consumer, .importNow = canImport});
    return draft;
}

} // namespace gd
