// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"
#include "ui/drop/drop_offer.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;

namespace gd::ui {

class DropOverlay;
class TokenList;

/// The token files of the pair on the desk: to take out, to put in, and to import.
class TokenShelf final : public QWidget {
    Q_OBJECT

public:
    explicit TokenShelf(QWidget* parent = nullptr);

    void showPair(const SnapshotPtr& world, const std::string& provider, const std::string& consumer, UnixSeconds now);

    TokenList* list() const { return m_list; }
    std::vector<TokenFile> selectedFiles() const;

    /// Key of the account for which the shelf says how a token stands; empty: for each the account it was made for.
    std::string judge() const;

    /// Puts the selected files on the clipboard, as files and as text.
    void copySelected();

signals:
    void selectionChanged();
    void importRequested(const std::vector<gd::TokenFile>& files);
    void copyToRequested();
    void dropped(const gd::ui::DropOffer& offer);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void refresh();
    void updateButtons();
    bool isOnShelf(const TokenFile& file) const;

    SnapshotPtr m_world;
    std::string m_provider{};
    std::string m_consumer{};
    UnixSeconds m_now = 0;
    QLabel* m_title = nullptr;
    QLabel* m_empty = nullptr;
    QCheckBox* m_all = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_copyTo = nullptr;
    TokenList* m_list = nullptr;
    DropOverlay* m_overlay = nullptr;
};

} // namespace gd::ui
