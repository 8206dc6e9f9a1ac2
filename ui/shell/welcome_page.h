// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/discovery.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gd::ui {

class OperatorChoice;

/// The first page: the ways in. The nsc store of this machine, another store folder, a new operator, or
/// the sample.
class WelcomePage final : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(const Environment& env, QWidget* parent = nullptr);

    /// Looks again whether this machine has a store.
    void refresh();

    /// Fills in the folders of a workspace: where it cannot be opened, they need only be corrected.
    void showFolders(const Workspace& workspace);

    /// Puts the focus where one of the several operators of showFolders() is chosen.
    void askOperator();

    /// While something is being opened, nothing else can be.
    void setBusy(bool busy);

signals:
    void workspaceChosen(const gd::Workspace& workspace);
    void sampleChosen();
    /// An operator is to be made, in these folders if nothing else is said.
    void creationAsked(const gd::Workspace& at);

private:
    QWidget* buildFound();
    QWidget* buildOther();
    QWidget* buildSample();
    QWidget* buildNew();
    QLineEdit* addFolder(QGridLayout* grid, int row, const QString& name, const QString& label, const QString& hint);
    StoreWish typedWish(const std::string& operatorName) const;
    void lookAtFolders();
    void updateButtons();

    Environment m_env;
    FoundStore m_found{}; ///< of this machine
    FoundStore m_other{}; ///< in the folders that were typed
    bool m_busy = false;
    QLabel* m_foundText = nullptr;
    OperatorChoice* m_foundOperator = nullptr;
    QPushButton* m_openFound = nullptr;
    QLineEdit* m_store = nullptr;
    QLineEdit* m_keys = nullptr;
    OperatorChoice* m_otherOperator = nullptr;
    QPushButton* m_openOther = nullptr;
    QLabel* m_otherText = nullptr;
    QPushButton* m_sample = nullptr;
    QPushButton* m_create = nullptr;
};

} // namespace gd::ui
