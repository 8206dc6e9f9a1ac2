// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/account_form.h"

#include "ui/accounts/jetstream_editor.h"
#include "ui/accounts/permissions_editor.h"
#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gd::ui {

AccountForm::AccountForm(QWidget* parent) : AdminForm(parent), m_keys(std::make_shared<NewKeys>())
{
    if (const auto key = m_keys->create(KeyKind::Account)) m_newKey = *key;
    build(newAccountClaims(m_newKey, {}));
}

AccountForm::AccountForm(const std::string& account, const AccountClaims& claims, QWidget* parent)
    : AdminForm(parent), m_account(account)
{
    build(claims);
}

AccountForm::~AccountForm() = default;

void AccountForm::build(const AccountClaims& claims)
{
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("accountTabs"));
    tabs->setAccessibleName(tr("Parts of the account"));
    m_jetStream = new JetStreamEditor(claims.limits, m_hints);
    m_permissions = new PermissionsEditor(claims.defaultPermissions, m_hints);
    tabs->addTab(buildGeneral(claims), tr("&General"));
    tabs->addTab(buildLimits(claims.limits), tr("&Limits"));
    tabs->addTab(m_jetStream, tr("&JetStream"));
    tabs->addTab(m_permissions, tr("Default &permissions"));
    connect(m_jetStream, &JetStreamEditor::edited, this, &AdminForm::edited);
    connect(m_permissions, &PermissionsEditor::edited, this, &AdminForm::edited);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs);
    setFocusProxy(m_name ? m_name : m_description);
}

QWidget* AccountForm::buildGeneral(const AccountClaims& claims)
{
    auto* page = new QWidget;
    FieldColumn fields(page, m_hints, [this] { emit edited(); });
    if (m_account.empty()) {
        fields.add(QStringLiteral("name"), tr("Name"), m_name = new TextEdit({}));
        m_name->setPlaceholderText(tr("also the name of its folder, for example ORDERS"));
    }
    fields.add(QStringLiteral("description"), tr("Description"), m_description = new TextEdit(claims.description));
    m_infoUrl = new TextEdit(claims.infoUrl);
    m_infoUrl->setPlaceholderText(QStringLiteral("https://"));
    fields.add(QStringLiteral("infoUrl"), tr("More about it"), m_infoUrl);
    m_tags = new LinesEdit(claims.tail.tags);
    m_tags->setPlaceholderText(tr("one tag per line"));
    fields.add(QStringLiteral("tags"), tr("Tags"), m_tags);
    m_trafficBefore = claims.clusterTraffic;
    m_traffic = new QComboBox;
    m_traffic->addItem(tr("as the servers are set up"), QString());
    m_traffic->addItem(tr("in the system account (system)"), QStringLiteral("system"));
    m_traffic->addItem(tr("in this account (owner)"), QStringLiteral("owner"));
    if (m_traffic->findData(toQt(m_trafficBefore)) < 0)
        m_traffic->addItem(toQt(m_trafficBefore), toQt(m_trafficBefore));
    m_traffic->setCurrentIndex(m_traffic->findData(toQt(m_trafficBefore)));
    fields.add(QStringLiteral("clusterTraffic"), tr("Traffic between servers"), m_traffic);
    if (m_account.empty()) fields.addNote(tr("Its key is made here and lies in the keystore once you apply."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    return page;
}

QWidget* AccountForm::buildLimits(const AccountLimits& limits)
{
    auto* page = new QWidget;
    FieldColumn fields(page, m_hints, [this] { emit edited(); });
    const auto count = [&](const char* name, const QString& label, std::int64_t limit) {
        auto* box = new CountBox(limit);
        fields.add(QLatin1String(name), label, box);
        return box;
    };
    m_conn = count("conn", tr("Connections"), limits.conn);
    m_leaf = count("leaf", tr("Leaf nodes"), limits.leaf);
    m_subs = count("subs", tr("Subscriptions"), limits.subs);
    m_exports = count("exports", tr("Exports"), limits.exports);
    m_imports = count("imports", tr("Imports"), limits.imports);
    fields.add(tr("Data"), m_data = new BytesBox(QStringLiteral("data"), tr("Data"), limits.data));
    fields.add(tr("Largest message"),
               m_payload = new BytesBox(QStringLiteral("payload"), tr("Largest message"), limits.payload));
    fields.add(QStringLiteral("wildcards"),
               m_wildcards = new SwitchBox(tr("Exports may have wildcards"), limits.wildcards));
    fields.add(QStringLiteral("disallowBearer"),
               m_noBearer = new SwitchBox(tr("Forbid bearer users"), limits.disallowBearer));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    return page;
}

AccountPatch AccountForm::patch() const
{
    AccountPatch patch;
    patch.description = m_description->edited();
    patch.infoUrl = m_infoUrl->edited();
    patch.tags = m_tags->edited();
    if (const auto traffic = fromQt(m_traffic->currentData().toString()); traffic != m_trafficBefore)
        patch.clusterTraffic = traffic;
    patch.conn = m_conn->edited();
    patch.leaf = m_leaf->edited();
    patch.subs = m_subs->edited();
    patch.exports = m_exports->edited();
    patch.imports = m_imports->edited();
    patch.data = m_data->edited();
    patch.payload = m_payload->edited();
    patch.wildcards = m_wildcards->edited();
    patch.disallowBearer = m_noBearer->edited();
    patch.defaultPermissions = m_permissions->patch();
    m_jetStream->writeTo(patch);
    return patch;
}

NewAccountDraft AccountForm::newDraft() const
{
    NewAccountDraft draft;
    draft.name = m_name->line();
    draft.key = m_newKey;
    draft.patch = patch();
    return draft;
}

QString AccountForm::reasonNotToGoOn() const
{
    return !m_account.empty() && patch() == AccountPatch{} ? tr("Nothing is changed yet.") : QString();
}

std::vector<FieldProblem> AccountForm::problems(const Snapshot& world, UnixSeconds) const
{
    return m_account.empty() ? newDraft().problems(world) : editDraft().problems(world);
}

Result<SharePlan> AccountForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return m_account.empty() ? planNewAccount(newDraft(), world, now) : planAccountEdit(editDraft(), world, now);
}

} // namespace gd::ui
