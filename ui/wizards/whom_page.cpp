// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/whom_page.h"

#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/wizards/keys_here.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gd::ui {

WhomPage::WhomPage(ShareDraft& draft, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_accounts(new AccountCheckModel(this)),
      m_table(new CheckTable),
      m_validity(new ValidityPicker(m_hints)),
      m_panel(new ConsumerPanel(m_hints))
{
    m_table->setObjectName(QStringLiteral("consumers"));
    m_table->setModel(m_accounts);
    m_table->setLongColumns({AccountCheckModel::Name});
    auto* label = new QLabel(tr("&Share with"));
    label->setBuddy(m_table);
    m_table->setAccessibleName(tr("Share with"));
    setFocusProxy(m_table);

    auto* left = new QVBoxLayout;
    left->addWidget(label);
    left->addWidget(m_table, 1);
    left->addWidget(m_hints.addField(m_table));
    auto* newContact = makePushButton(QStringLiteral("newContactHere"), tr("New &contact…"), {}, nullptr);
    newContact->setToolTip(tr("Shares with an account elsewhere, of which you have the public key"));
    left->addWidget(newContact, 0, Qt::AlignLeft);
    connect(newContact, &QPushButton::clicked, this, &WhomPage::contactAsked);
    left->addWidget(m_validity);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 2);
    row->addWidget(m_panel, 7);

    connect(m_accounts, &AccountCheckModel::checked, this, &WhomPage::setShared);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WhomPage::showCurrent);
    connect(m_validity, &ValidityPicker::changed, this, [this] {
        for (auto& wish : m_draft.consumers) {
            wish.validity = m_validity->validity();
        }
        showProblems();
        emit edited();
    });
    connect(m_panel, &ConsumerPanel::importNowChanged, this, [this](bool on) {
        if (auto* wish = current()) {
            wish->importNow = on;
        }
        showCurrent();
        emit edited();
    });
    connect(m_panel, &ConsumerPanel::localSubjectEdited, this, [this](const std::string& text) {
        if (auto* wish = current()) {
            wish->localSubject = text == suggestedLocal(m_draft) ? std::string() : text;
        }
        showCurrent();
        emit edited();
    });
    connect(m_panel, &ConsumerPanel::prefixEdited, this, [this](const std::string& text) {
        const Account* provider = m_world->account(m_draft.provider);
        if (auto* wish = current()) {
            wish->prefix = provider && text == suggestedPrefix(*provider) ? std::string() : text;
        }
        showCurrent();
        emit edited();
    });
}

void WhomPage::showDraft(const SnapshotPtr& world, UnixSeconds now)
{
    m_world = world;
    const std::string before = currentAccount();
    std::set<std::string> checked;
    for (const auto& wish : m_draft.consumers) {
        checked.insert(wish.account);
    }
    m_accounts->setAccounts(*world, m_draft.provider, checked);
    const std::string wanted =
        before.empty() && !m_draft.consumers.empty() ? m_draft.consumers.front().account : before;
    const int row = std::max(0, m_accounts->rowOf(wanted));
    if (m_table->currentIndex().row() != row) {
        m_table->setCurrentIndex(m_accounts->index(row, AccountCheckModel::Name));
    }
    m_validity->setValidity(m_draft.consumers.empty() ? m_validity->validity() : m_draft.consumers.front().validity,
                            now);
    showCurrent();
}

bool WhomPage::tryToGoOn()
{
    m_hints.touchAll();
    const auto problems = m_draft.problems(ShareDraft::Page::Whom, *m_world);
    if (problems.empty()) {
        return true;
    }
    // Names are per account: go to the account where the first problem is.
    if (problems.front().field != "consumers" && problems.front().index < m_draft.consumers.size()) {
        const int row = m_accounts->rowOf(m_draft.consumers[problems.front().index].account);
        m_table->setCurrentIndex(m_accounts->index(row, AccountCheckModel::Name));
    }
    showCurrent();
    if (QWidget* input = m_hints.firstInput(problems)) {
        input->setFocus();
    }
    return false;
}

void WhomPage::shareWith(const std::string& key)
{
    if (m_accounts->rowOf(key) >= 0) setShared(key, true);
}

void WhomPage::setShared(const std::string& account, bool on)
{
    m_hints.touch(m_table->objectName());
    auto& wishes = m_draft.consumers;
    const auto it =
        std::find_if(wishes.begin(), wishes.end(), [&](const auto& wish) { return wish.account == account; });
    if (on && it == wishes.end()) {
        ConsumerWish wish;
        wish.account = account;
        wish.importNow = bool(canBeSigned(account, *m_world));
        wish.validity = m_validity->validity();
        wishes.push_back(std::move(wish));
        // In the order of the table, so that the same ticks give the same plan.
        std::sort(wishes.begin(), wishes.end(), [this](const auto& a, const auto& b) {
            return m_accounts->rowOf(a.account) < m_accounts->rowOf(b.account);
        });
    } else if (!on && it != wishes.end()) {
        wishes.erase(it);
    }
    m_table->setCurrentIndex(m_accounts->index(m_accounts->rowOf(account), AccountCheckModel::Name));
    showCurrent();
    emit edited();
}

std::string WhomPage::currentAccount() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_accounts->keyAt(index.row()) : std::string();
}

ConsumerWish* WhomPage::current()
{
    const std::string account = currentAccount();
    auto& wishes = m_draft.consumers;
    const auto it =
        std::find_if(wishes.begin(), wishes.end(), [&](const auto& wish) { return wish.account == account; });
    return it == wishes.end() ? nullptr : &*it;
}

void WhomPage::showCurrent()
{
    if (!m_world) {
        return;
    }
    m_panel->showAccount(currentAccount(), current(), m_draft, *m_world);
    showProblems();
}

std::vector<FieldProblem> WhomPage::problemsHere() const
{
    auto problems = m_draft.problems(ShareDraft::Page::Whom, *m_world);
    const std::string account = currentAccount();
    std::erase_if(problems, [&](const auto& problem) {
        const bool isOfOneAccount = problem.field == "localSubject" || problem.field == "prefix";
        return isOfOneAccount &&
               (problem.index >= m_draft.consumers.size() || m_draft.consumers[problem.index].account != account);
    });
    return problems;
}

void WhomPage::showProblems()
{
    m_hints.show(problemsHere());
}

} // namespace gd::ui
