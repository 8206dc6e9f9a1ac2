// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"

#include <QLabel>
#include <QMap>
#include <QSet>
#include <QWidget>

namespace gd::ui {

/// Shows what is wrong under the field where it is wrong, but only once the field was touched: an empty form is no
/// mistake yet. Each input keeps its hint as accessible description too.
class FieldHints {
public:
    /// A label for the hint of an input, to be put under it. The field is the object name of the input.
    QLabel* addField(QWidget* input);

    void touch(const QString& field) { m_touched.insert(field); }
    void touchAll();

    void show(const std::vector<FieldProblem>& problems);

    /// The input of the first problem that has one here, or null.
    QWidget* firstInput(const std::vector<FieldProblem>& problems) const;

private:
    struct Field {
        QWidget* input = nullptr;
        QLabel* hint = nullptr;
    };
    QMap<QString, Field> m_fields{};
    QSet<QString> m_touched{};
};

} // namespace gd::ui
