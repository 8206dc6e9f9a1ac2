// SPDX-License-Identifier: Apache-2.0
#include "ui/look/status_look.h"

#include "ui/look/contrast.h"
#include "ui/look/icon_set.h"

namespace gd::ui {

namespace {

/// A meaning, in the shade for bright and for dark backgrounds.
struct Tone {
    QRgb onBright;
    QRgb onDark;
};
constexpr Tone good{0xff1a7f37, 0xff56d364};
constexpr Tone calm{0xff57606a, 0xffa6b0bb};
constexpr Tone care{0xff8a5300, 0xffe3b341};
constexpr Tone bad{0xffb42318, 0xffff8a80};

StatusLook make(const char* shape, Tone tone, Qt::PenStyle line, const QPalette& palette)
{
    const bool dark = luminance(palette.color(QPalette::Active, QPalette::Base)) < 0.2;
    const QColor color = QColor::fromRgb(dark ? tone.onDark : tone.onBright);
    return {icon(QLatin1String(shape), color), color, line};
}

} // namespace

StatusLook lookOf(GrantState state, const QPalette& palette)
{
    switch (state) {
    case GrantState::Active:
        return make("state-ok", good, Qt::SolidLine, palette);
    case GrantState::EndsSoon:
        return make("state-soon", care, Qt::SolidLine, palette);
    case GrantState::NotImported:
        return make("state-not-imported", calm, Qt::DashLine, palette);
    case GrantState::Offered:
        return make("state-offered", calm, Qt::DotLine, palette);
    case GrantState::ProviderUnknown:
        return make("state-unknown", calm, Qt::DashLine, palette);
    case GrantState::TokenNotYetValid:
        return make("state-not-yet", care, Qt::DashLine, palette);
    case GrantState::TokenMissing:
        return make("state-no-token", care, Qt::DotLine, palette);
    case GrantState::TokenExpired:
        return make("state-expired", bad, Qt::DotLine, palette);
    case GrantState::TokenRevoked:
        return make("state-revoked", bad, Qt::DotLine, palette);
    case GrantState::TokenNotTrusted:
        return make("state-not-trusted", bad, Qt::DotLine, palette);
    case GrantState::TokenTooNarrow:
        return make("state-narrow", care, Qt::DashLine, palette);
    case GrantState::TokenWrongKind:
        return make("state-wrong-kind", bad, Qt::DotLine, palette);
    case GrantState::TokenForOther:
    case GrantState::TokenUndecodable:
        return make("state-locks-out", bad, Qt::DotLine, palette);
    case GrantState::ExportMissing:
        return make("state-broken", bad, Qt::DotLine, palette);
    }
    return {};
}

StatusLook lookOf(Severity severity, const QPalette& palette)
{
    switch (severity) {
    case Severity::Blocks:
        return make("state-locks-out", bad, Qt::DotLine, palette);
    case Severity::Problem:
        return make("state-warning", bad, Qt::DotLine, palette);
    case Severity::Warning:
        return make("state-warning", care, Qt::DashLine, palette);
    }
    return {};
}

StatusLook lookOf(ServerView view, const QPalette& palette)
{
    switch (view) {
    case ServerView::NotPushed:
        return make("state-not-pushed", care, Qt::DashLine, palette);
    case ServerView::Inactive:
        return make("state-warning", bad, Qt::DotLine, palette);
    case ServerView::Active:
        return make("state-ok", good, Qt::SolidLine, palette);
    }
    return {};
}

StatusLook calmLook(const QPalette& palette)
{
    return make("state-info", calm, Qt::SolidLine, palette);
}

} // namespace gd::ui
