// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace gd::ui {

/// The table of the wizards: whole rows, and Tab leaves it. No word is cut while there is room: columns are as wide as
/// their words, those with long texts share what the others leave and go on in a second line. Only a piece without any
/// dot that is too long even so is cut in its middle. Widths that a person has chosen stay.
class FittingTable : public QTableView {
    Q_OBJECT

public:
    explicit FittingTable(QWidget* parent = nullptr);

    /// Columns whose texts may need more than one line.
    void setLongColumns(const QList<int>& columns);

    void setModel(QAbstractItemModel* model) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What a column asks for: all texts in one line, and the least with which no piece of a text is cut.
    struct Wish {
        int whole = 0;
        int least = 0;
    };
    Wish wishOf(int column) const;
    void fit();
    void fitColumns();
    void fitSoon();

    QList<int> m_long{};
    bool m_isFitting = false;
    bool m_isFitAsked = false;
    bool m_isSizedByHand = false;
};

/// Shows subjects so that they can go on in the next line after a dot.
class SubjectDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant& value, const QLocale& locale) const override;
};

/// "yes" or "no", for cells and for the accessible text of check boxes.
QString yesNo(bool yes);

} // namespace gd::ui
