// SPDX-License-Identifier: Apache-2.0
#include "ui/words/change_text.h"

#include "core/share/row_role.h"
#include "ui/bridge/strings.h"
#include "ui/words/admin_change_text.h"
#include "ui/words/life_text.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

#include <algorithm>
#include <set>

namespace gd::ui {

namespace {

QString sentence(const AddExport& change, const Snapshot& world)
{
    const auto& value = change.value;
    const QString account = accountName(world, change.account);
    const QString subject = toQt(value.subject);
    const QString name = toQt(value.name);
    if (value.type == ExportType::Service) {
        return value.tokenRequired ? Words::tr("%1 offers %2 as a private service (%3).").arg(account, subject, name)
                                   : Words::tr("%1 offers %2 as a public service (%3).").arg(account, subject, name);
    }
    return value.tokenRequired ? Words::tr("%1 offers %2 as a private message feed (%3).").arg(account, subject, name)
                               : Words::tr("%1 offers %2 as a public message feed (%3).").arg(account, subject, name);
}

QString sentence(const IssueToken& change, const Snapshot& world)
{
    const QString provider = accountName(world, change.provider);
    const QString target = accountName(world, change.target);
    const QString subject = toQt(change.subject);
    const QString file = toQt(change.fileName);
    const auto& [start, end] = change.validity;
    if (start > 0 && end > 0) {
        return Words::tr("%1 lets %2 use %3 from %4 until %5 (token file %6).")
            .arg(provider, target, subject, timeText(start), timeText(end), file);
    }
    if (start > 0) {
        return Words::tr("%1 lets %2 use %3 from %4 on (token file %5).")
            .arg(provider, target, subject, timeText(start), file);
    }
    if (end > 0) {
        return Words::tr("%1 lets %2 use %3 until %4 (token file %5).")
            .arg(provider, target, subject, timeText(end), file);
    }
    return Words::tr("%1 lets %2 use %3 without an end (token file %4).").arg(provider, target, subject, file);
}

QString sentence(const AddImport& change, const Snapshot& world)
{
    const auto& value = change.value;
    const QString consumer = accountName(world, change.account);
    const QString provider = accountName(world, value.account);
    const QString subject = toQt(value.subject);
    if (value.localSubject.empty() || value.localSubject == value.subject) {
        return Words::tr("%1 imports %2 from %3 under the same name.").arg(consumer, subject, provider);
    }
    return Words::tr("%1 imports %2 from %3 as %4.").arg(consumer, subject, provider, toQt(value.localSubject));
}

QString sentence(const KeepTokenFile& change, const Snapshot&)
{
    return Words::tr("The token is kept as %1.").arg(toQt(change.fileName));
}

template <class Admin>
QString sentence(const Admin& change, const Snapshot& world)
{
    const QString life = lifeSentence(change, world);
    return life.isEmpty() ? adminSentence(change, world) : life;
}

/// Who is touched by a list of changes, and what the things are called.
struct Cast {
    std::set<std::string> providers{}, consumers{};
    std::set<QString> titles{};
    int exports = 0, tokens = 0, imports = 0, files = 0;
};

/// `<stream>` of `<stream>-GRANT-<ROLE>`, else the name as it is: what the parts of one share have in common.
QString commonTitle(const std::string& name)
{
    return toQt(name).section(QStringLiteral("-GRANT-"), 0, 0);
}

/// The JetStream consumer that an ACK or FC subject speaks of; empty for other subjects.
QString consumerOfAck(const std::string& subject)
{
    const auto role = roleOfSubject(subject);
    return role.role.starts_with("ACK") || role.role.starts_with("FC") ? toQt(role.jsConsumer) : QString();
}

void meet(Cast& cast, const AddExport& change)
{
    ++cast.exports;
    cast.providers.insert(change.account);
    cast.titles.insert(commonTitle(change.value.name));
}

void meet(Cast& cast, const IssueToken& change)
{
    ++cast.tokens;
    cast.providers.insert(change.provider);
    cast.consumers.insert(change.target);
}

void meet(Cast& cast, const AddImport& change)
{
    ++cast.imports;
    cast.providers.insert(change.value.account);
    cast.consumers.insert(change.account);
    cast.titles.insert(commonTitle(change.value.name));
}

void meet(Cast& cast, const KeepTokenFile&)
{
    ++cast.files;
}

template <class Admin>
void meet(Cast&, const Admin&)
{}

QString subjectOf(const Change& change)
{
    if (const auto* offer = std::get_if<AddExport>(&change)) {
        return consumerOfAck(offer->value.subject);
    }
    if (const auto* issue = std::get_if<IssueToken>(&change)) {
        return consumerOfAck(issue->subject);
    }
    if (const auto* take = std::get_if<AddImport>(&change)) {
        return consumerOfAck(take->value.subject);
    }
    return {};
}

/// What stands before `mark` in the local name of an import; empty if it is not there.
QString before(const AddImport& take, const char* mark)
{
    const auto& local = take.value.localSubject.empty() ? take.value.subject : take.value.localSubject;
    const auto end = local.find(mark);
    return end == std::string::npos ? QString() : toQt(local.substr(0, end));
}

/// What whoever sets up the clients, or the mirror, must know of an import; empty where there is nothing to know.
QString setUpSentence(const AddImport& take, const Snapshot& world)
{
    const QString consumer = accountName(world, take.account);
    if (take.role == "NEXT")
        return Words::tr("Applications in %1 fetch with the API prefix %2.")
            .arg(consumer, before(take, ".CONSUMER.MSG.NEXT."));
    if (take.role == "BUCKET")
        return Words::tr("Applications in %1 open the bucket with the API prefix %2.")
            .arg(consumer, before(take, ".STREAM.INFO."));
    if (take.role == "SOURCE")
        return Words::tr("The stream in %1 names the API prefix %2 in its configuration.")
            .arg(consumer, before(take, ".CONSUMER.CREATE."));
    if (take.role == "FEED" && take.value.subject.starts_with("mirror."))
        return Words::tr("The deliver prefix of the stream is %1.").arg(before(take, ".>"));
    if (take.role == "FEED")
        return Words::tr("To read objects or watch changes, applications in %1 connect with the inbox prefix %2.")
            .arg(consumer, before(take, ".>"));
    return {};
}

} // namespace

QString changeSentence(const Change& change, const Snapshot& world)
{
    return std::visit([&world](const auto& one) { return sentence(one, world); }, change);
}

QStringList subscribeSentences(const std::vector<Change>& changes, const std::string& deliverSubject,
                               const std::string& group, const Snapshot& world)
{
    QStringList sentences;
    for (const auto& change : changes) {
        const auto* take = std::get_if<AddImport>(&change);
        if (!take) continue;
        const auto& value = take->value;
        if (const auto sentence = setUpSentence(*take, world); !sentence.isEmpty()) sentences << sentence;
        if (value.type != ExportType::Stream || value.subject != deliverSubject) continue;
        const QString consumer = accountName(world, take->account);
        const QString name = toQt(value.localSubject.empty() ? value.subject : value.localSubject);
        sentences << (group.empty() ? Words::tr("Applications in %1 subscribe to %2.").arg(consumer, name)
                                    : Words::tr("Applications in %1 subscribe to %2 in queue group %3.")
                                          .arg(consumer, name, toQt(group)));
    }
    return sentences;
}

QString transactionTitle(const std::vector<Change>& changes, const Snapshot& world)
{
    if (const auto phrase = lifePhrase(changes, world)) return *phrase;
    Cast cast;
    std::set<QString> jsConsumers;
    for (const auto& change : changes) {
        std::visit([&cast](const auto& one) { meet(cast, one); }, change);
        if (const QString name = subjectOf(change); !name.isEmpty()) {
            jsConsumers.insert(name);
        }
    }
    const auto& titles = jsConsumers.empty() ? cast.titles : jsConsumers;
    const QString what = titles.size() == 1 ? *titles.begin()
                                            : counted(Words::tr("1 subject"), Words::tr("%1 subjects"),
                                                      std::max({cast.exports, cast.tokens, cast.imports}));
    const QString providers = accountNames(cast.providers, world);
    const QString consumers = accountNames(cast.consumers, world);
    if (cast.exports == 0 && cast.tokens == 0 && cast.imports == 0) {
        for (const auto& change : changes) {
            if (const auto phrase = adminPhrase(change, world)) return *phrase;
        }
    }
    // A phrase, not a sentence: it stands behind "Undo:" and as a line of the history.
    if (cast.exports == 0 && cast.tokens == 0 && cast.imports == 0) {
        return counted(Words::tr("keep 1 token file"), Words::tr("keep %1 token files"), cast.files);
    }
    if (cast.consumers.empty()) {
        return Words::tr("offer %1 of %2").arg(what, providers);
    }
    if (cast.exports == 0 && cast.tokens == 0) {
        return Words::tr("import %1 of %2 into %3").arg(what, providers, consumers);
    }
    return Words::tr("share %1 of %2 with %3").arg(what, providers, consumers);
}

} // namespace gd::ui
