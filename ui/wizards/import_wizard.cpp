// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/import_wizard.h"

#include "ui/drop/drop_offer.h"
#include "ui/wizards/token_page.h"
#include "ui/wizards/wizard_frame.h"

#include <QDragEnterEvent>
#include <QDropEvent>

namespace gd::ui {

class ImportWizard::Parts {
public:
    Parts(ImportWizard& self, Session& openSession, AcceptDraft start)
        : session(openSession),
          draft(std::move(start)),
          tokens(new TokenPage(draft)),
          frame(new WizardFrame(self, {ImportWizard::tr("Tokens"), ImportWizard::tr("Review")}, {tokens}))
    {}

    enum Page { Tokens, Review };

    /// Shows the draft in the present world. Only the page that is seen: each look judges every token.
    void refresh()
    {
        const SnapshotPtr& world = session.snapshot();
        if (!frame->isAtReview()) {
            tokens->showDraft(world, session.now());
        } else if (!frame->isWaiting()) {
            frame->setPlan(planImport(draft, *world, session.now()), world, session.now());
        }
    }

    Session& session;
    AcceptDraft draft;
    TokenPage* tokens;
    WizardFrame* frame;
};

ImportWizard::ImportWizard(Session& session, AcceptDraft draft, const Intake& arrived, QWidget* parent)
    : QDialog(parent), m_parts(std::make_unique<Parts>(*this, session, std::move(draft)))
{
    setObjectName(QStringLiteral("importWizard"));
    setWindowTitle(tr("Import"));
    setModal(false);
    setAcceptDrops(true);
    m_parts->tokens->take(arrived);
    connect(&session, &Session::snapshotChanged, this, [this] { m_parts->refresh(); });
    connect(m_parts->frame, &WizardFrame::nextAsked, this, [this] {
        if (m_parts->tokens->tryToGoOn()) {
            m_parts->frame->goTo(Parts::Review);
        }
    });
    connect(m_parts->frame, &WizardFrame::pageChanged, this, [this] { m_parts->refresh(); });
    connect(m_parts->frame, &WizardFrame::planAgreed, this, &ImportWizard::planAgreed);
    m_parts->frame->goTo(Parts::Tokens);
}

ImportWizard::~ImportWizard()
{
    m_parts->frame->silence();
}

void ImportWizard::showRefusal(const Error& error)
{
    m_parts->frame->showRefusal(error);
}

void ImportWizard::take(const Intake& intake)
{
    m_parts->tokens->take(intake);
    if (m_parts->frame->isAtReview() && !m_parts->frame->isWaiting()) {
        m_parts->frame->goTo(Parts::Tokens); // what is new was not seen yet
    }
}

void ImportWizard::dragEnterEvent(QDragEnterEvent* event)
{
    const DropOffer offer = offerFrom(*event->mimeData());
    if (!offer.files.isEmpty() || !offer.text.isEmpty()) {
        event->acceptProposedAction();
    }
}

void ImportWizard::dropEvent(QDropEvent* event)
{
    const DropOffer offer = offerFrom(*event->mimeData());
    event->acceptProposedAction();
    if (!offer.files.isEmpty()) {
        takeIn(this, offer.files, [this](const Intake& intake) { take(intake); });
    } else if (!offer.text.isEmpty()) {
        take(takeInText(offer.text));
    }
}

} // namespace gd::ui
