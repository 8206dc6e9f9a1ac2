// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/share_wizard.h"

#include "ui/wizards/what_page.h"
#include "ui/wizards/whom_page.h"
#include "ui/wizards/wizard_frame.h"
#include "ui/words/change_text.h"

namespace gd::ui {

class ShareWizard::Parts {
public:
    Parts(ShareWizard& self, Session& openSession, ShareDraft start)
        : session(openSession),
          draft(std::move(start)),
          what(new WhatPage(draft)),
          whom(new WhomPage(draft)),
          frame(new WizardFrame(self, {ShareWizard::tr("What"), ShareWizard::tr("Whom"), ShareWizard::tr("Review")},
                                {what, whom}))
    {}

    enum Page { What, Whom, Review };

    /// Shows the draft in the present world, wherever the person is.
    void refresh()
    {
        const SnapshotPtr& world = session.snapshot();
        what->showDraft(world);
        whom->showDraft(world, session.now());
        if (frame->isAtReview() && !frame->isWaiting()) {
            const auto plan = planShare(draft, *world, session.now());
            frame->setPlan(plan, world, session.now());
            frame->review().showHandOver(
                plan ? subscribeSentences(plan->changes, draft.deliverSubject, draft.deliverGroup, *world)
                     : QStringList());
        }
    }

    void next()
    {
        const bool isComplete = frame->page() == What ? what->tryToGoOn() : whom->tryToGoOn();
        if (isComplete) {
            frame->goTo(frame->page() + 1);
        }
    }

    Session& session;
    ShareDraft draft;
    WhatPage* what;
    WhomPage* whom;
    WizardFrame* frame;
};

ShareWizard::ShareWizard(Session& session, ShareDraft draft, Start start, QWidget* parent)
    : QDialog(parent), m_parts(std::make_unique<Parts>(*this, session, std::move(draft)))
{
    setObjectName(QStringLiteral("shareWizard"));
    setWindowTitle(tr("New share"));
    setModal(false);
    connect(&session, &Session::snapshotChanged, this, [this] { m_parts->refresh(); });
    connect(m_parts->frame, &WizardFrame::nextAsked, this, [this] { m_parts->next(); });
    connect(m_parts->frame, &WizardFrame::pageChanged, this, [this] { m_parts->refresh(); });
    connect(m_parts->frame, &WizardFrame::planAgreed, this, &ShareWizard::planAgreed);
    connect(m_parts->whom, &WhomPage::contactAsked, this, &ShareWizard::contactAsked);
    m_parts->frame->goTo(start == Start::Review ? Parts::Review : Parts::What);
}

ShareWizard::~ShareWizard()
{
    m_parts->frame->silence();
}

void ShareWizard::shareWith(const std::string& key)
{
    m_parts->whom->shareWith(key);
    m_parts->refresh(); // the tick comes from the draft
}

void ShareWizard::showRefusal(const Error& error)
{
    m_parts->frame->showRefusal(error);
}

} // namespace gd::ui
