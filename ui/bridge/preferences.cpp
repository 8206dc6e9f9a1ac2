// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/preferences.h"

namespace gd::ui {

namespace {
QString usersFile()
{
    // QSettings follows XDG_CONFIG_HOME; format and names are fixed here so that the place is the same on every
    // platform.
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("grantdesk"),
                     QStringLiteral("grantdesk"))
        .fileName();
}
} // namespace

Preferences::Preferences(const QString& file) : m_settings(file.isEmpty() ? usersFile() : file, QSettings::IniFormat) {}

} // namespace gd::ui
