// SPDX-License-Identifier: Apache-2.0
//
// Inputs that cannot hold a value of the wrong kind. Each knows the value it began with: edited() is nothing while it
// still has that, so that what was not touched gets into no draft.
#pragma once

#include "ui/wizards/field_hints.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <cstdint>
#include <functional>
#include <optional>

class QComboBox;

namespace gd::ui {

/// A limit of a count: "unlimited" or 0 and more.
class CountBox final : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit CountBox(std::int64_t limit, QWidget* parent = nullptr);

    void setLimit(std::int64_t limit);
    std::int64_t limit() const { return static_cast<std::int64_t>(value()); }
    std::optional<std::int64_t> edited() const;

private:
    double m_before = 0;
};

/// A limit in bytes: "unlimited", or a number with a unit.
class BytesBox final : public QWidget {
    Q_OBJECT

public:
    /// @param name        object name of the field; its parts are named after it.
    /// @param accessible  name of the field for assistive technology.
    BytesBox(const QString& name, const QString& accessible, std::int64_t limit, QWidget* parent = nullptr);

    void setLimit(std::int64_t limit);
    std::int64_t limit() const;
    std::optional<std::int64_t> edited() const;

signals:
    void changed();

private:
    void showUnit();

    QDoubleSpinBox* m_number;
    QComboBox* m_unit;
    std::int64_t m_before = 0; ///< as the parts can show it
};

/// Texts, one per line; blanks around them and empty lines do not count.
class LinesEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit LinesEdit(const std::vector<std::string>& lines, QWidget* parent = nullptr);

    std::vector<std::string> lines() const;
    std::optional<std::vector<std::string>> edited() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    std::vector<std::string> m_before;
};

/// One line of text.
class TextEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit TextEdit(const std::string& text, QWidget* parent = nullptr);

    std::string line() const;
    std::optional<std::string> edited() const;

private:
    QString m_shown;
};

class SwitchBox final : public QCheckBox {
    Q_OBJECT

public:
    SwitchBox(const QString& label, bool on, QWidget* parent = nullptr);

    std::optional<bool> edited() const;

private:
    bool m_before;
};

/// Fields below each other, each with its label and, under it, what is wrong with it.
class FieldColumn final {
public:
    /// @param onEdited  called with the object name of the field that was edited.
    FieldColumn(QWidget* owner, FieldHints& hints, std::function<void()> onEdited);

    void add(const QString& name, const QString& label, CountBox* field);
    void add(const QString& label, BytesBox* field);
    void add(const QString& name, const QString& label, LinesEdit* field);
    void add(const QString& name, const QString& label, QLineEdit* field);
    void add(const QString& name, const QString& label, QComboBox* field);
    void add(const QString& name, QCheckBox* field);
    /// Anything else; the caller connects it.
    void addWidget(const QString& label, QWidget* field);
    /// A sentence across both columns.
    void addNote(const QString& sentence);

    QGridLayout* layout() const { return m_grid; }
    std::function<void()> touching(const QString& name) const;

private:
    void place(const QString& name, const QString& label, QWidget* field);

    QGridLayout* m_grid;
    FieldHints& m_hints;
    std::function<void()> m_onEdited;
};

} // namespace gd::ui
