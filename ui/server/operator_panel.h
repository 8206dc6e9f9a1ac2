// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/operator_server.h"

#include <QGroupBox>
#include <QPointer>

#include <vector>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace gd::ui {

/// The operator of a managed store: how each account stands with it, and sending and fetching. Where the operator has
/// no account server it says how tokens are exchanged by hand.
class OperatorPanel final : public QGroupBox {
    Q_OBJECT

public:
    enum Column { AccountColumn, StateColumn, AsOfColumn, ColumnCount };

    OperatorPanel(Session& session, OperatorServer& op, QWidget* parent = nullptr);

    /// Sends every account that waits.
    void sendAll();
    /// Fetches what the operator has of every account.
    void fetchAll();

signals:
    /// The token that the operator has signed is to be imported from a file or from text.
    void importAsked();
    void copied(const QString& what);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildTable();
    void send(const std::vector<std::string>& keys);
    void copyToken();
    void refresh();
    void refreshRows();
    void takeWork();
    void takeFinished();
    PlainHttp plain() const;
    bool needsPlainHttp() const;
    std::vector<std::string> selectedKeys() const;

    Session& m_session;
    OperatorServer& m_operator;
    QLabel* m_about = nullptr;
    QCheckBox *m_plain = nullptr, *m_giveUp = nullptr;
    QPushButton *m_sendAll = nullptr, *m_sendSelected = nullptr, *m_fetch = nullptr, *m_cancel = nullptr;
    QPushButton *m_copy = nullptr, *m_import = nullptr;
    QPointer<QWidget> m_pressed{}; ///< the button that began what is under way
    QProgressBar* m_progress = nullptr;
    QLabel* m_outcome = nullptr;
    QStandardItemModel* m_rows = nullptr;
    QTreeView* m_table = nullptr;
};

} // namespace gd::ui
