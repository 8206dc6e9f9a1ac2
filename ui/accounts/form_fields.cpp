// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/form_fields.h"

#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <limits>

namespace gd::ui {

namespace {

/// The whole numbers that a spin box can hold exactly.
constexpr double largest = 9007199254740992.0;

void asLimit(QDoubleSpinBox& box)
{
    box.setDecimals(0);
    box.setRange(-1, largest);
    box.setSpecialValueText(QDoubleSpinBox::tr("unlimited"));
    box.setGroupSeparatorShown(true);
    box.setMinimumWidth(150);
    box.setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    // Going over a form with the wheel changes nothing by chance.
    box.setFocusPolicy(Qt::StrongFocus);
}

} // namespace

CountBox::CountBox(std::int64_t limit, QWidget* parent) : QDoubleSpinBox(parent)
{
    asLimit(*this);
    setLimit(limit);
    m_before = value();
}

void CountBox::setLimit(std::int64_t limit)
{
    setValue(limit < 0 ? -1.0 : static_cast<double>(limit));
}

std::optional<std::int64_t> CountBox::edited() const
{
    return value() == m_before ? std::nullopt : std::optional(limit());
}

BytesBox::BytesBox(const QString& name, const QString& accessible, std::int64_t limit, QWidget* parent)
    : QWidget(parent), m_number(new QDoubleSpinBox), m_unit(new QComboBox)
{
    setObjectName(name);
    asLimit(*m_number);
    m_number->setObjectName(name + QStringLiteral("Number"));
    m_number->setAccessibleName(accessible);
    m_unit->setObjectName(name + QStringLiteral("Unit"));
    m_unit->setAccessibleName(tr("Unit of: %1").arg(accessible));
    m_unit->setAccessibleDescription(m_unit->accessibleName()); // a box names itself after what is chosen
    m_unit->addItems({tr("bytes"), tr("KiB"), tr("MiB"), tr("GiB"), tr("TiB")});
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_number, 1);
    row->addWidget(m_unit);
    setFocusProxy(m_number);
    setLimit(limit);
    m_before = this->limit();
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this] {
        showUnit();
        emit changed();
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        showUnit();
        emit changed();
    });
}

/// The largest unit in which it is a whole number, so that nothing is rounded.
void BytesBox::setLimit(std::int64_t limit)
{
    int unit = limit <= 0 ? 2 : 4;
    while (limit > 0 && unit > 0 && limit % (std::int64_t{1} << (10 * unit)) != 0)
        --unit;
    m_unit->setCurrentIndex(unit);
    showUnit();
    m_number->setValue(limit < 0 ? -1.0 : static_cast<double>(limit >> (10 * unit)));
    showUnit();
}

std::int64_t BytesBox::limit() const
{
    const auto number = static_cast<std::int64_t>(m_number->value());
    return number < 0 ? -1 : number << (10 * m_unit->currentIndex());
}

std::optional<std::int64_t> BytesBox::edited() const
{
    return limit() == m_before ? std::nullopt : std::optional(limit());
}

/// A unit means nothing for "unlimited", and no number may leave the 63 bits that a token has for it.
void BytesBox::showUnit()
{
    m_unit->setEnabled(m_number->value() >= 0);
    const auto most = std::numeric_limits<std::int64_t>::max() >> (10 * m_unit->currentIndex());
    m_number->setMaximum(std::min(largest, static_cast<double>(most)));
}

LinesEdit::LinesEdit(const std::vector<std::string>& lines, QWidget* parent) : QPlainTextEdit(parent), m_before(lines)
{
    QStringList texts;
    for (const auto& line : lines)
        texts << toQt(line);
    setPlainText(texts.join(QLatin1Char('\n')));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setPlaceholderText(tr("one per line"));
}

std::vector<std::string> LinesEdit::lines() const
{
    std::vector<std::string> found;
    for (const auto& line : toPlainText().split(QLatin1Char('\n')))
        if (const auto text = line.trimmed(); !text.isEmpty()) found.push_back(fromQt(text));
    return found;
}

std::optional<std::vector<std::string>> LinesEdit::edited() const
{
    auto now = lines();
    return now == m_before ? std::nullopt : std::optional(std::move(now));
}

QSize LinesEdit::sizeHint() const
{
    return {260, fontMetrics().lineSpacing() * 3 + 14};
}

QSize LinesEdit::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

TextEdit::TextEdit(const std::string& text, QWidget* parent) : QLineEdit(toQt(text), parent), m_shown(this->text()) {}

std::string TextEdit::line() const
{
    return fromQt(text().trimmed());
}

std::optional<std::string> TextEdit::edited() const
{
    // A field shows the line ends of a text as something else; that alone is no edit.
    return text() == m_shown ? std::nullopt : std::optional(line());
}

SwitchBox::SwitchBox(const QString& label, bool on, QWidget* parent) : QCheckBox(label, parent), m_before(on)
{
    setChecked(on);
}

std::optional<bool> SwitchBox::edited() const
{
    return isChecked() == m_before ? std::nullopt : std::optional(isChecked());
}

FieldColumn::FieldColumn(QWidget* owner, FieldHints& hints, std::function<void()> onEdited)
    : m_grid(new QGridLayout(owner)), m_hints(hints), m_onEdited(std::move(onEdited))
{
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

std::function<void()> FieldColumn::touching(const QString& name) const
{
    return [&hints = m_hints, onEdited = m_onEdited, name] {
        hints.touch(name);
        onEdited();
    };
}

void FieldColumn::place(const QString& name, const QString& label, QWidget* field)
{
    field->setObjectName(name);
    if (field->accessibleName().isEmpty()) field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    addWidget(label, field);
}

void FieldColumn::addWidget(const QString& label, QWidget* field)
{
    const int row = m_grid->rowCount();
    if (!label.isEmpty()) {
        auto* buddy = new QLabel(label);
        buddy->setBuddy(field);
        m_grid->addWidget(buddy, row, 0, Qt::AlignTop);
        buddy->setMinimumHeight(28);
    }
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(m_hints.addField(field), row + 1, 1);
}

void FieldColumn::add(const QString& name, const QString& label, CountBox* field)
{
    place(name, label, field);
    QObject::connect(field, &QDoubleSpinBox::valueChanged, field, touching(name));
}

void FieldColumn::add(const QString& label, BytesBox* field)
{
    place(field->objectName(), label, field);
    QObject::connect(field, &BytesBox::changed, field, touching(field->objectName()));
}

void FieldColumn::add(const QString& name, const QString& label, LinesEdit* field)
{
    place(name, label, field);
    QObject::connect(field, &QPlainTextEdit::textChanged, field, touching(name));
}

void FieldColumn::add(const QString& name, const QString& label, QLineEdit* field)
{
    place(name, label, field);
    // Assistive technology sets the text of a field without typing it: textEdited() would not tell.
    QObject::connect(field, &QLineEdit::textChanged, field, touching(name));
}

void FieldColumn::add(const QString& name, const QString& label, QComboBox* field)
{
    place(name, label, field);
    QObject::connect(field, &QComboBox::currentIndexChanged, field, touching(name));
}

void FieldColumn::add(const QString& name, QCheckBox* field)
{
    field->setObjectName(name);
    addWidget({}, field);
    QObject::connect(field, &QCheckBox::toggled, field, touching(name));
}

void FieldColumn::addNote(const QString& sentence)
{
    auto* note = new QLabel(sentence);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(note, m_grid->rowCount(), 0, 1, 2);
}

} // namespace gd::ui
