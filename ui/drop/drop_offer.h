// SPDX-License-Identifier: Apache-2.0
//
// What a drag brings, judged without side effects, and the payloads of our own drags.
#pragma once

#include "core/store/snapshot.h"

#include <QMimeData>
#include <QStringList>

#include <memory>
#include <optional>

namespace gd::ui {

/// Our own payload: ids only, never a token and never a seed.
inline constexpr auto shareMimeType = "application/x-grantdesk-share";

/// A share that is dragged within the program.
struct DraggedShare {
    std::string provider{}; ///< account key
    std::string shareId{};  ///< id of an offer of the provider

    bool operator==(const DraggedShare&) const = default;
};

/// What is under the mouse: a share, files, or text that looks like a token. Several kinds never come together.
struct DropOffer {
    std::optional<DraggedShare> share{};
    QStringList files{}; ///< local paths, as they came; not looked into
    QString text{};      ///< trimmed text that looks like a token or a decorated file

    bool isEmpty() const { return !share && files.isEmpty() && text.isEmpty(); }
};

DropOffer offerFrom(const QMimeData& data);

std::unique_ptr<QMimeData> mimeForShare(const DraggedShare& share);

/// Files as `text/uri-list`, and the token texts as `text/plain`.
std::unique_ptr<QMimeData> mimeForTokenFiles(const std::vector<TokenFile>& files);

} // namespace gd::ui
