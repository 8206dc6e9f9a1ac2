// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/review_page.h"

#include "core/jwt/token.h"
#include "core/text/nsc_script.h"
#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/look/status_look.h"
#include "ui/words/change_text.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

QList<QStandardItem*> cells(const QStringList& texts)
{
    QList<QStandardItem*> row;
    for (const auto& text : texts) {
        auto* item = new QStandardItem(text);
        item->setEditable(false);
        item->setToolTip(plainToolTip(text));
        row.append(item);
    }
    return row;
}

/// A token that came from elsewhere tells itself whom it is for; nothing of it is changed.
QStringList keptTokenTexts(const KeepTokenFile& keep, const Snapshot& world, UnixSeconds now)
{
    const auto claims = decodeActivation(keep.token);
    if (!claims) {
        return {toQt(keep.fileName), QStringLiteral("–"), ReviewPage::tr("kept as it came"), {}};
    }
    return {toQt(keep.fileName), accountName(world, claims->header.subject), toQt(claims->grantedSubject),
            endText(claims->header.expires, now)};
}

FittingTable* plainTable(const QString& objectName, const QString& accessibleName, QAbstractItemModel* model,
                         const QList<int>& longColumns)
{
    auto* table = new FittingTable;
    table->setObjectName(objectName);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setLongColumns(longColumns);
    return table;
}

} // namespace

ReviewPage::ReviewPage(QWidget* parent)
    : QWidget(parent),
      m_refusal(new ExplanationBar),
      m_noPlan(new ExplanationBar),
      m_title(new QLabel),
      m_sentences(new QStringListModel(this)),
      m_handOver(new QLabel),
      m_findingsTitle(new QLabel),
      m_findingsTable(nullptr),
      m_findings(new QStandardItemModel(0, 3, this)),
      m_tabs(new QTabWidget),
      m_tokenFolder(new QLabel),
      m_tokenFilesTable(nullptr),
      m_tokenFiles(new QStandardItemModel(0, 4, this)),
      m_claims(new ClaimsView),
      m_commands(new QPlainTextEdit)
{
    m_refusal->setObjectName(QStringLiteral("refusal"));
    m_noPlan->setObjectName(QStringLiteral("noPlan"));
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(upperHalf());
    halves->addWidget(lowerHalf());
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_refusal);
    column->addWidget(m_noPlan);
    column->addWidget(halves, 1);
}

QWidget* ReviewPage::upperHalf()
{
    m_title->setObjectName(QStringLiteral("planTitle"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto* sentences = new QListView;
    sentences->setObjectName(QStringLiteral("sentences"));
    sentences->setAccessibleName(tr("What will change"));
    sentences->setModel(m_sentences);
    sentences->setEditTriggers(QAbstractItemView::NoEditTriggers);
    sentences->setWordWrap(true);
    sentences->setResizeMode(QListView::Adjust);

    m_handOver->setObjectName(QStringLiteral("handOver"));
    m_handOver->setTextFormat(Qt::PlainText);
    m_handOver->setWordWrap(true);
    m_handOver->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_handOver->hide();

    m_findingsTitle->setObjectName(QStringLiteral("findingsTitle"));
    m_findingsTitle->setTextFormat(Qt::PlainText);
    m_findings->setHorizontalHeaderLabels({tr("Weight"), tr("What"), tr("Why and what to do")});
    m_findingsTable = plainTable(QStringLiteral("findings"), tr("Problems of this plan"), m_findings, {1, 2});
    m_findingsTable->setMinimumHeight(80);
    m_findingsTable->setMaximumHeight(150);

    auto* half = new QWidget;
    auto* column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(sentences, 1);
    column->addWidget(m_handOver);
    column->addWidget(m_findingsTitle);
    column->addWidget(m_findingsTable);
    return half;
}

QWidget* ReviewPage::lowerHalf()
{
    m_tabs->setObjectName(QStringLiteral("details"));
    m_tabs->setAccessibleName(tr("Details of this plan"));
    m_tabs->addTab(tokenFilesTab(), tr("&Token files"));
    m_tabs->addTab(m_claims, tr("Claims before and a&fter"));
    m_tabs->addTab(commandsTab(), tr("&nsc commands"));
    return m_tabs;
}

QWidget* ReviewPage::tokenFilesTab()
{
    m_tokenFolder->setObjectName(QStringLiteral("tokenFolder"));
    m_tokenFolder->setWordWrap(true);
    m_tokenFolder->setTextFormat(Qt::PlainText);
    m_tokenFolder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tokenFiles->setHorizontalHeaderLabels({tr("File"), tr("For"), tr("What it allows"), tr("Valid")});
    m_tokenFilesTable =
        plainTable(QStringLiteral("tokenFiles"), tr("Token files that will be written"), m_tokenFiles, {0, 2});
    auto* tab = new QWidget;
    auto* column = new QVBoxLayout(tab);
    column->addWidget(m_tokenFolder);
    column->addWidget(m_tokenFilesTable);
    return tab;
}

QWidget* ReviewPage::commandsTab()
{
    m_commands->setObjectName(QStringLiteral("nscCommands"));
    m_commands->setAccessibleName(tr("nsc commands that do the same"));
    m_commands->setReadOnly(true);
    m_commands->setTabChangesFocus(true);
    m_commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_commands->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* copy = makePushButton(QStringLiteral("copyCommands"), tr("&Copy commands"), {}, nullptr);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_commands->toPlainText()); });
    auto* tab = new QWidget;
    auto* column = new QVBoxLayout(tab);
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("These commands of nsc would do the same.")), 1);
    top->addWidget(copy);
    column->addLayout(top);
    column->addWidget(m_commands);
    return tab;
}

void ReviewPage::showPlan(const Result<SharePlan>& plan, const SnapshotPtr& world, UnixSeconds now)
{
    m_noPlan->clear();
    if (!plan) {
        m_noPlan->say(explain(plan.error()), Severity::Problem);
    }
    const SharePlan shown = plan ? *plan : SharePlan{};
    const QString title = shown.changes.empty() ? QString() : transactionTitle(shown.changes, *world);
    m_title->setText(title.isEmpty() ? QString() : title.left(1).toUpper() + title.mid(1));
    QStringList sentences;
    for (const auto& change : shown.changes) {
        sentences << changeSentence(change, *world);
    }
    m_sentences->setStringList(sentences);
    showFindings(shown.findings, *world);
    showTokenFiles(shown, *world, now);
    m_claims->setPlan(shown, *world);
    const QString script = plan ? toQt(nscScript(shown, *world)) : QString();
    if (m_commands->toPlainText() != script) {
        m_commands->setPlainText(script);
    }
}

void ReviewPage::showFindings(const std::vector<Finding>& findings, const Snapshot& world)
{
    m_findings->setRowCount(0);
    for (const auto& finding : findings) {
        const Explanation words = explain(finding, world);
        //: why something is a problem, and what to do
        auto row =
            cells({severityWord(finding.severity), words.happened, tr("%1 %2").arg(words.because, words.nextStep)});
        row.front()->setIcon(lookOf(finding.severity, palette()).icon);
        m_findings->appendRow(row);
    }
    const int count = m_findings->rowCount();
    m_findingsTitle->setText(count == 0   ? tr("No problems were found.")
                             : count == 1 ? tr("1 problem was found:")
                                          : tr("%1 problems were found:").arg(QLocale().toString(count)));
    m_findingsTable->setVisible(count > 0);
}

void ReviewPage::showTokenFiles(const SharePlan& plan, const Snapshot& world, UnixSeconds now)
{
    m_tokenFiles->setRowCount(0);
    for (const auto& change : plan.changes) {
        if (const auto* issue = std::get_if<IssueToken>(&change)) {
            m_tokenFiles->appendRow(cells({toQt(issue->fileName), accountName(world, issue->target),
                                           toQt(issue->subject), endText(issue->validity.end, now)}));
        } else if (const auto* keep = std::get_if<KeepTokenFile>(&change)) {
            m_tokenFiles->appendRow(cells(keptTokenTexts(*keep, world, now)));
        }
    }
    m_tokenFolder->setText(m_tokenFiles->rowCount() == 0
                               ? tr("No token files will be written.")
                               : tr("They will be written to %1").arg(pathToQt(world.workspace.tokens)));
    // An empty list is no news: what there is to see is what becomes of the claims.
    if (m_tokenFiles->rowCount() == 0 && m_tabs->currentIndex() == 0) m_tabs->setCurrentWidget(m_claims);
}

void ReviewPage::showHandOver(const QStringList& lines)
{
    m_handOver->setText(lines.join(u'\n'));
    m_handOver->setVisible(!lines.isEmpty());
}

void ReviewPage::showRefusal(const Error& error)
{
    m_refusal->say(explain(error), Severity::Blocks);
}

void ReviewPage::clearRefusal()
{
    m_refusal->clear();
}

} // namespace gd::ui
