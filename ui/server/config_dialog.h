// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/server_config.h"
#include "ui/bridge/session.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace gd::ui {

/// Writes what a nats-server needs to trust this operator: choose the resolver, look at the text, write or copy it.
/// Not modal; follows the workspace while it is open.
class ConfigDialog : public QDialog {
    Q_OBJECT

public:
    explicit ConfigDialog(Session& session, QWidget* parent = nullptr);

private:
    void build();
    void layOut();
    void connectSignals();
    void refresh();
    void forgetAnswer();
    void write();
    void copy();
    void browse();
    ResolverKind kind() const;

    Session& m_session;
    QRadioButton* m_full = nullptr;
    QRadioButton* m_memory = nullptr;
    QLabel* m_folderLabel = nullptr;
    QLineEdit* m_folder = nullptr;
    QLabel* m_hint = nullptr;
    QPlainTextEdit* m_preview = nullptr;
    QLineEdit* m_path = nullptr;
    QPushButton* m_browse = nullptr;
    QPushButton* m_write = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_close = nullptr;
    QLabel* m_result = nullptr;

    std::string m_text{}; ///< empty if the configuration cannot be made
    bool m_writing = false;
    bool m_mayReplace = false; ///< the person was told that a file is there and pressed again
};

} // namespace gd::ui
