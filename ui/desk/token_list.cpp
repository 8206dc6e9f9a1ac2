// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/token_list.h"

#include "ui/bridge/strings.h"
#include "ui/drop/drag_badge.h"
#include "ui/drop/drop_offer.h"
#include "ui/look/status_look.h"
#include "ui/words/token_state.h"
#include "ui/words/tool_tip.h"

#include <QDrag>
#include <QGuiApplication>
#include <QSignalBlocker>

namespace gd::ui {

TokenList::TokenList(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("tokenList"));
    setAccessibleName(tr("Token files"));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setDefaultDropAction(Qt::CopyAction);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setSpacing(2);
    setIconSize(QSize(16, 16));
    setMinimumHeight(72);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void TokenList::showFiles(const std::vector<TokenFile>& files, const std::string& consumer, const Snapshot& world,
                          UnixSeconds now)
{
    const auto chosen = selectedFiles();
    const auto current =
        currentRow() < 0 ? std::filesystem::path() : m_files[static_cast<std::size_t>(currentRow())].file;
    const QSignalBlocker quiet(this);
    clear();
    m_files = files;
    for (const auto& file : m_files) {
        const auto state = tokenState(file, consumer, world, now);
        //: a token file and how it stands, such as "ORDERS-GRANT-ACK-ACCTB.tok: imported"
        auto* item = new QListWidgetItem(tr("%1: %2").arg(pathToQt(file.file.filename()), tokenStateWord(state)), this);
        item->setIcon(lookOf(grantStateLike(state), QGuiApplication::palette()).icon);
        item->setToolTip(plainToolTip(pathToQt(file.file) + QLatin1Char('\n') + tokenStateSentence(state)));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren);
        if (file.file == current) setCurrentItem(item, QItemSelectionModel::NoUpdate);
        item->setSelected(std::find(chosen.begin(), chosen.end(), file) != chosen.end());
    }
}

std::vector<TokenFile> TokenList::selectedFiles() const
{
    std::vector<TokenFile> files;
    for (int row = 0; row < count(); ++row)
        if (item(row)->isSelected()) files.push_back(m_files[static_cast<std::size_t>(row)]);
    return files;
}

void TokenList::selectFile(const std::filesystem::path& file)
{
    for (int row = 0; row < count(); ++row)
        if (m_files[static_cast<std::size_t>(row)].file == file) setCurrentRow(row);
}

QStringList TokenList::mimeTypes() const
{
    return {QStringLiteral("text/uri-list"), QStringLiteral("text/plain")};
}

QMimeData* TokenList::mimeData(const QList<QListWidgetItem*>& items) const
{
    std::vector<TokenFile> files;
    for (const auto* item : items)
        files.push_back(m_files[static_cast<std::size_t>(row(item))]);
    return mimeForTokenFiles(files).release();
}

void TokenList::startDrag(Qt::DropActions actions)
{
    const auto items = selectedItems();
    if (items.isEmpty()) return;
    const auto text = items.size() == 1 ? pathToQt(selectedFiles().front().file.filename())
                                        : tr("%n token files", nullptr, static_cast<int>(items.size()));
    auto* drag = new QDrag(this); // deletes itself and the data when it has ended
    drag->setMimeData(mimeData(items));
    drag->setPixmap(dragBadge(text, *this));
    drag->setHotSpot({-12, -12}); // below the arrow
    drag->exec(actions, Qt::CopyAction);
}

} // namespace gd::ui
