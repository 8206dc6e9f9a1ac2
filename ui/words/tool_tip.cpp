// SPDX-License-Identifier: Apache-2.0
#include "ui/words/tool_tip.h"

#include <QTextDocument>

namespace gd::ui {

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

} // namespace gd::ui
