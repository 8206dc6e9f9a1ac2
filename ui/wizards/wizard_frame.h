// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/wizards/review_page.h"
#include "ui/wizards/step_header.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace gd::ui {

/// What both wizards have around their pages: the steps, Back, Next, Apply and Cancel, and the review page at the end
/// with what is said when a plan was not applied. Knows nothing of drafts: it asks by signals and shows what it is
/// told.
class WizardFrame : public QObject {
    Q_OBJECT

public:
    /// Lays itself out in `dialog` and gives it its first size. The review page is added behind the given pages.
    WizardFrame(QDialog& dialog, const QStringList& steps, const QList<QWidget*>& pages);

    ReviewPage& review() { return *m_review; }
    int page() const { return m_stack->currentIndex(); }
    bool isAtReview() const { return page() == m_stack->count() - 1; }

    /// Goes to a page; the right button is default and has the focus on the review page, the first input elsewhere.
    void goTo(int page);

    /// Disables "Next" and says why beside it; an empty text lets one go on.
    void setReasonNotToGoOn(const QString& reason);

    /// Shows a plan on the review page, and whether it can be applied.
    void setPlan(const Result<SharePlan>& plan, const SnapshotPtr& world, UnixSeconds now);

    /// The plan that is shown, or null if it cannot be applied. What was read is what is done: it is not made anew.
    const SharePlan* plan() const;

    /// From "Apply" to the answer, in which nothing can be applied twice.
    bool isWaiting() const { return m_isWaiting; }

    /// The plan was not applied: says why on the review page, until another page is looked at.
    void showRefusal(const Error& error);

    /// To be called when the dialog goes: whatever closes on the way (an open editor, say) must not tell anybody any
    /// more, because the draft is gone by then.
    void silence();

signals:
    void nextAsked();
    void planAgreed(const gd::SharePlan& plan);
    void pageChanged(int page);

private:
    void apply();
    void setWaiting(bool waiting);
    void showButtons();
    QString reasonNotToApply() const;

    QDialog& m_dialog;
    StepHeader* m_header;
    QStackedWidget* m_stack;
    QList<QWidget*> m_pages;
    ReviewPage* m_review;
    QLabel* m_reason;
    QPushButton *m_back, *m_next, *m_apply, *m_cancel;
    QString m_notNext{};
    std::optional<Result<SharePlan>> m_plan{};
    bool m_isWaiting = false;
};

} // namespace gd::ui
