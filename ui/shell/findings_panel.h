// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace gd::ui {

/// What is wrong in the workspace: one line per finding, and below why and what to do about the chosen one.
class FindingsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    void showWorld(const SnapshotPtr& world);
    void focusList();

signals:
    /// Enter or double click: the account where it stands.
    void accountWanted(const std::string& key);
    /// The keystore of the chosen finding is to be brought up to date.
    void migrationWanted();
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void explainCurrent();
    const Finding* current() const;

    SnapshotPtr m_world;
    QTreeWidget* m_list = nullptr;
    QLabel* m_explanation = nullptr;
    QPushButton* m_migrate = nullptr; ///< shown for the finding that it is the cure of
};

} // namespace gd::ui
