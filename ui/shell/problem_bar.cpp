// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/problem_bar.h"

#include "ui/look/theme.h"
#include "ui/shell/notice_row.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QTimer>

namespace gd::ui {

namespace {

constexpr int most = 3;
constexpr int passingTime = 6000; ///< milliseconds

} // namespace

Notice Notice::from(const Error& error, const QString& id)
{
    return from(explain(error), id);
}

Notice Notice::from(const Explanation& explanation, const QString& id)
{
    Notice notice;
    notice.kind = Kind::Problem;
    notice.id = id;
    notice.headline = explanation.happened;
    notice.body = (explanation.because + QLatin1Char(' ') + explanation.nextStep).trimmed();
    return notice;
}

ProblemBar::ProblemBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("problemBar"));
    setAccessibleName(tr("Messages"));
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(gap, gap, gap, 0);
    m_rows->setSpacing(gap / 2);
    hide();
}

void ProblemBar::say(const Notice& notice)
{
    remove(notice.id);
    for (int at = m_rows->count() - 1; at >= 0 && m_rows->count() >= most; --at) {
        auto* old = qobject_cast<NoticeRow*>(m_rows->itemAt(at)->widget());
        if (old && old->isClosable()) drop(old); // what must be decided stays until it is
    }
    auto* row = new NoticeRow(notice, this);
    connect(row, &NoticeRow::done, this, [this, row] { drop(row); });
    if (notice.passing) QTimer::singleShot(passingTime, row, [this, row] { drop(row); });
    m_rows->insertWidget(0, row);
    row->show();
    setVisible(true);
    QAccessibleEvent alert(row, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ProblemBar::remove(const QString& id)
{
    for (int at = m_rows->count() - 1; at >= 0; --at) {
        auto* row = qobject_cast<NoticeRow*>(m_rows->itemAt(at)->widget());
        if (row && row->id() == id) drop(row);
    }
}

void ProblemBar::clear()
{
    while (m_rows->count() > 0)
        drop(m_rows->itemAt(0)->widget());
}

void ProblemBar::drop(QWidget* row)
{
    m_rows->removeWidget(row);
    row->hide();
    row->deleteLater(); // its own button may be what called us
    setVisible(m_rows->count() > 0);
}

} // namespace gd::ui
