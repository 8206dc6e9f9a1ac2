// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/notice_row.h"

#include "ui/look/icon_label.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/status_look.h"
#include "ui/look/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace gd::ui {

namespace {

StatusLook lookOf(Notice::Kind kind, const QPalette& palette)
{
    switch (kind) {
    case Notice::Kind::Info:
        return calmLook(palette);
    case Notice::Kind::Warning:
        return gd::ui::lookOf(Severity::Warning, palette);
    case Notice::Kind::Problem:
        return gd::ui::lookOf(Severity::Problem, palette);
    }
    return {};
}

} // namespace

NoticeRow::NoticeRow(const Notice& notice, QWidget* parent)
    : QFrame(parent), m_id(notice.id), m_kind(notice.kind), m_closable(notice.closable)
{
    setObjectName(QStringLiteral("notice-") + notice.id);
    setAccessibleName((notice.headline + QLatin1Char(' ') + notice.body).trimmed());
    m_sign = new IconLabel(lookOf(m_kind, QGuiApplication::palette()).icon, 20, this);
    auto* text = new QLabel(this);
    text->setObjectName(QStringLiteral("noticeText-") + notice.id);
    text->setTextFormat(Qt::RichText);
    auto words = QStringLiteral("<b>%1</b>").arg(notice.headline.toHtmlEscaped());
    if (!notice.body.isEmpty())
        words += QStringLiteral("<br/>") + notice.body.toHtmlEscaped().replace(u'\n', QLatin1String("<br/>"));
    text->setText(words);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(gap + gap / 2, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    for (const auto& wanted : notice.buttons) {
        auto* button = makePushButton(wanted.name, wanted.text, wanted.fullName, this);
        connect(button, &QPushButton::clicked, this, [this, act = wanted.act] {
            emit done();
            if (act) act();
        });
        layout->addWidget(button);
    }
    if (!notice.closable) return;
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeNotice-") + notice.id);
    close->setAccessibleName(tr("Close message: %1").arg(notice.headline));
    close->setToolTip(tr("Close"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    connect(close, &QToolButton::clicked, this, &NoticeRow::done);
    layout->addWidget(close);
}

void NoticeRow::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sign)
        m_sign->setIcon(lookOf(m_kind, QGuiApplication::palette()).icon);
}

void NoticeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto color = lookOf(m_kind, QGuiApplication::palette()).color;
    painter.setPen(QPen(color, 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, 5, height()), 2.5, 2.5);
}

} // namespace gd::ui
