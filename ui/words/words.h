// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QLocale>

namespace gd::ui {

/// The one translation context of everything that is said about codes, changes and states.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// "1 day" or "3 days". Not tr() with %n, because without a loaded translation that shows "3 day(s)".
inline QString counted(const QString& one, const QString& many, int count)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

} // namespace gd::ui
