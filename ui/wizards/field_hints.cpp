// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/field_hints.h"

#include "ui/bridge/strings.h"
#include "ui/look/status_look.h"
#include "ui/words/explanation.h"

namespace gd::ui {

QLabel* FieldHints::addField(QWidget* input)
{
    auto* hint = new QLabel;
    hint->setObjectName(input->objectName() + QStringLiteral("Hint"));
    hint->setWordWrap(true);
    hint->setTextFormat(Qt::PlainText);
    hint->hide();
    m_fields.insert(input->objectName(), {input, hint});
    return hint;
}

void FieldHints::touchAll()
{
    for (const auto& field : m_fields.keys()) {
        touch(field);
    }
}

void FieldHints::show(const std::vector<FieldProblem>& problems)
{
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        const auto problem = std::find_if(problems.begin(), problems.end(),
                                          [&it](const auto& one) { return toQt(one.field) == it.key(); });
        const bool isShown = problem != problems.end() && m_touched.contains(it.key());
        QString text;
        if (isShown) {
            const Explanation words = explain(problem->error);
            //: why something is wrong, and what to do
            text = QObject::tr("%1 %2").arg(words.because, words.nextStep);
        }
        QPalette colors = it->input->palette();
        colors.setColor(QPalette::WindowText, lookOf(Severity::Blocks, colors).color);
        it->hint->setPalette(colors);
        it->hint->setText(text);
        it->hint->setVisible(isShown);
        it->input->setAccessibleDescription(text);
    }
}

QWidget* FieldHints::firstInput(const std::vector<FieldProblem>& problems) const
{
    for (const auto& problem : problems) {
        if (const auto it = m_fields.find(toQt(problem.field)); it != m_fields.end()) {
            return it->input;
        }
    }
    return nullptr;
}

} // namespace gd::ui
