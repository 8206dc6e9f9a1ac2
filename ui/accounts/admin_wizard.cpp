// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/admin_wizard.h"

#include "ui/wizards/wizard_frame.h"
#include "ui/words/admin_change_text.h"
#include "ui/words/explanation.h"

namespace gd::ui {

AdminWizard::AdminWizard(Session& session, const QString& name, const QString& title, const QString& step,
                         AdminForm* form, QWidget* parent)
    : QDialog(parent), m_session(session), m_form(form), m_frame(new WizardFrame(*this, {step, tr("Review")}, {form}))
{
    setObjectName(name);
    setWindowTitle(title);
    setModal(false);
    connect(&session, &Session::snapshotChanged, this, [this](const SnapshotPtr& world) {
        m_form->showWorld(world);
        refresh();
    });
    connect(m_form, &AdminForm::edited, this, &AdminWizard::refresh);
    connect(m_frame, &WizardFrame::nextAsked, this, &AdminWizard::goOn);
    connect(m_frame, &WizardFrame::pageChanged, this, &AdminWizard::refresh);
    connect(m_frame, &WizardFrame::planAgreed, this,
            [this](const SharePlan& plan) { emit planAgreed(plan, m_form->newKeys()); });
    m_form->showWorld(session.snapshot());
    m_frame->goTo(0);
}

AdminWizard::~AdminWizard()
{
    m_frame->silence();
}

void AdminWizard::showRefusal(const Error& error)
{
    m_frame->showRefusal(error);
}

/// What is wrong stands under its field; why "Next" cannot be pressed stands beside it too, because that field may be
/// on a page of the form that is not seen.
void AdminWizard::refresh()
{
    const auto& world = m_session.snapshot();
    if (m_frame->isAtReview()) {
        if (!m_frame->isWaiting()) m_frame->setPlan(m_form->plan(*world, m_session.now()), world, m_session.now());
        return;
    }
    const auto problems = m_form->problems(*world, m_session.now());
    m_form->hints().show(problems);
    if (problems.empty()) return m_frame->setReasonNotToGoOn(m_form->reasonNotToGoOn());
    const auto words = explain(problems.front().error);
    auto field = fieldWord(problems.front().field);
    if (!field.isEmpty()) field[0] = field[0].toUpper();
    //: the name of a field, and what is wrong with it
    m_frame->setReasonNotToGoOn(tr("%1: %2").arg(field, words.because.isEmpty() ? words.happened : words.because));
}

void AdminWizard::goOn()
{
    if (m_form->problems(*m_session.snapshot(), m_session.now()).empty()) m_frame->goTo(1);
}

} // namespace gd::ui
