// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QPlainTextEdit;

namespace gd::ui {

/// Lets a person choose a file with the token of an account or operator, and puts its text into a field.
///
/// @param objectName  of the file dialog. @param kind  the first filter, such as "Account tokens (*.jwt)".
void chooseTokenFile(QPlainTextEdit* into, const QString& objectName, const QString& title, const QString& kind);

/// Puts the text of a file into a field; what cannot be read, or holds a seed, is said in the empty field instead. A
/// creds file or a key that somebody chooses by mistake never becomes ordinary text.
void readTokenFile(QPlainTextEdit* into, const QString& path);

} // namespace gd::ui
