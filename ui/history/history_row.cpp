// SPDX-License-Identifier: Apache-2.0
#include "ui/history/history_row.h"

#include "core/admin/account_restore.h"
#include "core/jwt/token.h"
#include "core/jwt/token_sniff.h"
#include "ui/bridge/strings.h"
#include "ui/words/change_text.h"
#include "ui/words/names.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::HistoryRow)
};

template <class... Case>
struct Overload : Case... {
    using Case::operator()...;
};
template <class... Case>
Overload(Case...) -> Overload<Case...>;

QString accountsOf(const Transaction& entry, const Snapshot& world)
{
    QStringList names;
    const auto add = [&](const std::string& key) {
        const auto name = accountName(world, key);
        if (!names.contains(name)) names += name;
    };
    const auto addOwner = [&](const std::string& key) {
        if (key != world.op.key) add(key);
    };
    const auto addPair = [&](const std::string& provider, const std::string& target) {
        add(provider);
        if (target != "*") add(target);
    };
    for (const auto& change : entry.changes)
        std::visit(Overload{[&](const AddExport& c) { add(c.account); },
                            [&](const IssueToken& c) {
                                add(c.provider);
                                add(c.target);
                            },
                            [&](const AddImport& c) { add(c.account); }, [&](const KeepTokenFile&) {},
                            [&](const RevokeTokens& c) { addPair(c.provider, c.target); },
                            [&](const ClearRevocation& c) { addPair(c.provider, c.target); },
                            [&](const AddSigningKey& c) { addOwner(c.owner); },
                            [&](const EditSigningKey& c) { addOwner(c.owner); },
                            [&](const RemoveSigningKey& c) { addOwner(c.owner); },
                            [&](const RenameAccount& c) { names += toQt(c.to); },
                            [&](const DeleteAccount& c) { names += toQt(c.name); },
                            [&](const EditOperator& c) { names += toQt(c.name); },
                            [&](const auto& c) {
                                add(c.account);
                            }},
                   change);
    return names.join(QStringLiteral(", "));
}

/// Claims for people, or a word why there are none.
QString contentText(const std::optional<std::string>& content)
{
    if (!content) return Words::tr("(no file)");
    const auto tokens = sniffTokens(*content);
    return tokens && !tokens->empty() ? toQt(claimsJson(tokens->front().claims, true)) : Words::tr("(not a token)");
}

QString fileName(const FileEdit& edit)
{
    const auto name = toQt(edit.file.filename().string());
    if (edit.file.extension() == ".jwt") return Words::tr("Account %1").arg(toQt(edit.file.stem().string()));
    return edit.file.extension() == ".tok" ? Words::tr("Token file %1").arg(name) : name;
}

/// Undo and redo write an entry anew, under another id; what it changes stays.
std::string stableId(const Transaction& entry)
{
    Transaction meaning;
    meaning.changes = entry.changes;
    const auto json = transactionJson(meaning);
    const auto bytes = QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

std::vector<HistoryRow> historyRows(const History& history, const Snapshot& world)
{
    std::vector<HistoryRow> rows;
    for (const auto& entry : history.entries())
        rows.push_back({stableId(entry), transactionTitle(entry.changes, world),
                        entry.firstDone ? entry.firstDone : entry.when, accountsOf(entry, world),
                        rows.size() < history.inForce(), entry.firstDone ? entry.when : 0});
    return rows;
}

QStringList entrySentences(const Transaction& entry, const Snapshot& world)
{
    QStringList sentences;
    for (const auto& change : entry.changes)
        sentences += changeSentence(change, world);
    if (sentences.isEmpty()) sentences += Words::tr("This entry has no description.");
    return sentences;
}

std::vector<FileChange> fileChanges(const Transaction& entry, bool inForce)
{
    std::vector<FileChange> changes;
    for (const auto& edit : entry.edits)
        changes.push_back({fileName(edit), contentText(edit.before), contentText(edit.after), accountOfEdit(edit),
                           edit.before.has_value(), edit.after.has_value()});
    if (!inForce) {
        std::reverse(changes.begin(), changes.end());
        for (auto& change : changes) {
            std::swap(change.before, change.after);
            std::swap(change.wasThere, change.isThere);
        }
    }
    std::stable_partition(changes.begin(), changes.end(), [](const FileChange& change) { return change.isChange(); });
    return changes;
}

} // namespace gd::ui
