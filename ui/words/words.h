// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace gd::ui {

/// The one translation context of everything that is said about codes, changes and states.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace gd::ui
