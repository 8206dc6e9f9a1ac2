// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

namespace gd::ui {

/// English is the language of the source, where a plural is written "%n row(s)". Without a translation file Qt would
/// show exactly that; this translator says "1 row" and "3 rows". Translations that are installed later come before it.
class EnglishPlurals final : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    /// Installs it once for the running application.
    static void install();

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* sourceText, const char* disambiguation, int n) const override;
};

} // namespace gd::ui
