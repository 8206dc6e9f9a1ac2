// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/session.h"
#include "ui/words/selection.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QUrl;

namespace gd::ui {

/// Everything about the selection in words, and its claims on demand. All text can be selected; a click on a key copies
/// it.
class Inspector final : public QWidget {
    Q_OBJECT

public:
    explicit Inspector(Session& session, QWidget* parent = nullptr);

    void showSelection(const Selection& selection);
    /// Puts the focus on the text.
    void focusText();

signals:
    void keyCopied(const QString& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void follow(const QUrl& link);

    Session& m_session;
    Selection m_selection{};
    QTextBrowser* m_words = nullptr;
    QPushButton* m_showClaims = nullptr;
    QPlainTextEdit* m_claims = nullptr;
};

} // namespace gd::ui
