// SPDX-License-Identifier: Apache-2.0
#include "ui/words/html.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"

namespace gd::ui::html {

namespace {

/// Lets long subjects break after a dot, so that the inspector need not scroll sideways.
QString breakable(QString escaped)
{
    return escaped.replace(QLatin1Char('.'), QStringLiteral(".\u200B"));
}

} // namespace

QString text(const std::string& plain)
{
    return toQt(plain).toHtmlEscaped();
}

QString title(const QString& plain)
{
    return QStringLiteral("<p style='font-size:large; font-weight:600; margin:0 0 4px 0'>%1</p>").arg(text(plain));
}

QString section(const QString& plain)
{
    return QStringLiteral("<p style='font-weight:600; margin:12px 0 2px 0'>%1</p>").arg(text(plain));
}

QString paragraph(const QString& plain)
{
    return QStringLiteral("<p style='margin:0 0 4px 0'>%1</p>").arg(text(plain));
}

QString code(const std::string& plain)
{
    return QStringLiteral("<span style='font-family:monospace'>%1</span>").arg(breakable(text(plain)));
}

QString key(const std::string& publicKey)
{
    if (publicKey.empty()) return {};
    // A line may break after an ellipsis, but half a short key helps nobody.
    const auto shown = shortKey(publicKey).replace(QChar(0x2026), QStringLiteral("\u2026\u2060"));
    return QStringLiteral("<a href='copy:%1' title='%1' style='white-space:nowrap'>%2</a>")
        .arg(text(publicKey), text(shown));
}

QString account(const Snapshot& world, const std::string& publicKey)
{
    if (!world.account(publicKey) && !world.contact(publicKey)) return key(publicKey);
    return QStringLiteral("%1 (%2)").arg(text(accountName(world, publicKey)), key(publicKey));
}

QString fields(const std::vector<std::pair<QString, QString>>& pairs)
{
    QString rows;
    for (const auto& [label, value] : pairs) {
        if (value.isEmpty()) continue;
        rows +=
            QStringLiteral("<tr><td style='padding-right:10px'><i>%1</i></td><td>%2</td></tr>").arg(text(label), value);
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<table cellspacing='0' cellpadding='2'>%1</table>").arg(rows);
}

QString state(const QString& word, const QString& sentence)
{
    return QStringLiteral("<p style='margin:6px 0 8px 0'><b>%1</b><br/>%2</p>").arg(text(word), text(sentence));
}

} // namespace gd::ui::html
