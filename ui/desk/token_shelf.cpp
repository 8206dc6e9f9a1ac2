// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/token_shelf.h"

#include "ui/desk/drop_advice.h"
#include "ui/desk/drop_overlay.h"
#include "ui/desk/token_list.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace gd::ui {

TokenShelf::TokenShelf(QWidget* parent)
    : QWidget(parent), m_world(std::make_shared<const Snapshot>()), m_list(new TokenList(this))
{
    setObjectName(QStringLiteral("tokenShelf"));
    setAccessibleName(tr("Token shelf"));
    setAcceptDrops(true);
    m_title = new QLabel(tr("&Tokens for this pair"), this);
    m_title->setObjectName(QStringLiteral("tokenShelfTitle"));
    m_title->setBuddy(m_list);
    m_empty = new QLabel(tr("None yet. Share something, or drop token files here."), m_list->viewport());
    m_empty->setObjectName(QStringLiteral("tokenShelfEmpty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* middle = new QVBoxLayout(m_list->viewport());
    middle->addWidget(m_empty, 0, Qt::AlignCenter);
    m_all = new QCheckBox(tr("All tokens of the workspace"), this);
    m_all->setObjectName(QStringLiteral("allTokens"));
    m_import = makePushButton(QStringLiteral("importSelectedTokens"), tr("Import"), tr("Import selected tokens"), this);
    m_import->setIcon(icon(QStringLiteral("import")));
    m_copyTo =
        makePushButton(QStringLiteral("copySelectedTokens"), tr("Copy to…"), tr("Copy selected token files to…"), this);
    m_copyTo->setIcon(icon(QStringLiteral("copy-file")));

    auto* head = new QHBoxLayout;
    head->setSpacing(gap);
    head->addWidget(m_title, 1); // takes all that is left: a tight label loses its last pixels on some screens
    head->addWidget(m_all);
    head->addWidget(m_import);
    head->addWidget(m_copyTo);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap / 2);
    layout->addLayout(head);
    layout->addWidget(m_list);
    m_overlay = new DropOverlay(this);

    connect(m_all, &QCheckBox::toggled, this, &TokenShelf::refresh);
    connect(m_import, &QPushButton::clicked, this, [this] { emit importRequested(selectedFiles()); });
    connect(m_copyTo, &QPushButton::clicked, this, &TokenShelf::copyToRequested);
    connect(m_list, &QListWidget::itemActivated, this, [this] { emit importRequested(selectedFiles()); });
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        updateButtons();
        emit selectionChanged();
    });
    auto* copy = new QShortcut(QKeySequence::Copy, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &TokenShelf::copySelected);
    refresh();
}

void TokenShelf::showPair(const SnapshotPtr& world, const std::string& provider, const std::string& consumer,
                          UnixSeconds now)
{
    m_world = world;
    m_provider = provider;
    m_consumer = consumer;
    m_now = now;
    refresh();
}

std::vector<TokenFile> TokenShelf::selectedFiles() const
{
    return m_list->selectedFiles();
}

std::string TokenShelf::judge() const
{
    return m_all->isChecked() ? std::string() : m_consumer;
}

void TokenShelf::copySelected()
{
    const auto files = selectedFiles();
    if (!files.empty()) QGuiApplication::clipboard()->setMimeData(mimeForTokenFiles(files).release());
}

/// Damaged files belong to every pair: nobody can tell whose they are, and hiding them would help nobody.
bool TokenShelf::isOnShelf(const TokenFile& file) const
{
    if (m_all->isChecked() || !file.claims) return true;
    return file.claims->provider() == m_provider && file.claims->header.subject == m_consumer;
}

void TokenShelf::refresh()
{
    std::vector<TokenFile> files;
    for (const auto& file : m_world->tokenFiles)
        if (isOnShelf(file)) files.push_back(file);
    m_list->showFiles(files, judge(), *m_world, m_now);
    m_empty->setVisible(files.empty());
    updateButtons();
    emit selectionChanged();
}

void TokenShelf::updateButtons()
{
    const bool any = !selectedFiles().empty();
    m_import->setEnabled(any);
    m_copyTo->setEnabled(any);
}

void TokenShelf::dragEnterEvent(QDragEnterEvent* event)
{
    const auto offer = offerFrom(*event->mimeData());
    if (offer.isEmpty() || offer.share || event->source() == m_list) return event->ignore();
    m_overlay->showAdvice(adviseDrop(offer, Side::Consumer, m_consumer, *m_world, m_now));
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void TokenShelf::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void TokenShelf::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    auto offer = offerFrom(*event->mimeData());
    event->setDropAction(Qt::CopyAction);
    event->accept();
    QMetaObject::invokeMethod(
        this, [this, offer = std::move(offer)] { emit dropped(offer); }, Qt::QueuedConnection);
}

} // namespace gd::ui
