// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/contact_dialog.h"

#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/look/scrolled.h"
#include "ui/wizards/explanation_bar.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QScreen>

namespace gd::ui {

ContactDialog::ContactDialog(Session& session, const std::optional<Contact>& known, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_known(known),
      m_bar(new ExplanationBar),
      m_name(new TextEdit(known ? known->name : std::string())),
      m_key(new TextEdit(known ? known->key : std::string())),
      m_note(new TextEdit(known ? known->note : std::string())),
      m_reason(new QLabel),
      m_cancel(makePushButton(QStringLiteral("cancel"), tr("Cancel"), {}, nullptr)),
      m_keep(makePushButton(QStringLiteral("keepContact"), known ? tr("&Change contact") : tr("&Add contact"), {},
                            nullptr))
{
    setObjectName(QStringLiteral("contactDialog"));
    setWindowTitle(known ? tr("Contact %1").arg(toQt(known->name)) : tr("New contact"));
    setModal(false);
    build();
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &ContactDialog::keep);
    connect(&session, &Session::snapshotChanged, this, &ContactDialog::refresh);
    connect(&session, &Session::contactChanged, this, &ContactDialog::takeChange);
    refresh();
}

void ContactDialog::build()
{
    auto* form = new QWidget;
    FieldColumn fields(form, m_hints, [this] { refresh(); });
    fields.add(QStringLiteral("name"), tr("Na&me"), m_name);
    fields.add(QStringLiteral("key"), tr("Public &key"), m_key);
    fields.add(QStringLiteral("note"), tr("N&ote"), m_note);
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_key->setPlaceholderText(tr("of an account; begins with A"));
    m_key->setReadOnly(!isNew());
    fields.addNote(isNew() ? tr("An account elsewhere, of which only the public key is known. It can be given tokens; "
                                "nothing of it is signed here.")
                           : tr("The key stays: another key is another account."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    m_reason->setObjectName(QStringLiteral("keepReason"));
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_keep->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_reason, 1);
    for (auto* one : {m_cancel, m_keep}) {
        one->setMinimumHeight(28);
        buttons->addWidget(one);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    column->addWidget(m_bar);
    column->addWidget(makeScrolled(QStringLiteral("contactScroll"), tr("Contact"), form), 1);
    column->addLayout(buttons);
    resize(QSize(640, 280).boundedTo(screen()->availableSize() - QSize(16, 40)));
    m_name->selectAll();
    m_name->setFocus();
}

ContactDraft ContactDialog::draft() const
{
    return {{m_key->line(), m_name->line(), m_note->line()}, isNew()};
}

QString ContactDialog::reasonNotToKeep() const
{
    if (m_asked) return tr("Writing…");
    const auto wanted = draft();
    const auto problems = wanted.problems(*m_session.snapshot());
    if (problems.empty()) return m_known == wanted.contact ? tr("Nothing is different yet.") : QString();
    const auto words = explain(problems.front().error);
    const auto& field = problems.front().field;
    //: the name of a field, and what is wrong with it
    return tr("%1: %2").arg(field == "key"    ? m_key->accessibleName()
                            : field == "note" ? m_note->accessibleName()
                                              : m_name->accessibleName(),
                            words.because.isEmpty() ? words.happened : words.because);
}

void ContactDialog::refresh()
{
    m_hints.show(draft().problems(*m_session.snapshot()));
    const auto reason = reasonNotToKeep();
    m_reason->setText(reason);
    m_keep->setEnabled(reason.isEmpty());
    m_keep->setToolTip(reason.toHtmlEscaped());
    for (auto* field : {m_name, m_key, m_note})
        field->setEnabled(!m_asked);
}

void ContactDialog::keep()
{
    m_bar->clear();
    m_asked = ContactChange{m_known, draft().contact};
    refresh();
    m_session.changeContact(*m_asked);
}

void ContactDialog::takeChange(const ContactChange& change)
{
    if (change != m_asked) return;
    emit kept(change.key());
    accept();
}

bool ContactDialog::tookRefusal(const ContactChange& change, const Error& error)
{
    if (change != m_asked) return false;
    m_asked.reset();
    refresh();
    m_bar->say(explain(error), Severity::Problem);
    return true;
}

} // namespace gd::ui
