// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/wizard_frame.h"

#include "ui/look/push_button.h"
#include "ui/look/scrolled.h"
#include "ui/words/explanation.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// Wide enough for the tables with usual names; never more than the screen has beside the frame of the window.
QSize firstSize(const QWidget& dialog)
{
    const QSize wanted(1000, 660);
    const QScreen* screen = dialog.screen();
    return screen ? wanted.boundedTo(screen->availableSize() - QSize(16, 40)) : wanted;
}

} // namespace

WizardFrame::WizardFrame(QDialog& dialog, const QStringList& steps, const QList<QWidget*>& pages)
    : QObject(&dialog),
      m_dialog(dialog),
      m_header(new StepHeader(steps)),
      m_stack(new QStackedWidget),
      m_pages(pages),
      m_review(new ReviewPage),
      m_reason(new QLabel),
      m_back(makePushButton(QStringLiteral("back"), tr("&Back"), {}, nullptr)),
      m_next(makePushButton(QStringLiteral("next"), tr("&Next"), {}, nullptr)),
      m_apply(makePushButton(QStringLiteral("apply"), tr("&Apply"), {}, nullptr)),
      m_cancel(makePushButton(QStringLiteral("cancel"), tr("Cancel"), {}, nullptr))
{
    m_pages << m_review;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        m_stack->addWidget(makeScrolled(QStringLiteral("wizardScroll%1").arg(i), steps.value(i), m_pages[i]));
    }
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
    connect(m_apply, &QPushButton::clicked, this, &WizardFrame::apply);
    showButtons();
    dialog.resize(firstSize(dialog));
}

void WizardFrame::goTo(int page)
{
    m_stack->setCurrentIndex(page);
    m_header->setCurrent(page);
    m_review->clearRefusal();
    emit pageChanged(page);
    showButtons();
    if (isAtReview()) {
        (m_apply->isEnabled() ? m_apply : m_back)->setFocus();
    } else {
        m_pages[page]->setFocus();
    }
}

void WizardFrame::setReasonNotToGoOn(const QString& reason)
{
    m_notNext = reason;
    showButtons();
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

/// The plan is copied: whoever hears of it may show another one.
void WizardFrame::apply()
{
    if (!plan()) {
        return;
    }
    const SharePlan agreed = *plan();
    m_review->clearRefusal();
    setWaiting(true);
    emit planAgreed(agreed);
}

void WizardFrame::showRefusal(const Error& error)
{
    setWaiting(false);
    goTo(m_stack->count() - 1);
    m_review->showRefusal(error);
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
    m_next->setEnabled(m_notNext.isEmpty());
    m_apply->setVisible(isAtReview());
    m_apply->setEnabled(plan() && !m_isWaiting);
    m_reason->setText(isAtReview() ? reasonNotToApply() : m_notNext);
    (isAtReview() ? m_apply : m_next)->setDefault(true);
}

} // namespace gd::ui
