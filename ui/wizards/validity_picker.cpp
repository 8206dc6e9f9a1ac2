// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/validity_picker.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

constexpr int days30 = 30, days90 = 90, oneYear = 365, dates = -1;
constexpr UnixSeconds day = 24 * 60 * 60;

QDateTimeEdit* dateField(const QString& objectName, const QString& accessibleName)
{
    auto* field = new QDateTimeEdit;
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setCalendarPopup(true);
    // The full year: "26" could be any century, and a token for 1926 helps nobody.
    QString format = QLocale().dateTimeFormat(QLocale::ShortFormat);
    if (!format.contains(QLatin1String("yyyy"))) {
        format.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    }
    field->setDisplayFormat(format);
    return field;
}

} // namespace

ValidityPicker::ValidityPicker(FieldHints& hints, QWidget* parent)
    : QWidget(parent),
      m_preset(new QComboBox),
      m_hasStart(new QCheckBox(tr("Starts"))),
      m_start(dateField(QStringLiteral("validityStart"), tr("Start of validity"))),
      m_hasEnd(new QCheckBox(tr("Ends"))),
      m_end(dateField(QStringLiteral("validityEnd"), tr("End of validity"))),
      m_dates(new QWidget)
{
    m_preset->setObjectName(QStringLiteral("validity"));
    m_preset->addItem(tr("Forever"), 0);
    m_preset->addItem(tr("30 days"), days30);
    m_preset->addItem(tr("90 days"), days90);
    m_preset->addItem(tr("1 year"), oneYear);
    m_preset->addItem(tr("Dates…"), dates);
    m_hasStart->setObjectName(QStringLiteral("hasStart"));
    m_hasEnd->setObjectName(QStringLiteral("hasEnd"));

    auto* label = new QLabel(tr("&Valid"));
    label->setBuddy(m_preset);
    auto* grid = new QGridLayout(m_dates);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_hasStart, 0, 0);
    grid->addWidget(m_start, 0, 1);
    grid->addWidget(hints.addField(m_start), 1, 0, 1, 2);
    grid->addWidget(m_hasEnd, 2, 0);
    grid->addWidget(m_end, 2, 1);
    grid->addWidget(hints.addField(m_end), 3, 0, 1, 2);
    grid->setColumnStretch(1, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* first = new QHBoxLayout;
    first->addWidget(label);
    first->addWidget(m_preset, 1);
    column->addLayout(first);
    column->addWidget(m_dates);

    connect(m_preset, &QComboBox::activated, this, &ValidityPicker::takePreset);
    for (auto* box : {m_hasStart, m_hasEnd}) {
        connect(box, &QCheckBox::toggled, this, &ValidityPicker::takeDates);
    }
    for (auto* field : {m_start, m_end}) {
        connect(field, &QDateTimeEdit::dateTimeChanged, this, [this, &hints, field] {
            hints.touch(field->objectName());
            takeDates();
        });
    }
    showDates();
}

void ValidityPicker::setValidity(const Validity& validity, UnixSeconds now)
{
    const bool isShownAlready = m_now != 0 && validity == m_validity; // then "90 days" stays the words for it
    m_validity = validity;
    m_now = now;
    if (isShownAlready) {
        return;
    }
    const QSignalBlocker blockStart(m_start), blockEnd(m_end), blockHasStart(m_hasStart), blockHasEnd(m_hasEnd);
    const bool isWholeDays = validity.start == 0 && validity.end > now && (validity.end - now) % day == 0;
    const int days = validity == Validity{} ? 0 : isWholeDays ? static_cast<int>((validity.end - now) / day) : dates;
    const int usual = m_preset->findData(days);
    m_preset->setCurrentIndex(usual >= 0 ? usual : m_preset->findData(dates));
    m_hasStart->setChecked(validity.start > 0);
    m_hasEnd->setChecked(validity.end > 0);
    m_start->setDateTime(QDateTime::fromSecsSinceEpoch(validity.start > 0 ? validity.start : now));
    m_end->setDateTime(QDateTime::fromSecsSinceEpoch(validity.end > 0 ? validity.end : now + days30 * day));
    showDates();
}

void ValidityPicker::takePreset()
{
    const int choice = m_preset->currentData().toInt();
    showDates();
    if (choice == dates) {
        if (!m_hasStart->isChecked() && !m_hasEnd->isChecked()) {
            const QSignalBlocker block(m_hasEnd);
            m_hasEnd->setChecked(true); // dates without a date would be "forever" once more
        }
        takeDates();
        return;
    }
    m_validity = {0, choice == 0 ? 0 : m_now + choice * day};
    emit changed();
}

void ValidityPicker::takeDates()
{
    m_validity.start = m_hasStart->isChecked() ? m_start->dateTime().toSecsSinceEpoch() : 0;
    m_validity.end = m_hasEnd->isChecked() ? m_end->dateTime().toSecsSinceEpoch() : 0;
    showDates();
    emit changed();
}

void ValidityPicker::showDates()
{
    m_dates->setVisible(m_preset->currentData().toInt() == dates);
    m_start->setEnabled(m_hasStart->isChecked());
    m_end->setEnabled(m_hasEnd->isChecked());
}

} // namespace gd::ui
