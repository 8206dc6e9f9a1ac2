// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QString>

namespace gd::ui {

/// A failure in words, in the order in which a reader needs them.
struct Explanation {
    QString happened{}; ///< what happened, one sentence, no code
    QString because{};  ///< why, with the name of the thing concerned
    QString nextStep{}; ///< what to do, in the imperative

    /// All in one text, for log lines and accessible descriptions.
    QString all() const;
};

Explanation explain(const Error& error);

} // namespace gd::ui
