// SPDX-License-Identifier: Apache-2.0
//
// How the History page is put together; what it does is in history_page.cpp.
#include "ui/history/history_model.h"
#include "ui/history/history_page.h"
#include "ui/look/push_button.h"
#include "ui/look/scrolled.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace gd::ui {

void HistoryPage::build()
{
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("historyParts"));
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildList());
    parts->addWidget(buildEntry());
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 3);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->addWidget(parts);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrolled(QStringLiteral("historyScroll"), tr("History page"), content));
}

QWidget* HistoryPage::buildList()
{
    auto* part = new QWidget(this);
    m_model = new HistoryModel(this);
    m_list = new QTreeView(part);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("What was done, newest first"));
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    auto* header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(HistoryModel::WhatColumn, QHeaderView::Stretch);
    for (const int column : {HistoryModel::WhenColumn, HistoryModel::AccountsColumn, HistoryModel::StateColumn})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);

    m_empty =
        new QLabel(tr("Nothing was done in this workspace yet. Each share and each import that you apply gets an entry "
                      "here and can be taken back."),
                   part);
    m_empty->setObjectName(QStringLiteral("historyEmpty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);

    m_undo = makePushButton(QStringLiteral("undoToHere"), tr("&Undo up to here"), tr("Undo up to here"), part);
    m_undo->setToolTip(tr("Takes back this entry and every later one."));
    m_redo = makePushButton(QStringLiteral("redoToHere"), tr("Re&do up to here"), tr("Redo up to here"), part);
    m_redo->setToolTip(tr("Does everything again up to this entry, and this entry too."));
    m_stop = makePushButton(QStringLiteral("stopHistory"), tr("S&top"), tr("Stop after this entry"), part);
    m_outcome = new QLabel(part);
    m_outcome->setObjectName(QStringLiteral("historyOutcome"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_undo, m_redo, m_stop})
        buttons->addWidget(button);
    buttons->addWidget(m_outcome, 1);

    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(buttons);
    return part;
}

QWidget* HistoryPage::buildEntry()
{
    auto* group = new QGroupBox(tr("Selected entry"), this);
    m_entry = group;
    group->setObjectName(QStringLiteral("entryGroup"));
    m_sentences = addText(QStringLiteral("entrySentences"), tr("What was changed"));
    m_sentences->setMinimumHeight(m_sentences->fontMetrics().lineSpacing() * 5);
    m_before = addText(QStringLiteral("claimsBefore"), tr("Claims before"));
    m_after = addText(QStringLiteral("claimsAfter"), tr("Claims after"));
    for (auto* text : {m_before, m_after}) {
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        text->setMinimumHeight(fontMetrics().height() * 5);
    }
    m_file = new QComboBox(group);
    m_file->setObjectName(QStringLiteral("claimsFile"));
    m_file->setAccessibleName(tr("Changed file"));
    m_file->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_file->setMinimumContentsLength(24);
    m_restore = makePushButton(QStringLiteral("restoreAccount"), tr("Rest&ore this account…"),
                               tr("Restore this account"), group);
    m_restore->setToolTip(tr("Brings the account back to the state before this entry, or to any other that is "
                             "remembered. Nothing else is taken back."));
    auto* fileLabel = new QLabel(tr("C&laims of:"), group);
    fileLabel->setBuddy(m_file);
    auto* beforeLabel = new QLabel(tr("&Before"), group);
    beforeLabel->setBuddy(m_before);
    auto* afterLabel = new QLabel(tr("&After"), group);
    afterLabel->setBuddy(m_after);

    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(fileLabel);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(m_restore);
    auto* claims = new QGridLayout;
    claims->addWidget(beforeLabel, 0, 0);
    claims->addWidget(afterLabel, 0, 1);
    claims->addWidget(m_before, 1, 0);
    claims->addWidget(m_after, 1, 1);
    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_sentences, 2);
    layout->addLayout(fileRow);
    layout->addLayout(claims, 3);
    return group;
}

QPlainTextEdit* HistoryPage::addText(const QString& objectName, const QString& accessibleName)
{
    auto* text = new QPlainTextEdit(this);
    text->setObjectName(objectName);
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    return text;
}

} // namespace gd::ui
