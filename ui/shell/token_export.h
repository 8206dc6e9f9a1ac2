// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

namespace gd::ui {

/// What came of copying token files: how many, and why others were not.
struct TokenExport {
    QString folder{};
    int copied = 0;
    QStringList refused{}; ///< a sentence per file that was not copied
};

/// Copies token files into a folder, readable for their owner only. A file that is there already is never replaced.
TokenExport copyTokenFiles(const std::vector<TokenFile>& files, const QString& folder);

/// Asks for the folder, then copies.
void askAndCopyTokenFiles(QWidget* window, const std::vector<TokenFile>& files,
                          std::function<void(const TokenExport&)> done);

} // namespace gd::ui
