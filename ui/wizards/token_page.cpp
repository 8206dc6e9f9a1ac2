// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/token_page.h"

#include "core/jwt/token.h"
#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/wizards/account_choice.h"
#include "ui/wizards/verdict_text.h"
#include "ui/words/explanation.h"
#include "ui/words/names.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// Gives the editor of a cell a name, so that it can be found by people and tests who do not see it, and says in it
/// what becomes of an empty one.
class NamedCellEditor : public SubjectDelegate {
public:
    using SubjectDelegate::SubjectDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
        editor->setObjectName(QStringLiteral("cellEditor"));
        editor->setAccessibleName(
            index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        if (auto* line = qobject_cast<QLineEdit*>(editor)) {
            line->setPlaceholderText(TokenPage::tr("empty: as proposed"));
        }
        return editor;
    }
};

} // namespace

TokenPage::TokenPage(AcceptDraft& draft, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_account(new QComboBox),
      m_prefix(new QLineEdit),
      m_model(new AcceptModel(this)),
      m_table(new CheckTable),
      m_verdict(new QLabel),
      m_problem(new QLabel),
      m_publicExport(new PublicExportForm),
      m_refusedTitle(new QLabel(tr("Left out:"))),
      m_refusedList(new QListView),
      m_leftOut(new QStringListModel(this))
{
    m_table->setObjectName(QStringLiteral("items"));
    m_table->setAccessibleName(tr("Tokens and public exports"));
    setFocusProxy(m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new NamedCellEditor(m_table));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::SelectedClicked);
    m_table->setLongColumns({AcceptModel::Share, AcceptModel::Subject, AcceptModel::Local, AcceptModel::Name});
    m_publicExport->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(top());
    column->addWidget(buttons());
    column->addWidget(m_publicExport);
    column->addWidget(m_table, 1);
    column->addWidget(bottom());
    connectModel();
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, &TokenPage::paste);
    connect(m_publicExport, &PublicExportForm::added, this, [this](const AcceptItem& item) {
        m_draft.items.push_back(item);
        showVerdicts();
        m_table->setCurrentIndex(m_model->index(m_model->rowOf(m_draft.items.size() - 1), AcceptModel::Local));
        emit edited();
    });
}

QWidget* TokenPage::top()
{
    m_account->setObjectName(QStringLiteral("account"));
    m_account->setPlaceholderText(tr("Choose an account"));
    m_account->setMinimumContentsLength(16);
    m_prefix->setObjectName(QStringLiteral("prefix"));
    m_prefix->setPlaceholderText(tr("name of the provider"));
    m_prefix->setToolTip(
        tr("Stands in the place of $JS in this account, because its own JetStream would answer there."));
    auto* into = new QLabel(tr("Import &into"));
    into->setBuddy(m_account);
    auto* prefix = new QLabel(tr("&Prefix of JetStream calls"));
    prefix->setBuddy(m_prefix);
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(into, 0, 0);
    grid->addWidget(m_account, 0, 1);
    grid->addWidget(prefix, 0, 2);
    grid->addWidget(m_prefix, 0, 3);
    grid->addWidget(m_hints.addField(m_account), 1, 1);
    grid->addWidget(m_hints.addField(m_prefix), 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    connect(m_account, &QComboBox::activated, this, [this](int row) {
        m_draft.account = fromQt(m_account->itemData(row).toString());
        m_hints.touch(m_account->objectName());
        showVerdicts();
        emit edited();
    });
    // Assistive technology sets the text of a field without typing it: textEdited() would not tell.
    connect(m_prefix, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_draft.prefix = fromQt(text);
        m_hints.touch(m_prefix->objectName());
        showVerdicts();
        emit edited();
    });
    return box;
}

QPushButton* TokenPage::addButton(const QString& name, const QString& text, QWidget* into)
{
    auto* made = makePushButton(name, text, {}, into);
    into->layout()->addWidget(made);
    return made;
}

QWidget* TokenPage::buttons()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    connect(addButton(QStringLiteral("addFiles"), tr("Add token &files…"), box), &QPushButton::clicked, this,
            &TokenPage::addFiles);
    connect(addButton(QStringLiteral("paste"), tr("Paste &token"), box), &QPushButton::clicked, this,
            &TokenPage::paste);
    auto* form = addButton(QStringLiteral("showPublicExport"), tr("Add public &export"), box);
    form->setCheckable(true);
    connect(form, &QPushButton::toggled, m_publicExport, &QWidget::setVisible);
    row->addStretch();
    m_remove = addButton(QStringLiteral("removeRow"), tr("Re&move row"), box);
    connect(m_remove, &QPushButton::clicked, this, &TokenPage::removeCurrent);
    return box;
}

QWidget* TokenPage::verdictRow()
{
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setMinimumHeight(m_verdict->fontMetrics().height() * 3);
    m_verdict->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_verdict, 1);
    m_switch = addButton(QStringLiteral("switchAccount"), {}, row);
    m_switch->hide();
    connect(m_switch, &QPushButton::clicked, this, &TokenPage::switchAccount);
    return row;
}

QWidget* TokenPage::bottom()
{
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_refusedTitle->setObjectName(QStringLiteral("refusedTitle"));
    m_refusedTitle->setTextFormat(Qt::PlainText);
    m_refusedList->setObjectName(QStringLiteral("refused"));
    m_refusedList->setAccessibleName(tr("Left out"));
    m_refusedList->setModel(m_leftOut);
    m_refusedList->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_refusedList->setWordWrap(true);
    m_refusedList->setMaximumHeight(m_verdict->fontMetrics().height() * 4);
    m_refusedTitle->hide();
    m_refusedList->hide();

    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(verdictRow());
    column->addWidget(m_problem);
    column->addWidget(m_refusedTitle);
    column->addWidget(m_refusedList);
    return box;
}

void TokenPage::connectModel()
{
    const auto change = [this](auto&& what) {
        what();
        showVerdicts();
        emit edited();
    };
    connect(m_model, &AcceptModel::useChanged, this,
            [this, change](std::size_t item, bool on) { change([&] { m_draft.items[item].use = on; }); });
    connect(m_model, &AcceptModel::localSubjectEdited, this, [this, change](std::size_t item, const QString& text) {
        change([&] { m_draft.items[item].localSubject = fromQt(text); });
    });
    connect(m_model, &AcceptModel::nameEdited, this, [this, change](std::size_t item, const QString& text) {
        change([&] { m_draft.items[item].name = fromQt(text); });
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TokenPage::showCurrent);
}

void TokenPage::showDraft(const SnapshotPtr& world, UnixSeconds now)
{
    m_world = world;
    m_now = now;
    guessAccount();
    offerAccounts(*m_account, *world, m_draft.account);
    if (const QString prefix = toQt(m_draft.prefix); m_prefix->text() != prefix) {
        const QSignalBlocker quiet(m_prefix);
        m_prefix->setText(prefix);
    }
    showVerdicts();
}

void TokenPage::guessAccount()
{
    for (const auto& item : m_draft.items) {
        if (!m_draft.account.empty()) {
            return;
        }
        const auto claims = decodeActivation(item.token);
        if (claims && m_world->account(claims->header.subject)) {
            m_draft.account = claims->header.subject;
        }
    }
}

void TokenPage::showVerdicts()
{
    const int before = m_table->currentIndex().row();
    m_model->setItems(m_draft, judge(m_draft, *m_world, m_now), m_world, m_now, palette());
    // One provider stands in the header of its subjects already, and the subjects need the room.
    m_table->setColumnHidden(AcceptModel::Provider, m_model->hasOneProvider());
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentIndex(m_model->index(std::clamp(before, 0, m_model->rowCount() - 1), AcceptModel::Verdict));
    }
    m_publicExport->showWorld(m_world, m_draft.account);
    m_hints.show(m_draft.problems(*m_world));
    m_problem->hide();
    showCurrent();
}

void TokenPage::showCurrent()
{
    const int row = m_table->currentIndex().row();
    const bool isRow = row >= 0 && row < m_model->rowCount();
    m_remove->setEnabled(isRow);
    QString text = tr("Drop token files here, add them, or paste a token.");
    if (isRow) {
        const AcceptVerdict& verdict = m_model->verdictAt(row);
        const QString example = verdict.importable
                                    ? mappingExample(verdict.value, accountName(*m_world, verdict.value.account),
                                                     accountName(*m_world, m_draft.account))
                                    : QString();
        text = verdictSentences(verdict, *m_world) + (example.isEmpty() ? QString() : u'\n' + example);
    }
    m_verdict->setText(text);
    const Account* other = otherTarget();
    m_switch->setVisible(other);
    if (other) {
        m_switch->setText(tr("&Switch to %1").arg(toQt(other->name)));
    }
}

const Account* TokenPage::otherTarget() const
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model->rowCount()) {
        return nullptr;
    }
    const auto& claims = m_model->verdictAt(row).claims;
    return claims && claims->header.subject != m_draft.account ? m_world->account(claims->header.subject) : nullptr;
}

void TokenPage::switchAccount()
{
    if (const Account* other = otherTarget()) {
        m_draft.account = other->key;
        offerAccounts(*m_account, *m_world, m_draft.account);
        showVerdicts();
        emit edited();
        m_table->setFocus(); // the button that had it is gone
    }
}

void TokenPage::take(const Intake& intake)
{
    m_duplicates += intake.duplicates;
    for (const auto& item : intake.items) {
        const bool isHere = std::any_of(m_draft.items.begin(), m_draft.items.end(),
                                        [&item](const auto& one) { return one.token == item.token; });
        if (isHere) {
            ++m_duplicates;
        } else {
            m_draft.items.push_back(item);
        }
    }
    for (const auto& error : intake.refused) {
        m_refused << explain(error).all();
    }
    m_refused.removeDuplicates();
    showLeftOut();
    if (m_world) {
        showDraft(m_world, m_now);
    }
    emit edited();
}

void TokenPage::showLeftOut()
{
    QStringList lines = m_refused;
    if (m_duplicates > 0) {
        lines.prepend(m_duplicates == 1
                          ? tr("1 token that is in the list already.")
                          : tr("%1 tokens that are in the list already.").arg(QLocale().toString(m_duplicates)));
    }
    m_leftOut->setStringList(lines);
    m_refusedTitle->setVisible(!lines.isEmpty());
    m_refusedList->setVisible(!lines.isEmpty());
}

void TokenPage::addFiles()
{
    auto* dialog = new QFileDialog(this, tr("Add token files"));
    dialog->setObjectName(QStringLiteral("tokenFilesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Token files (*.tok *.jwt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& files) { takeIn(this, files, [this](const Intake& intake) { take(intake); }); });
    dialog->open();
}

void TokenPage::paste()
{
    take(takeInText(QGuiApplication::clipboard()->text()));
}

void TokenPage::removeCurrent()
{
    if (const int row = m_table->currentIndex().row(); row >= 0 && row < m_model->rowCount()) {
        m_draft.items.erase(m_draft.items.begin() + static_cast<std::ptrdiff_t>(m_model->itemAt(row)));
        showVerdicts();
        emit edited();
    }
}

bool TokenPage::tryToGoOn()
{
    m_hints.touchAll();
    bool isAnyUsed = false;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        isAnyUsed |= m_model->verdictAt(row).importable && m_draft.items[m_model->itemAt(row)].use;
    }
    const auto problems = problemsToMend(m_draft, judge(m_draft, *m_world, m_now), *m_world);
    m_hints.show(problems);
    sayProblem(problems, isAnyUsed);
    return problems.empty() && isAnyUsed;
}

/// What keeps the page from being complete, with the focus where it can be mended.
void TokenPage::sayProblem(const std::vector<FieldProblem>& problems, bool isAnyUsed)
{
    QString text;
    if (problems.empty() && !isAnyUsed) {
        text = m_draft.items.empty() ? tr("Nothing is here to be imported yet. Add a token file or a public export.")
                                     : tr("None of the rows can be imported. Choose another account or other tokens.");
        m_table->setFocus();
    } else if (!problems.empty()) {
        if (QWidget* input = m_hints.firstInput({problems.front()})) {
            input->setFocus();
        } else {
            const int column = problems.front().field == "name" ? AcceptModel::Name : AcceptModel::Local;
            text = explain(problems.front().error).all();
            m_table->setCurrentIndex(m_model->index(m_model->rowOf(problems.front().index), column));
            m_table->setFocus();
        }
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace gd::ui
