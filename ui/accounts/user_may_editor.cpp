// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/user_may_editor.h"

#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QGridLayout>
#include <QTabWidget>
#include <QTimeZone>

#include <algorithm>

namespace gd::ui {

namespace {

struct TypeWord {
    const char* type;
    QString word;
};

/// The kinds of connection that servers know, with what people call them.
std::vector<TypeWord> typeWords()
{
    return {{"STANDARD", UserMayEditor::tr("NATS clients")},
            {"WEBSOCKET", UserMayEditor::tr("WebSocket clients")},
            {"MQTT", UserMayEditor::tr("MQTT clients")},
            {"MQTT_WS", UserMayEditor::tr("MQTT over WebSocket")},
            {"LEAFNODE", UserMayEditor::tr("leaf nodes")},
            {"LEAFNODE_WS", UserMayEditor::tr("leaf nodes over WebSocket")},
            {"IN_PROCESS", UserMayEditor::tr("clients inside the server")}};
}

} // namespace

UserMayEditor::UserMayEditor(const UserPermissions& may, FieldHints& hints, QTabWidget* tabs)
    : QObject(tabs), m_tabs(tabs), m_permissions(new PermissionsEditor(may.permissions, hints)), m_before(may)
{
    m_pages = {m_permissions, buildLimits(may, hints), buildWhere(may, hints)};
    tabs->addTab(m_pages[0], tr("&Permissions"));
    tabs->addTab(m_pages[1], tr("&Limits"));
    tabs->addTab(m_pages[2], tr("&Where and when"));
    connect(m_permissions, &PermissionsEditor::edited, this, &UserMayEditor::edited);
}

QWidget* UserMayEditor::buildLimits(const UserPermissions& may, FieldHints& hints)
{
    auto* page = new QWidget;
    FieldColumn fields(page, hints, [this] { emit edited(); });
    fields.add(QStringLiteral("subs"), tr("Subscriptions"), m_subs = new CountBox(may.subs));
    fields.add(tr("Data"), m_data = new BytesBox(QStringLiteral("data"), tr("Data"), may.data));
    fields.add(tr("Largest message"),
               m_payload = new BytesBox(QStringLiteral("payload"), tr("Largest message"), may.payload));
    fields.add(QStringLiteral("bearerToken"),
               m_bearer =
                   new SwitchBox(tr("Bearer: the token alone is enough to connect, without the key"), may.bearerToken));
    fields.add(QStringLiteral("proxyRequired"),
               m_proxy = new SwitchBox(tr("Only through a proxy that the server trusts"), may.proxyRequired));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    return page;
}

QWidget* UserMayEditor::buildWhere(const UserPermissions& may, FieldHints& hints)
{
    auto* page = new QWidget;
    FieldColumn fields(page, hints, [this] { emit edited(); });
    m_src = new LinesEdit(may.src);
    m_src->setPlaceholderText(tr("any; else one network per line, such as 10.0.0.0/8"));
    fields.add(QStringLiteral("src"), tr("Networks"), m_src);
    m_times = new TimesEditor(may.times);
    m_times->setObjectName(QStringLiteral("times"));
    m_times->setAccessibleName(tr("Times of day"));
    fields.addWidget(tr("Times of day"), m_times);
    connect(m_times, &TimesEditor::changed, this, &UserMayEditor::edited);
    m_zone = new QComboBox;
    m_zone->addItem(tr("that of the server"), QString());
    for (const auto& zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone), QString::fromLatin1(zone));
    const auto zone = toQt(may.timesLocation);
    if (m_zone->findData(zone) < 0) m_zone->addItem(zone, zone);
    m_zone->setCurrentIndex(m_zone->findData(zone));
    fields.add(QStringLiteral("timesLocation"), tr("Time zone"), m_zone);

    auto* types = new QWidget;
    types->setObjectName(QStringLiteral("connectionTypes"));
    types->setAccessibleName(tr("Kinds of connection"));
    auto* grid = new QGridLayout(types);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    for (const auto& [type, word] : typeWords()) {
        auto* box = new QCheckBox(word);
        box->setObjectName(QStringLiteral("type-") + QLatin1String(type));
        box->setProperty("type", QLatin1String(type));
        box->setToolTip(QLatin1String(type));
        box->setChecked(std::ranges::find(may.connectionTypes, type) != may.connectionTypes.end());
        grid->addWidget(box, static_cast<int>(m_types.size()) / 2, static_cast<int>(m_types.size()) % 2);
        m_types << box;
        connect(box, &QCheckBox::toggled, this, &UserMayEditor::edited);
    }
    fields.addWidget(tr("Connections"), types);
    fields.addNote(tr("Where none is chosen, connections of any kind are allowed."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    return page;
}

/// Those that were there keep their order, and what nobody knows stays.
std::vector<std::string> UserMayEditor::connectionTypes() const
{
    auto types = m_before.connectionTypes;
    for (const auto* box : m_types) {
        const auto type = fromQt(box->property("type").toString());
        const auto found = std::ranges::find(types, type);
        if (box->isChecked() && found == types.end()) types.push_back(type);
        if (!box->isChecked() && found != types.end()) std::erase(types, type);
    }
    return types;
}

UserPermissionsPatch UserMayEditor::patch() const
{
    UserPermissionsPatch patch;
    patch.permissions = m_permissions->patch();
    patch.subs = m_subs->edited();
    patch.data = m_data->edited();
    patch.payload = m_payload->edited();
    patch.bearerToken = m_bearer->edited();
    patch.proxyRequired = m_proxy->edited();
    patch.src = m_src->edited();
    patch.times = m_times->edited();
    if (const auto zone = fromQt(m_zone->currentData().toString()); zone != m_before.timesLocation)
        patch.timesLocation = zone;
    if (auto types = connectionTypes(); types != m_before.connectionTypes) patch.connectionTypes = std::move(types);
    return patch;
}

void UserMayEditor::setEnabled(bool enabled)
{
    for (auto* page : m_pages)
        m_tabs->setTabEnabled(m_tabs->indexOf(page), enabled);
}

} // namespace gd::ui
