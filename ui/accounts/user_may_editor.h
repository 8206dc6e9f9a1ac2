// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/permissions_editor.h"
#include "ui/accounts/times_editor.h"

class QTabWidget;

namespace gd::ui {

/// What a user may do, of a user or of the role of a signing key, as tabs of a form: permissions, limits, and from
/// where, when and how.
class UserMayEditor final : public QObject {
    Q_OBJECT

public:
    /// Adds its tabs, which it lives with.
    UserMayEditor(const UserPermissions& may, FieldHints& hints, QTabWidget* tabs);

    UserPermissionsPatch patch() const;
    /// A user of a scoped key has nothing of its own.
    void setEnabled(bool enabled);

signals:
    void edited();

private:
    QWidget* buildLimits(const UserPermissions& may, FieldHints& hints);
    QWidget* buildWhere(const UserPermissions& may, FieldHints& hints);
    std::vector<std::string> connectionTypes() const;

    QTabWidget* m_tabs;
    QList<QWidget*> m_pages{};
    PermissionsEditor* m_permissions;
    CountBox* m_subs = nullptr;
    BytesBox *m_data = nullptr, *m_payload = nullptr;
    SwitchBox *m_bearer = nullptr, *m_proxy = nullptr;
    LinesEdit* m_src = nullptr;
    TimesEditor* m_times = nullptr;
    QComboBox* m_zone = nullptr;
    QList<QCheckBox*> m_types{};
    UserPermissions m_before;
};

} // namespace gd::ui
