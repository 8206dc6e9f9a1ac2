// SPDX-License-Identifier: Apache-2.0
//
// How the Server page is put together; what it does is in server_page.cpp.
#include "ui/server/connection_form.h"
#include "ui/server/server_page.h"
#include "ui/server/sync_delegate.h"
#include "ui/server/sync_model.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// Views ask for more height than a small window has; these ask for some lines and share what is left.
void takesWhatIsLeft(QWidget* view, int lines)
{
    view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    view->setMinimumHeight(view->fontMetrics().lineSpacing() * lines);
}

} // namespace

void ServerPage::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->addWidget(buildConnection());
    column->addWidget(buildAccounts(), 3);
    column->addWidget(buildDetails(), 2);

    // With large type the page needs more height than a small window has.
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("serverScroll"));
    scroll->setAccessibleName(tr("Server page"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QWidget* ServerPage::buildConnection()
{
    auto* group = new QGroupBox(tr("Connection"), this);
    group->setObjectName(QStringLiteral("connectionGroup"));
    auto* layout = new QVBoxLayout(group);
    m_form = new ConnectionForm(group);
    layout->addWidget(m_form);
    return group;
}

void ServerPage::buildTable(QWidget* group)
{
    m_model = new SyncModel(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortLocaleAware(true);
    m_sorted->sort(SyncModel::AccountColumn);

    m_table = new QTreeView(group);
    m_table->setObjectName(QStringLiteral("syncTable"));
    m_table->setAccessibleName(tr("Accounts at the server"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new SyncDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(SyncModel::AccountColumn, Qt::AscendingOrder);
    m_table->setTabKeyNavigation(false);
    takesWhatIsLeft(m_table, 7);
    m_table->header()->resizeSection(SyncModel::AccountColumn, fontMetrics().averageCharWidth() * 26);
    m_table->header()->resizeSection(SyncModel::StateColumn, fontMetrics().averageCharWidth() * 20);
    m_table->header()->resizeSection(SyncModel::AnswerColumn, fontMetrics().averageCharWidth() * 36);
}

QWidget* ServerPage::buildAccounts()
{
    auto* group = new QGroupBox(tr("Accounts"), this);
    group->setObjectName(QStringLiteral("accountsGroup"));
    buildTable(group);
    m_pushAll = addButton(QStringLiteral("pushAll"), tr("&Push all changed"), tr("Push all changed"));
    m_pushSelected = addButton(QStringLiteral("pushSelected"), tr("Push &selected"), tr("Push selected"));
    m_check = addButton(QStringLiteral("checkImports"), tr("Check &imports"), tr("Check imports"));
    m_cancel = addButton(QStringLiteral("cancelWork"), tr("Cance&l"), tr("Cancel the work at the server"));
    m_write = addButton(QStringLiteral("writeConfiguration"), tr("&Write server configuration…"),
                        tr("Write server configuration"));
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_pushAll, m_pushSelected, m_check, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(m_write);

    m_progress = new QProgressBar(group);
    m_progress->setObjectName(QStringLiteral("serverProgress"));
    m_progress->setAccessibleName(tr("Progress at the server"));
    m_progress->setTextVisible(false);
    auto keepsPlace = m_progress->sizePolicy(); // the page does not jump when work starts or ends
    keepsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsPlace);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);

    m_outcome = new QLabel(group);
    m_outcome->setObjectName(QStringLiteral("serverOutcome"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outcome->setMinimumHeight(fontMetrics().height());

    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    return group;
}

QWidget* ServerPage::buildDetails()
{
    auto* group = new QGroupBox(tr("What each server said"), this);
    group->setObjectName(QStringLiteral("answersGroup"));
    m_details = new QPlainTextEdit(group);
    m_details->setObjectName(QStringLiteral("serverAnswers"));
    m_details->setAccessibleName(tr("What each server said"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setPlaceholderText(tr("Nothing was pushed or checked since this workspace was opened."));
    takesWhatIsLeft(m_details, 5);
    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_details);
    return group;
}

QPushButton* ServerPage::addButton(const QString& objectName, const QString& text, const QString& accessibleName)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    button->setAutoDefault(false);
    return button;
}

} // namespace gd::ui
