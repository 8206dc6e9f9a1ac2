// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace gd::ui {

/// The two ways across the border between core's UTF-8 and Qt's strings.
inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string fromQt(const QString& text)
{
    return text.toUtf8().toStdString();
}

inline QString pathToQt(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

inline std::filesystem::path pathFromQt(const QString& text)
{
    return std::filesystem::path(text.toStdString());
}

} // namespace gd::ui
