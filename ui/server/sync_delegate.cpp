// SPDX-License-Identifier: Apache-2.0
#include "ui/server/sync_delegate.h"

#include "ui/look/status_look.h"
#include "ui/server/sync_model.h"

#include <optional>

namespace gd::ui {

namespace {

StatusLook lookOfState(SyncState state, const QPalette& palette)
{
    switch (state) {
    case SyncState::NotPushed:
        return lookOf(Severity::Warning, palette);
    case SyncState::Pushed:
        return lookOf(GrantState::Active, palette);
    case SyncState::Refused:
    case SyncState::NoAnswer:
        return lookOf(Severity::Problem, palette);
    }
    return {};
}

std::optional<StatusLook> lookOfImports(ImportsState state, const QPalette& palette)
{
    switch (state) {
    case ImportsState::AllActive:
        return lookOf(GrantState::Active, palette);
    case ImportsState::SomeInactive:
        return lookOf(Severity::Problem, palette);
    case ImportsState::NoImports:
    case ImportsState::NotChecked:
    case ImportsState::NotInUse:
        return {}; // nothing to judge, so nothing that catches the eye
    }
    return {};
}

} // namespace

void SyncDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    std::optional<StatusLook> look;
    if (index.column() == SyncModel::StateColumn)
        look = lookOfState(static_cast<SyncState>(index.data(SyncModel::SyncStateRole).toInt()), option->palette);
    if (index.column() == SyncModel::ImportsColumn)
        look =
            lookOfImports(static_cast<ImportsState>(index.data(SyncModel::ImportsStateRole).toInt()), option->palette);
    if (!look) return;
    option->icon = look->icon;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(16, 16);
    option->palette.setColor(QPalette::Text, look->color);
}

} // namespace gd::ui
