// SPDX-License-Identifier: Apache-2.0
#include "ui/life/life_forms.h"

#include "core/share/grant_sides.h"
#include "ui/bridge/strings.h"
#include "ui/look/theme.h"
#include "ui/wizards/validity_picker.h"
#include "ui/words/names.h"
#include "ui/words/selection.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QSpinBox>

#include <algorithm>

namespace gd::ui {

namespace {

constexpr UnixSeconds day = 24 * 60 * 60;

QRadioButton* radio(const char* name, const QString& text, QButtonGroup* group, QVBoxLayout* column)
{
    auto* button = new QRadioButton(text);
    button->setObjectName(QLatin1String(name));
    group->addButton(button);
    column->addWidget(button);
    return button;
}

bool hasPublicRow(const Share& share)
{
    return std::ranges::any_of(share.rows, [](const ShareRow& row) { return !row.grant.isPrivate; });
}

bool isRevokedForAll(const Share& share, const Snapshot& world)
{
    return std::ranges::any_of(share.rows, [&](const ShareRow& row) {
        const auto* exported = exportOf(row.grant, world);
        return exported && exported->revocations.contains("*");
    });
}

/// New tokens get as long as is usual, where the old ones had an end.
Validity proposed(const Share& share, UnixSeconds now)
{
    return share.expires == 0 ? Validity{} : Validity{0, now + 90 * day};
}

} // namespace

LifeForm::LifeForm(std::vector<std::string> shares, QWidget* parent)
    : AdminForm(parent), m_shares(std::move(shares)), m_column(new QVBoxLayout(this))
{
    m_column->setSpacing(gap);
}

QString LifeForm::reasonNotToGoOn() const
{
    const bool isThere =
        m_world && std::ranges::all_of(m_shares, [&](const std::string& id) { return findShare(*m_world, id); });
    return isThere ? QString() : tr("It is not there any more.");
}

QLabel* LifeForm::addText(const char* name, const QString& text)
{
    auto* label = new QLabel(text);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_column->addWidget(label);
    return label;
}

void LifeForm::addHint(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setIndent(3 * gap);
    m_column->addWidget(label);
}

QCheckBox* LifeForm::addSwitch(const char* name, const QString& text, bool on)
{
    auto* box = new QCheckBox(text);
    box->setObjectName(QLatin1String(name));
    box->setChecked(on);
    m_column->addWidget(box);
    connect(box, &QCheckBox::toggled, this, &AdminForm::edited);
    return box;
}

RenewForm::RenewForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent)
    : LifeForm({share.id}, parent), m_validity(new ValidityPicker(m_hints))
{
    const auto consumer = accountName(world, share.consumer);
    addText("whatHappens",
            world.account(share.consumer)
                ? tr("%1 gets new tokens for %2 of %3. They take the place of the old ones, and lie as files too.")
                      .arg(consumer, toQt(share.title), accountName(world, share.provider))
                : tr("New token files for %2 of %3 are written, to be handed over to %1.")
                      .arg(consumer, toQt(share.title), accountName(world, share.provider)));
    m_validity->setValidity(proposed(share, now), now);
    column()->addWidget(m_validity);
    column()->addStretch(1);
    connect(m_validity, &ValidityPicker::changed, this, &AdminForm::edited);
    setFocusProxy(m_validity);
}

std::vector<FieldProblem> RenewForm::problems(const Snapshot& world, UnixSeconds) const
{
    return RenewDraft{m_shares, m_validity->validity()}.problems(world);
}

Result<SharePlan> RenewForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planRenewal({m_shares, m_validity->validity()}, world, now);
}

RenewSoonForm::RenewSoonForm(const SnapshotPtr& world, UnixSeconds now, QWidget* parent)
    : LifeForm({}, parent), m_now(now), m_days(new QSpinBox), m_validity(new ValidityPicker(m_hints))
{
    addText("whatHappens", tr("Every share whose tokens have ended or end within that time gets new ones."));
    m_days->setObjectName(QStringLiteral("withinDays"));
    m_days->setAccessibleName(tr("Ends within"));
    m_days->setRange(1, 3650);
    m_days->setValue(30);
    m_days->setSuffix(tr(" days"));
    auto* label = new QLabel(tr("&Ends within"));
    label->setBuddy(m_days);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_days);
    row->addStretch(1);
    column()->addLayout(row);
    m_count = addText("howMany", {});
    m_validity->setValidity({0, now + 90 * day}, now);
    column()->addWidget(m_validity);
    column()->addStretch(1);
    connect(m_days, &QSpinBox::valueChanged, this, [this] {
        showCount();
        emit edited();
    });
    connect(m_validity, &ValidityPicker::changed, this, &AdminForm::edited);
    setFocusProxy(m_days);
    m_world = world;
    showCount();
}

void RenewSoonForm::showWorld(const SnapshotPtr& world)
{
    LifeForm::showWorld(world);
    showCount();
}

RenewDraft RenewSoonForm::draft(const Snapshot& world) const
{
    return {sharesEndingBefore(world, m_now + m_days->value() * day), m_validity->validity()};
}

void RenewSoonForm::showCount()
{
    const auto shares = draft(*m_world).shares;
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(shares.size(), 5); ++i)
        if (const auto* share = findShare(*m_world, shares[i]))
            names << tr("%1 for %2").arg(toQt(share->title), accountName(*m_world, share->consumer));
    if (shares.size() > 5) names << QStringLiteral("…");
    const auto count = counted(tr("1 share"), tr("%1 shares"), static_cast<int>(shares.size()));
    m_count->setText(shares.empty() ? tr("Nothing ends within that time.")
                                    : tr("%1: %2").arg(count, names.join(QStringLiteral(", "))));
}

QString RenewSoonForm::reasonNotToGoOn() const
{
    return draft(*m_world).shares.empty() ? tr("Nothing ends within that time.") : QString();
}

std::vector<FieldProblem> RenewSoonForm::problems(const Snapshot& world, UnixSeconds) const
{
    return draft(world).problems(world);
}

Result<SharePlan> RenewSoonForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planRenewal(draft(world), world, now);
}

RevokeForm::RevokeForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent)
    : LifeForm({share.id}, parent), m_time(new QDateTimeEdit(QDateTime::fromSecsSinceEpoch(now)))
{
    const auto consumer = accountName(world, share.consumer);
    addText("whatHappens", tr("Tokens for %1 of %2 become worthless, for all rows of the share at once. Messages stop "
                              "before acknowledgements do.")
                               .arg(toQt(share.title), accountName(world, share.provider)));
    auto* who = new QButtonGroup(this);
    m_one = radio("revokeOne", tr("Tokens of %1 &only").arg(withoutMnemonics(consumer)), who, column());
    m_everybody = radio("revokeEverybody", tr("Tokens of e&verybody"), who, column());
    m_one->setChecked(true);
    column()->addSpacing(gap);
    auto* when = new QButtonGroup(this);
    m_untilNow = radio("untilNow", tr("All that were issued until no&w"), when, column());
    m_asOf = radio("asOf", tr("Only those that were &issued until"), when, column());
    m_untilNow->setChecked(true);
    m_time->setObjectName(QStringLiteral("until"));
    m_time->setAccessibleName(tr("Issued until"));
    m_time->setCalendarPopup(true);
    m_time->setMaximumDateTime(QDateTime::fromSecsSinceEpoch(now));
    m_time->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_time->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->addSpacing(3 * gap);
    row->addWidget(m_time);
    row->addStretch(1);
    column()->addLayout(row);
    if (hasPublicRow(share)) {
        column()->addSpacing(gap);
        m_makePrivate = addSwitch("makePrivate", tr("&Make public exports private"), true);
        addHint(tr("A public export asks for no token, so revoking would do nothing. Other importers of this workspace "
                   "get tokens in the same step."));
    }
    column()->addStretch(1);
    for (auto* button : {m_one, m_everybody, m_untilNow, m_asOf})
        connect(button, &QRadioButton::toggled, this, [this] {
            m_time->setEnabled(m_asOf->isChecked());
            emit edited();
        });
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &AdminForm::edited);
    setFocusProxy(m_one);
}

Result<SharePlan> RevokeForm::plan(const Snapshot& world, UnixSeconds now) const
{
    RevokeDraft draft{.shares = m_shares, .everybody = m_everybody->isChecked()};
    if (m_asOf->isChecked()) draft.until = m_time->dateTime().toSecsSinceEpoch();
    if (m_makePrivate) draft.makePrivate = m_makePrivate->isChecked();
    return planRevocation(draft, world, now);
}

LetInForm::LetInForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent)
    : LifeForm({share.id}, parent), m_validity(new ValidityPicker(m_hints))
{
    addText("whatHappens",
            tr("%1 was kept out of %2 of %3 by a revocation.")
                .arg(accountName(world, share.consumer), toQt(share.title), accountName(world, share.provider)));
    auto* how = new QButtonGroup(this);
    m_new = radio("newTokens", tr("By ne&w tokens"), how, column());
    addHint(tr("The old tokens stay worthless, wherever copies of them are."));
    m_validity->setValidity(proposed(share, now), now);
    column()->addWidget(m_validity);
    m_old = radio("oldTokens", tr("With the &old tokens"), how, column());
    addHint(tr("The revocation is taken back. Every copy of the old tokens is valid again."));
    m_new->setChecked(true);
    if (isRevokedForAll(share, world)) {
        m_everybody = addSwitch("letEverybodyIn", tr("Take the revocation for &everybody back too"), true);
        m_everybody->setEnabled(false);
    }
    column()->addStretch(1);
    connect(m_new, &QRadioButton::toggled, this, [this](bool on) {
        m_validity->setEnabled(on);
        if (m_everybody) m_everybody->setEnabled(!on);
        emit edited();
    });
    connect(m_validity, &ValidityPicker::changed, this, &AdminForm::edited);
    setFocusProxy(m_new);
}

std::vector<FieldProblem> LetInForm::problems(const Snapshot& world, UnixSeconds) const
{
    if (!m_new->isChecked()) return {};
    return RenewDraft{m_shares, m_validity->validity()}.problems(world);
}

Result<SharePlan> LetInForm::plan(const Snapshot& world, UnixSeconds now) const
{
    if (m_new->isChecked()) return planRenewal({m_shares, m_validity->validity()}, world, now);
    return planLetIn({m_shares, m_everybody && m_everybody->isChecked()}, world, now);
}

RemoveForm::RemoveForm(const Share& share, const Snapshot& world, QWidget* parent) : LifeForm({share.id}, parent)
{
    addText("whatHappens",
            tr("%1 no longer imports %2 of %3.")
                .arg(accountName(world, share.consumer), toQt(share.title), accountName(world, share.provider)));
    m_exports = addSwitch("removeExports", tr("Remove its &exports too, if no other share uses them"), true);
    m_revoke = addSwitch("revokeTokens", tr("&Revoke its tokens where the exports stay"), true);
    addHint(tr("Otherwise it could be imported again with a copy of its token."));
    column()->addStretch(1);
    setFocusProxy(m_exports);
}

Result<SharePlan> RemoveForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planRemoval({m_shares, m_exports->isChecked(), m_revoke->isChecked()}, world, now);
}

WithdrawForm::WithdrawForm(const Share& offer, const Snapshot& world, QWidget* parent) : LifeForm({offer.id}, parent)
{
    addText("whatHappens",
            tr("%1 no longer offers %2: %3.")
                .arg(accountName(world, offer.provider), toQt(offer.title),
                     counted(tr("1 export goes"), tr("%1 exports go"), static_cast<int>(offer.rows.size()))));
    QStringList names;
    for (const auto& share : world.shares)
        if (const auto* from = offerOf(world, share); from && from->id == offer.id)
            names << accountName(world, share.consumer);
    names.removeDuplicates();
    addHint(names.isEmpty() ? tr("No account of this workspace imports it. Accounts elsewhere are not known here.")
                            : tr("These accounts lose it: %1. Their imports stay, and do nothing any more.")
                                  .arg(names.join(QStringLiteral(", "))));
    column()->addStretch(1);
}

Result<SharePlan> WithdrawForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planWithdrawal(m_shares.front(), world, now);
}

} // namespace gd::ui
