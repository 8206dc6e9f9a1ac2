// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissions_editor.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <array>
#include <cmath>

namespace gd::ui {

namespace {

/// Nanoseconds of the units of the box.
constexpr std::array<std::int64_t, 4> units{1'000'000, 1'000'000'000, 60'000'000'000, 3'600'000'000'000};

} // namespace

PermissionsEditor::PermissionsEditor(const Permissions& permissions, FieldHints& hints, QWidget* parent)
    : QWidget(parent),
      m_fields(this, hints, [this] { emit edited(); }),
      m_pubAllow(new LinesEdit(permissions.pub.allow)),
      m_pubDeny(new LinesEdit(permissions.pub.deny)),
      m_subAllow(new LinesEdit(permissions.sub.allow)),
      m_subDeny(new LinesEdit(permissions.sub.deny)),
      m_before(permissions.resp)
{
    m_fields.addNote(
        tr("Subjects, one per line. Where nothing is allowed by name, everything is that is not forbidden."));
    m_fields.add(QStringLiteral("pubAllow"), tr("May publish to"), m_pubAllow);
    m_fields.add(QStringLiteral("pubDeny"), tr("May not publish to"), m_pubDeny);
    m_fields.add(QStringLiteral("subAllow"), tr("May subscribe to"), m_subAllow);
    m_fields.add(QStringLiteral("subDeny"), tr("May not subscribe to"), m_subDeny);
    addAnswers(permissions.resp);
    m_fields.layout()->setRowStretch(m_fields.layout()->rowCount(), 1);
}

void PermissionsEditor::addAnswers(const std::optional<ResponsePermission>& resp)
{
    m_mayAnswer = new QCheckBox(tr("May answer requests, besides what is allowed above"));
    m_answers = new CountBox(resp ? resp->max : 1);
    m_answers->setObjectName(QStringLiteral("answers"));
    m_answers->setAccessibleName(tr("Answers to each request"));
    m_within = new QDoubleSpinBox;
    m_within->setObjectName(QStringLiteral("answerTime"));
    m_within->setAccessibleName(tr("Time in which answers may be sent"));
    m_within->setDecimals(0);
    m_within->setRange(0, 1'000'000);
    m_within->setSpecialValueText(tr("any time"));
    m_withinUnit = new QComboBox;
    m_withinUnit->setObjectName(QStringLiteral("answerTimeUnit"));
    m_withinUnit->setAccessibleName(tr("Unit of the time for answers"));
    m_withinUnit->addItems({tr("milliseconds"), tr("seconds"), tr("minutes"), tr("hours")});
    int unit = 3;
    const auto ttl = resp ? resp->ttl : 0;
    while (unit > 0 && (ttl % units[static_cast<std::size_t>(unit)] != 0 || ttl == 0))
        --unit;
    m_withinUnit->setCurrentIndex(ttl == 0 ? 1 : unit);
    m_within->setValue(
        std::round(static_cast<double>(ttl) / static_cast<double>(units[static_cast<std::size_t>(unit)])));
    m_mayAnswer->setChecked(resp.has_value());

    auto* part = new QWidget;
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_answers);
    row->addWidget(new QLabel(tr("answers within")));
    row->addWidget(m_within);
    row->addWidget(m_withinUnit);
    row->addStretch(1);
    m_fields.add(QStringLiteral("resp"), m_mayAnswer);
    part->setObjectName(QStringLiteral("answerParts"));
    m_fields.addWidget({}, part);
    const auto onEdited = [this] {
        showAnswers();
        emit edited();
    };
    connect(m_mayAnswer, &QCheckBox::toggled, this, onEdited);
    connect(m_answers, &QDoubleSpinBox::valueChanged, this, onEdited);
    connect(m_within, &QDoubleSpinBox::valueChanged, this, onEdited);
    connect(m_withinUnit, &QComboBox::currentIndexChanged, this, onEdited);
    showAnswers();
    m_shown = answers();
}

void PermissionsEditor::showAnswers()
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_answers, m_within, m_withinUnit})
        part->setEnabled(m_mayAnswer->isChecked());
}

std::optional<ResponsePermission> PermissionsEditor::answers() const
{
    if (!m_mayAnswer->isChecked()) return std::nullopt;
    auto now = m_before.value_or(ResponsePermission{});
    now.max = m_answers->limit();
    now.ttl =
        static_cast<std::int64_t>(m_within->value()) * units[static_cast<std::size_t>(m_withinUnit->currentIndex())];
    return now;
}

PermissionsPatch PermissionsEditor::patch() const
{
    PermissionsPatch patch;
    patch.pubAllow = m_pubAllow->edited();
    patch.pubDeny = m_pubDeny->edited();
    patch.subAllow = m_subAllow->edited();
    patch.subDeny = m_subDeny->edited();
    if (auto now = answers(); now != m_shown) patch.resp = now;
    return patch;
}

} // namespace gd::ui
