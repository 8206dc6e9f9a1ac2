// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/change.h"
#include "ui/wizards/field_hints.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QWidget>

namespace gd::ui {

/// From when to when tokens are valid: forever, a usual length, or dates.
class ValidityPicker : public QWidget {
    Q_OBJECT

public:
    ValidityPicker(FieldHints& hints, QWidget* parent = nullptr);

    /// @param now  the start of the usual lengths, and what the date fields begin with.
    void setValidity(const Validity& validity, UnixSeconds now);
    Validity validity() const { return m_validity; }

signals:
    void changed();

private:
    void takePreset();
    void takeDates();
    void showDates();

    QComboBox* m_preset;
    QCheckBox* m_hasStart;
    QDateTimeEdit* m_start;
    QCheckBox* m_hasEnd;
    QDateTimeEdit* m_end;
    QWidget* m_dates;
    UnixSeconds m_now = 0;
    Validity m_validity{};
};

} // namespace gd::ui
