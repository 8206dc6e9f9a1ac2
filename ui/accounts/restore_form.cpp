// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/restore_form.h"

#include "core/jwt/creds_file.h"
#include "core/share/signing.h"
#include "ui/bridge/strings.h"
#include "ui/words/change_text.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

#include <QLabel>
#include <QListWidget>

namespace gd::ui {

namespace {

constexpr int tokenRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1;

QString stateText(const AccountVersion& version, const History& history, const Snapshot& world)
{
    const auto& entries = history.entries();
    const auto title =
        version.entry < entries.size() ? transactionTitle(entries[version.entry].changes, world) : QString();
    //: a state of an account: what was done last, and when it was signed
    return version.isAfter ? RestoreForm::tr("After “%1”, signed %2").arg(title, timeText(version.signedAt))
                           : RestoreForm::tr("Before “%1”, signed %2").arg(title, timeText(version.signedAt));
}

bool isPresent(const std::string& token, const std::string& account, const Snapshot& world)
{
    const auto* present = world.account(account);
    return present && sameClaims(present->token, token);
}

} // namespace

RestoreForm::RestoreForm(Session& session, const std::string& account, std::optional<std::size_t> entry,
                         QWidget* parent)
    : AdminForm(parent),
      m_session(session),
      m_past(pastOf(account, session.history(), *session.snapshot())),
      m_versions(new QListWidget),
      m_exact(new SwitchBox(tr("&Drop revocations that are newer than this state"), false))
{
    build();
    fill(entry);
    showNote();
}

void RestoreForm::build()
{
    FieldColumn fields(this, m_hints, [this] {
        showNote();
        emit edited();
    });
    m_versions->setObjectName(QStringLiteral("version"));
    m_versions->setAccessibleName(tr("Earlier states, newest first"));
    m_versions->setWordWrap(true);
    m_versions->setMinimumHeight(160);
    fields.addWidget(tr("&State"), m_versions);
    connect(m_versions, &QListWidget::currentRowChanged, this, fields.touching(QStringLiteral("version")));
    fields.add(QStringLiteral("exactRevocations"), m_exact);
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    fields.layout()->addWidget(m_note, fields.layout()->rowCount(), 1);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    setFocusProxy(m_versions);
}

void RestoreForm::fill(std::optional<std::size_t> entry)
{
    const QSignalBlocker quiet(m_versions);
    m_versions->clear();
    const auto& world = *m_session.snapshot();
    int chosen = -1;
    for (auto version = m_past.versions.rbegin(); version != m_past.versions.rend(); ++version) {
        const bool isNow = isPresent(version->token, m_past.account, world);
        auto text = stateText(*version, m_session.history(), world);
        //: a state of an account
        if (isNow) text = tr("%1 (as it is now)").arg(text);
        auto* item = new QListWidgetItem(text, m_versions);
        item->setData(tokenRole, toQt(version->token));
        item->setData(nameRole, toQt(version->name));
        const bool fits = entry ? version->entry < *entry || (version->entry == *entry && !version->isAfter) : !isNow;
        if (chosen < 0 && fits) chosen = m_versions->count() - 1;
    }
    // The state before the entry that made the account is none: then the first one that is.
    m_versions->setCurrentRow(chosen >= 0 ? chosen : m_versions->count() - 1);
}

QString RestoreForm::accountTitle() const
{
    const bool isGone = !m_session.snapshot()->account(m_past.account) && !m_past.versions.empty();
    return isGone ? toQt(m_past.versions.back().name) : accountName(*m_session.snapshot(), m_past.account);
}

RestoreAccountDraft RestoreForm::draft() const
{
    const auto* item = m_versions->currentItem();
    return {m_past, item ? fromQt(item->data(tokenRole).toString()) : std::string(), m_exact->isChecked()};
}

void RestoreForm::showWorld(const SnapshotPtr& world)
{
    m_past = pastOf(m_past.account, m_session.history(), *world);
    const auto kept = draft().token;
    fill({});
    for (int row = 0; row < m_versions->count(); ++row)
        if (fromQt(m_versions->item(row)->data(tokenRole).toString()) == kept) m_versions->setCurrentRow(row);
    showNote();
}

/// What does not simply come back.
void RestoreForm::showNote()
{
    const auto& world = *m_session.snapshot();
    const auto* present = world.account(m_past.account);
    const auto* item = m_versions->currentItem();
    const auto newer = static_cast<int>(draft().newerRevocations(world));
    m_exact->setEnabled(newer > 0);
    if (!item) {
        m_note->setText(tr("GrantDesk has changed nothing in this account yet, so it knows no earlier state."));
        return;
    }
    QStringList notes;
    if (!present && m_past.users.empty())
        notes << tr("The account was deleted and had no users then.");
    else if (!present)
        notes << counted(tr("The account was deleted. Its last user comes back with it."),
                         tr("The account was deleted. The %1 users that it had then come back with it."),
                         static_cast<int>(m_past.users.size()));
    const auto name = item->data(nameRole).toString();
    if (present && fromQt(name) != present->claims.header.name)
        notes << tr("It was called %1 then and keeps its present name, %2.").arg(name, toQt(present->name));
    if (newer > 0 && m_exact->isChecked())
        notes << counted(tr("1 newer revocation is dropped: what it revoked is valid again."),
                         tr("%1 newer revocations are dropped: what they revoked is valid again."), newer);
    else if (newer > 0)
        notes << counted(tr("1 newer revocation stays."), tr("%1 newer revocations stay."), newer);
    m_note->setText(notes.join(QLatin1Char('\n')));
}

QString RestoreForm::reasonNotToGoOn() const
{
    const auto plan = planRestoreAccount(draft(), *m_session.snapshot(), m_session.now());
    return !plan && plan.error().code == ErrorCode::PlanIsEmpty ? tr("The account is in that state.") : QString();
}

std::vector<FieldProblem> RestoreForm::problems(const Snapshot& world, UnixSeconds now) const
{
    return draft().problems(world, now);
}

Result<SharePlan> RestoreForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planRestoreAccount(draft(), world, now);
}

} // namespace gd::ui
