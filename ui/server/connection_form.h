// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/server_session.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace gd::ui {

/// Where the server is and as whom to sign in. Holds what was typed; nothing is done before connectRequested().
class ConnectionForm : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setSettings(const ServerSettings& settings);

    /// As typed, without surrounding spaces; what the form does not show is as it was in setSettings().
    ServerSettings settings() const;

    /// Whether there is enough to try it.
    bool isComplete() const;

    /// The result of the last attempt, as a sentence.
    void setResult(const QString& sentence);

    /// While something runs, nothing can be changed.
    void setWorking(bool working);

signals:
    void connectRequested();
    void edited();

private:
    void build();
    void updateEnabled();
    void browse(QLineEdit* target, const QString& caption, const QString& filter, const QString& name);

    QLineEdit* m_url = nullptr;
    QLineEdit* m_caFile = nullptr;
    QPushButton* m_browseCa = nullptr;
    QRadioButton* m_asSystem = nullptr;
    QRadioButton* m_asFile = nullptr;
    QLineEdit* m_credsFile = nullptr;
    QPushButton* m_browseCreds = nullptr;
    QPushButton* m_connect = nullptr;
    QLabel* m_result = nullptr;
    ServerSettings m_base{};
    bool m_working = false;
};

} // namespace gd::ui
