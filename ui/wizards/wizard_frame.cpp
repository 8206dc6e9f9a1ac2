// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/wizard_frame.h"

#include "ui/words/explanation.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

QPushButton* button(const QString& name, const QString& text)
{
    auto* made = new QPushButton(text);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
}

} // namespace

WizardFrame::WizardFrame(QDialog& dialog, const QStringList& steps, const QList<QWidget*>& pages)
    : QObject(&dialog),
      m_dialog(dialog),
      m_header(new StepHeader(steps)),
      m_stack(new QStackedWidget),
      m_review(new ReviewPage),
      m_reason(new QLabel),
      m_back(button(QStringLiteral("back"), tr("&Back"))),
      m_next(button(QStringLiteral("next"), tr("&Next"))),
      m_apply(button(QStringLiteral("apply"), tr("&Apply"))),
      m_cancel(button(QStringLiteral("cancel"), tr("Cancel")))
{
    for (auto* page : pages) {
        m_stack->addWidget(page);
    }
    m_stack->addWidget(m_review);
    m_reason->setObjectName(QStringLiteral("applyReason"));
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_reason, 1);
    for (auto* one : {m_cancel, m_back, m_next, m_apply}) {
        one->setMinimumHeight(28);
        buttons->addWidget(one);
    }
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    column->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(page() - 1); });
    connect(m_next, &QPushButton::clicked, this, &WizardFrame::nextAsked);
    connect(m_apply, &QPushButton::clicked, this, &WizardFrame::applyAsked);
    showButtons();
}

void WizardFrame::goTo(int page)
{
    m_stack->setCurrentIndex(page);
    m_header->setCurrent(page);
    emit pageChanged(page);
    showButtons();
    if (isAtReview()) {
        (m_apply->isEnabled() ? m_apply : m_back)->setFocus();
    } else {
        m_stack->currentWidget()->setFocus();
    }
}

void WizardFrame::setPlan(const Result<SharePlan>& plan, const SnapshotPtr& world, UnixSeconds now)
{
    m_plan = plan;
    m_review->showPlan(plan, world, now);
    showButtons();
}

const SharePlan* WizardFrame::plan() const
{
    return m_plan && *m_plan && (*m_plan)->canApply() ? &m_plan->value() : nullptr;
}

void WizardFrame::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    showButtons();
}

void WizardFrame::silence()
{
    for (auto* child : m_dialog.findChildren<QObject*>()) {
        child->blockSignals(true);
    }
}

QString WizardFrame::reasonNotToApply() const
{
    if (m_isWaiting) {
        return tr("Signing and writing…");
    }
    if (!m_plan) {
        return {};
    }
    if (!*m_plan) {
        return explain(m_plan->error()).because;
    }
    return (*m_plan)->canApply() ? QString() : explain(Error{ErrorCode::PlanHasProblems, {}, {}}).because;
}

void WizardFrame::showButtons()
{
    m_back->setEnabled(page() > 0 && !m_isWaiting);
    m_next->setVisible(!isAtReview());
    m_apply->setVisible(isAtReview());
    m_apply->setEnabled(plan() && !m_isWaiting);
    m_reason->setText(isAtReview() ? reasonNotToApply() : QString());
    (isAtReview() ? m_apply : m_next)->setDefault(true);
}

} // namespace gd::ui
