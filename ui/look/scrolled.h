// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace gd::ui {

/// With large type a page needs more room than a small window has; this lets it be moved about in what there is. Takes
/// the content over, and no focus: Tab goes from field to field and the area follows.
inline QScrollArea* makeScrolled(const QString& objectName, const QString& accessibleName, QWidget* content)
{
    auto* area = new QScrollArea;
    area->setObjectName(objectName);
    area->setAccessibleName(accessibleName);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(content);
    return area;
}

} // namespace gd::ui
