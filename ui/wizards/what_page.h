// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/recipe.h"
#include "core/share/share_draft.h"
#include "ui/wizards/field_hints.h"
#include "ui/wizards/row_table_model.h"
#include "ui/wizards/tables.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

#include <functional>

class QGridLayout;

namespace gd::ui {

class RecipeCard;

/// First page of the share wizard: kind of share, provider and the facts about the JetStream consumer, with the export
/// table that comes of them.
class WhatPage : public QWidget {
    Q_OBJECT

public:
    /// @param draft  lives in the wizard; this page copies what is typed into it.
    explicit WhatPage(ShareDraft& draft, QWidget* parent = nullptr);

    void showDraft(const SnapshotPtr& world);

    /// Shows every problem of the page; true if there is none. Puts the focus where the first one is.
    bool tryToGoOn();

signals:
    void edited();

private:
    QLineEdit* addText(QGridLayout* grid, const QString& name, const QString& label, const QString& example,
                       std::string ShareDraft::*member);
    QCheckBox* addSwitch(const QString& name, const QString& label, const QString& why, bool ShareDraft::*member);
    QLayout* cards();
    /// @param recipes  the first of them, or the kind that is chosen.
    void addCard(QLayout* row, const std::vector<std::string>& recipes, RecipeCard* card);
    QWidget* inputs();
    void addProvider(QGridLayout* grid);
    void addResponseType(QGridLayout* grid);
    void addBucketKind(QGridLayout* grid);
    QLayout* switches();
    void addRareFields(QGridLayout* grid);
    /// A choice that changes nothing but the draft.
    void connectChoice(QComboBox* box, const std::function<void()>& take);
    void showFields();
    void showResult();

    ShareDraft& m_draft;
    SnapshotPtr m_world{};
    FieldHints m_hints{};
    QList<std::pair<RecipeCard*, std::vector<std::string>>> m_cards{}; ///< with the ids of its recipes
    /// What is asked for only by recipes with that variable.
    QList<std::pair<const char*, QList<QWidget*>>> m_parts{};
    QLabel* m_purpose;
    QLabel* m_streamLabel = nullptr;
    QComboBox* m_provider;
    QComboBox* m_response;
    QComboBox* m_bucketKind;
    QComboBox* m_ackForm;
    QLabel* m_ackFormLabel = nullptr;
    QList<std::pair<QLineEdit*, std::string ShareDraft::*>> m_texts{};
    QList<std::pair<QCheckBox*, bool ShareDraft::*>> m_switches{};
    QLabel* m_tableTitle;
    FittingTable* m_table;
    RowTableModel* m_rows;
};

} // namespace gd::ui
