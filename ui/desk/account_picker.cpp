// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/account_picker.h"

#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"

#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
#include <QSignalBlocker>

#include <utility>

namespace gd::ui {

namespace {

constexpr int keyRole = Qt::UserRole;
constexpr int searchRole = Qt::UserRole + 1;

/// Looks through names and keys, but puts only the name into the field.
class NameCompleter final : public QCompleter {
public:
    explicit NameCompleter(QComboBox* box) : QCompleter(box->model(), box)
    {
        setCompletionRole(searchRole);
        setFilterMode(Qt::MatchContains);
        setCaseSensitivity(Qt::CaseInsensitive);
    }

    QString pathFromIndex(const QModelIndex& index) const override { return index.data(Qt::DisplayRole).toString(); }
};

} // namespace

AccountPicker::AccountPicker(QWidget* parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setCompleter(new NameCompleter(this));
    lineEdit()->setPlaceholderText(tr("Account name or key"));
    lineEdit()->setAcceptDrops(false); // what is dropped here is meant for the pane
    lineEdit()->installEventFilter(this);
    connect(this, &QComboBox::activated, this, [this] { emit picked(account()); });
    connect(lineEdit(), &QLineEdit::returnPressed, this, &AccountPicker::chooseTyped);
}

void AccountPicker::showAccounts(const Snapshot& world)
{
    const auto chosen = account();
    const QSignalBlocker quiet(this);
    clear();
    const auto offer = [this](const QString& shown, const std::string& name, const std::string& key) {
        addItem(shown, toQt(key));
        setItemData(count() - 1, toQt(name + " " + key), searchRole);
        setItemData(count() - 1, toQt(key), Qt::ToolTipRole);
    };
    for (const auto& account : world.accounts)
        offer(toQt(account.name), account.name, account.key);
    for (const auto& contact : world.contacts)
        if (!world.account(contact.key)) offer(tr("%1 (contact)").arg(toQt(contact.name)), contact.name, contact.key);
    setAccount(chosen);
}

std::string AccountPicker::account() const
{
    return fromQt(currentData(keyRole).toString());
}

void AccountPicker::setAccount(const std::string& key)
{
    const QSignalBlocker quiet(this);
    setCurrentIndex(key.empty() ? -1 : findData(toQt(key), keyRole));
    restoreText();
}

/// Who comes to the field wants another account: what is typed replaces the name that stands there. A click would place
/// the cursor when the button goes up, so the selection waits for that.
void AccountPicker::focusInEvent(QFocusEvent* event)
{
    QComboBox::focusInEvent(event);
    m_selectOnRelease = event->reason() == Qt::MouseFocusReason;
    if (!m_selectOnRelease && event->reason() != Qt::PopupFocusReason) lineEdit()->selectAll();
}

bool AccountPicker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease && std::exchange(m_selectOnRelease, false) &&
        !lineEdit()->hasSelectedText())
        QMetaObject::invokeMethod(lineEdit(), &QLineEdit::selectAll, Qt::QueuedConnection);
    return QComboBox::eventFilter(watched, event);
}

void AccountPicker::focusOutEvent(QFocusEvent* event)
{
    QComboBox::focusOutEvent(event);
    restoreText();
}

void AccountPicker::chooseTyped()
{
    const auto typed = lineEdit()->text().trimmed();
    int found = findText(typed, Qt::MatchFixedString);
    if (found < 0 && !typed.isEmpty()) found = findData(typed, searchRole, Qt::MatchContains);
    if (found >= 0 && found != currentIndex()) {
        setCurrentIndex(found);
        emit picked(account());
    }
    restoreText();
}

/// What was typed and not chosen is not a choice.
void AccountPicker::restoreText()
{
    setEditText(currentIndex() < 0 ? QString() : itemText(currentIndex()));
    if (lineEdit()->hasFocus()) lineEdit()->selectAll();
}

} // namespace gd::ui
