// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/operator_form.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QComboBox>

namespace gd::ui {

OperatorForm::OperatorForm(const Snapshot& world, QWidget* parent)
    : AdminForm(parent),
      m_strict(new SwitchBox(tr("&Signing keys only: identity keys sign nothing but themselves"),
                             world.op.claims.strictSigningKeyUsage)),
      m_system(new QComboBox),
      m_systemBefore(world.op.claims.systemAccount),
      m_accountServer(new TextEdit(world.op.claims.accountServerUrl)),
      m_servers(new LinesEdit(world.op.claims.serviceUrls)),
      m_tags(new LinesEdit(world.op.claims.tail.tags))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    m_system->addItem(tr("none"), QString());
    for (const auto& account : world.accounts)
        m_system->addItem(toQt(account.name), toQt(account.key));
    if (m_system->findData(toQt(m_systemBefore)) < 0) m_system->addItem(shortKey(m_systemBefore), toQt(m_systemBefore));
    m_system->setCurrentIndex(m_system->findData(toQt(m_systemBefore)));
    fields.add(QStringLiteral("systemAccount"), tr("System &account"), m_system);
    m_servers->setPlaceholderText(tr("one per line, such as nats://localhost:4222"));
    fields.add(QStringLiteral("serviceUrls"), tr("Server &URLs"), m_servers);
    m_accountServer->setPlaceholderText(tr("where accounts are pushed to, if not to the servers themselves"));
    fields.add(QStringLiteral("accountServerUrl"), tr("Accoun&t server"), m_accountServer);
    m_tags->setPlaceholderText(tr("one tag per line"));
    fields.add(QStringLiteral("tags"), tr("Ta&gs"), m_tags);
    fields.add(QStringLiteral("strict"), m_strict);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    setFocusProxy(m_system);
}

OperatorEditDraft OperatorForm::draft() const
{
    OperatorEditDraft draft;
    draft.strict = m_strict->edited();
    if (const auto system = fromQt(m_system->currentData().toString()); system != m_systemBefore)
        draft.systemAccount = system;
    draft.accountServerUrl = m_accountServer->edited();
    draft.serviceUrls = m_servers->edited();
    draft.tags = m_tags->edited();
    return draft;
}

QString OperatorForm::reasonNotToGoOn() const
{
    return draft() == OperatorEditDraft{} ? tr("Nothing is changed yet.") : QString();
}

std::vector<FieldProblem> OperatorForm::problems(const Snapshot& world, UnixSeconds) const
{
    return draft().problems(world);
}

Result<SharePlan> OperatorForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planOperatorEdit(draft(), world, now);
}

} // namespace gd::ui
