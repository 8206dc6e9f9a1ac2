// SPDX-License-Identifier: Apache-2.0
//
// How the Server page is put together; what it does is in server_page.cpp.
#include "ui/look/push_button.h"
#include "ui/look/scrolled.h"
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
    m_column = new QVBoxLayout(content);
    m_ownServer = {buildConnection(), buildAccounts(), buildDetails()};
    m_column->addWidget(m_ownServer[0]);
    m_column->addWidget(m_ownServer[1], 3);
    m_column->addWidget(m_ownServer[2], 2);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(makeScrolled(QStringLiteral("serverScroll"), tr("Server page"), content));
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
    m_table->header()->resizeSection(SyncModel::AnswerColumn, fontMetrics().averageCharWidth() * 30);
    m_table->header()->resizeSection(SyncModel::ImportsColumn, fontMetrics().averageCharWidth() * 30);
}

QWidget* ServerPage::buildAccounts()
{
    auto* group = new QGroupBox(tr("Accounts"), this);
    group->setObjectName(QStringLiteral("accountsGroup"));
    m_pushAll = makePushButton(QStringLiteral("pushAll"), tr("&Push all changed"), tr("Push all changed"), group);
    m_pushSelected = makePushButton(QStringLiteral("pushSelected"), tr("Push selec&ted"), tr("Push selected"), group);
    m_check = makePushButton(QStringLiteral("checkImports"), tr("Check &imports"), tr("Check imports"), group);
    m_cancel = makePushButton(QStringLiteral("cancelWork"), tr("Cance&l"), tr("Cancel the work at the server"), group);
    m_write = makePushButton(QStringLiteral("writeConfiguration"), tr("&Write server configuration…"),
                             tr("Write server configuration"), group);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_pushAll, m_pushSelected, m_check, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(m_write);

    buildProgress(group);
    buildTable(group); // after the buttons, for Tab goes in this order

    // What grows is below the buttons: they stay under the mouse while answers come.
    auto* layout = new QVBoxLayout(group);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_table, 1);
    return group;
}

void ServerPage::buildProgress(QWidget* group)
{
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
    m_outcome->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_outcome->setMinimumHeight(fontMetrics().lineSpacing() * 2); // most answers fit, so the table keeps its place
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

} // namespace gd::ui
