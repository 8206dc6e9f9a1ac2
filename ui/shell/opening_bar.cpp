// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/opening_bar.h"

#include "ui/look/push_button.h"
#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace gd::ui {

namespace {

QString textOf(ReadProgress::Phase phase)
{
    switch (phase) {
    case ReadProgress::Phase::Files:
        return OpeningBar::tr("Reading the accounts…");
    case ReadProgress::Phase::Tokens:
        return OpeningBar::tr("Verifying their signatures…");
    case ReadProgress::Phase::Grants:
        return OpeningBar::tr("Checking what they share…");
    }
    return {};
}

} // namespace

OpeningBar::OpeningBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("openingBar"));
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("openingText"));
    m_text->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("openingProgress"));
    m_progress->setAccessibleName(tr("How far the workspace is opened"));
    m_progress->setTextVisible(false);
    m_cancel =
        makePushButton(QStringLiteral("cancelOpening"), tr("Do not open"), tr("Do not open the workspace"), this);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    row->setSpacing(gap);
    row->addWidget(m_text);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    hide();
    // Most stores are read before anybody could read this.
    m_patience.setSingleShot(true);
    m_patience.setInterval(500);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        emit cancelClicked();
    });
}

void OpeningBar::showProgress(const ReadProgress::State& state)
{
    if (!isVisible() && !m_patience.isActive()) {
        m_cancel->setEnabled(true);
        m_patience.start();
    }
    m_text->setText(textOf(state.phase));
    const auto total = static_cast<int>(state.total);
    m_progress->setRange(0, total); // none known: a bar that only says that something goes on
    m_progress->setValue(static_cast<int>(state.done));
    m_progress->setToolTip(
        total == 0 ? QString() : tr("%1 of %2").arg(locale().toString(m_progress->value()), locale().toString(total)));
}

void OpeningBar::finish()
{
    m_patience.stop();
    hide();
}

} // namespace gd::ui
