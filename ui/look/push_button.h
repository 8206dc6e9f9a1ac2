// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPushButton>

namespace gd::ui {

/// A button with a name for tests and one for assistive technology. Enter in a field beside it does not press it: only
/// the button that a dialog marks as its default does that.
///
/// @param accessibleName  what is said instead of the text, where the text alone is not clear; empty: the text is.
inline QPushButton* makePushButton(const QString& objectName, const QString& text, const QString& accessibleName,
                                   QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    if (!accessibleName.isEmpty()) button->setAccessibleName(accessibleName);
    button->setAutoDefault(false);
    return button;
}

} // namespace gd::ui
