// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QListWidget>

#include <vector>

namespace gd::ui {

/// Token files as items that can be dragged out as files, several at once.
class TokenList final : public QListWidget {
    Q_OBJECT

public:
    explicit TokenList(QWidget* parent = nullptr);

    /// Shows these files as they stand for the consumer. The selection stays.
    void showFiles(const std::vector<TokenFile>& files, const std::string& consumer, const Snapshot& world,
                   UnixSeconds now);

    std::vector<TokenFile> selectedFiles() const;
    void selectFile(const std::filesystem::path& file);

    QStringList mimeTypes() const override;

protected:
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override;
    void startDrag(Qt::DropActions actions) override;

private:
    std::vector<TokenFile> m_files{}; ///< in the order of the items
};

} // namespace gd::ui
