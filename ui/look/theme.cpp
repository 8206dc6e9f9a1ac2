// SPDX-License-Identifier: Apache-2.0
#include "ui/look/theme.h"

#include "ui/look/desk_style.h"

#include <QApplication>
#include <QStyle>
#include <QToolTip>

namespace gd::ui {

namespace {

struct Colors {
    QRgb window, base, alternate, button, text, dim, line, accent, onAccent, link;
};

QPalette paletteFrom(const Colors& colors)
{
    const auto color = [](QRgb value) {
        return QColor::fromRgb(value);
    };
    QPalette palette(color(colors.button), color(colors.window));
    palette.setColor(QPalette::Window, color(colors.window));
    palette.setColor(QPalette::Base, color(colors.base));
    palette.setColor(QPalette::AlternateBase, color(colors.alternate));
    palette.setColor(QPalette::Button, color(colors.button));
    palette.setColor(QPalette::ToolTipBase, color(colors.base));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, color(colors.text));
    palette.setColor(QPalette::PlaceholderText, color(colors.dim));
    palette.setColor(QPalette::Highlight, color(colors.accent));
    palette.setColor(QPalette::HighlightedText, color(colors.onAccent));
    palette.setColor(QPalette::Link, color(colors.link));
    palette.setColor(QPalette::LinkVisited, color(colors.link));
    palette.setColor(QPalette::Mid, color(colors.line));
    palette.setColor(QPalette::Midlight, color(colors.line));
    palette.setColor(QPalette::Dark, color(colors.line));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(colors.dim));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(colors.line));
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteFrom({.window = 0xfff4f6f8,
                        .base = 0xffffffff,
                        .alternate = 0xfff7f9fb,
                        .button = 0xffffffff,
                        .text = 0xff1c2430,
                        .dim = 0xff66707c,
                        .line = 0xffcdd4dc,
                        .accent = 0xff1f5fbf,
                        .onAccent = 0xffffffff,
                        .link = 0xff1a56b0});
}

QPalette darkPalette()
{
    return paletteFrom({.window = 0xff1d2126,
                        .base = 0xff15181c,
                        .alternate = 0xff1a1e23,
                        .button = 0xff2a3037,
                        .text = 0xffe6eaef,
                        .dim = 0xff98a2ad,
                        .line = 0xff434b55,
                        .accent = 0xff2f6fcf,
                        .onAccent = 0xffffffff,
                        .link = 0xff82b4ff});
}

void applyTheme(QApplication& application, const QString& colors)
{
    if (!qobject_cast<DeskStyle*>(QApplication::style())) QApplication::setStyle(new DeskStyle);
    QPalette palette = lightPalette();
    if (colors == QLatin1String("dark")) {
        palette = darkPalette();
    } else if (colors == QLatin1String("system")) {
        // An empty palette brings back the desktop's own; where there is none it is the style's.
        QApplication::setPalette(QPalette());
        const auto system = QApplication::palette();
        const auto standard = application.style()->standardPalette();
        if (system.color(QPalette::Window) != standard.color(QPalette::Window)) palette = system;
    }
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace gd::ui
