// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace gd::ui {

/// What the program remembers between starts: one table of keys, types and defaults over QSettings. Never a secret.
class Preferences {
public:
    /// @param file  INI file; empty: the user's own (XDG_CONFIG_HOME/grantdesk/grantdesk.ini).
    explicit Preferences(const QString& file = {});

    template <class T>
    struct Key {
        const char* name;
        T standard;
    };

    template <class T>
    T get(const Key<T>& key) const
    {
        return m_settings.value(QLatin1String(key.name), QVariant::fromValue(key.standard)).template value<T>();
    }
    template <class T>
    void set(const Key<T>& key, const T& value)
    {
        m_settings.setValue(QLatin1String(key.name), QVariant::fromValue(value));
    }

private:
    mutable QSettings m_settings;
};

namespace pref {
/// "system", "light" or "dark".
inline const Preferences::Key<QString> colors{"look/colors", QStringLiteral("system")};
inline const Preferences::Key<QByteArray> windowGeometry{"window/geometry", {}};
inline const Preferences::Key<QByteArray> windowState{"window/state", {}};
inline const Preferences::Key<QByteArray> exportColumns{"desk/exportColumns", {}};
inline const Preferences::Key<QByteArray> importColumns{"desk/importColumns", {}};
} // namespace pref

} // namespace gd::ui
