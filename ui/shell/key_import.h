// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/store/snapshot.h"

#include <QStringList>

#include <functional>

class QWidget;

namespace gd::ui {

/// What came of taking keys into the keystore.
struct KeyImport {
    std::vector<std::string> keys{}; ///< public keys that are in the keystore now
    std::vector<Error> failed{};     ///< one for each file that failed
};

/// Takes in the keys of files, or of the `*.nk` files of folders. Reads and writes files and belongs into the
/// background.
KeyImport importKeysFrom(const QStringList& paths, const std::filesystem::path& keystore);

/// Asks for files with private keys, or for a folder of them.
void askForKeys(QWidget* window, bool wantsFolder, std::function<void(const QStringList& paths)> chosen);

/// What each key is here: "Account ACCTA", or its short form if nothing here has it.
QStringList namesOfKeys(const Snapshot& world, const std::vector<std::string>& keys);

} // namespace gd::ui
