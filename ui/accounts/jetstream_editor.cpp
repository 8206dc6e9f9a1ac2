// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/jetstream_editor.h"

#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// What a set of limits begins with when JetStream is switched on: as much as the servers have.
JetStreamLimits withoutLimits()
{
    JetStreamLimits limits;
    limits.memoryStorage = limits.diskStorage = limits.streams = limits.consumer = -1;
    return limits;
}

bool isOff(const JetStreamLimits& limits)
{
    return limits.memoryStorage == 0 && limits.diskStorage == 0;
}

} // namespace

JetStreamFields::JetStreamFields(const JetStreamLimits& limits, const QString& prefix, const QString& spoken,
                                 FieldHints& hints, QWidget* parent)
    : QWidget(parent), m_fields(this, hints, [this] { emit edited(); })
{
    const auto bytes = [&](const char* name, const QString& label, std::int64_t limit) {
        auto* box = new BytesBox(prefix + QLatin1String(name), spoken + label, limit);
        m_fields.add(label, box);
        return box;
    };
    const auto count = [&](const char* name, const QString& label, std::int64_t limit) {
        auto* box = new CountBox(limit);
        box->setAccessibleName(spoken + label);
        m_fields.add(prefix + QLatin1String(name), label, box);
        return box;
    };
    m_disk = bytes("diskStorage", tr("Disk"), limits.diskStorage);
    m_memory = bytes("memoryStorage", tr("Memory"), limits.memoryStorage);
    m_streams = count("streams", tr("Streams"), limits.streams);
    m_consumers = count("consumer", tr("Consumers"), limits.consumer);
    m_pending = count("maxAckPending", tr("Open acknowledgements"), limits.maxAckPending);
    m_diskStream = bytes("diskMaxStreamBytes", tr("Largest disk stream"), limits.diskMaxStreamBytes);
    m_memoryStream = bytes("memoryMaxStreamBytes", tr("Largest memory stream"), limits.memoryMaxStreamBytes);
    m_bytesRequired = new SwitchBox(tr("Streams need a size"), limits.maxBytesRequired);
    m_bytesRequired->setAccessibleName(spoken + tr("Streams need a size"));
    m_fields.add(prefix + QStringLiteral("maxBytesRequired"), m_bytesRequired);
    m_fields.layout()->setRowStretch(m_fields.layout()->rowCount(), 1);
}

JetStreamPatch JetStreamFields::patch() const
{
    JetStreamPatch patch;
    patch.diskStorage = m_disk->edited();
    patch.memoryStorage = m_memory->edited();
    patch.streams = m_streams->edited();
    patch.consumer = m_consumers->edited();
    patch.maxAckPending = m_pending->edited();
    patch.diskMaxStreamBytes = m_diskStream->edited();
    patch.memoryMaxStreamBytes = m_memoryStream->edited();
    patch.maxBytesRequired = m_bytesRequired->edited();
    return patch;
}

JetStreamPatch JetStreamFields::all() const
{
    JetStreamPatch patch;
    patch.diskStorage = m_disk->limit();
    patch.memoryStorage = m_memory->limit();
    patch.streams = m_streams->limit();
    patch.consumer = m_consumers->limit();
    patch.maxAckPending = m_pending->limit();
    patch.diskMaxStreamBytes = m_diskStream->limit();
    patch.memoryMaxStreamBytes = m_memoryStream->limit();
    patch.maxBytesRequired = m_bytesRequired->isChecked();
    return patch;
}

JetStreamEditor::Mode JetStreamEditor::modeOf(const AccountLimits& limits)
{
    if (!limits.tiers.empty()) return Tiers;
    return isOff(limits.jetStream) ? Off : Whole;
}

JetStreamEditor::JetStreamEditor(const AccountLimits& limits, FieldHints& hints, QWidget* parent)
    : QWidget(parent), m_before(limits), m_mode(new QComboBox), m_pages(new QStackedWidget)
{
    m_mode->setObjectName(QStringLiteral("tiers"));
    m_mode->setAccessibleName(tr("JetStream"));
    m_mode->addItems({tr("Off: nothing may be stored"), tr("On: limits for the whole account"),
                      tr("On: limits by number of replicas (tiers)")});
    m_mode->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_mode->setCurrentIndex(modeOf(limits));
    auto* off =
        new QLabel(tr("The account has no streams and no consumers of its own. It can still use those that other "
                      "accounts share with it."));
    off->setWordWrap(true);
    off->setAlignment(Qt::AlignTop);
    m_whole = new JetStreamFields(modeOf(limits) == Whole ? limits.jetStream : withoutLimits(), {}, {}, hints);
    m_pages->addWidget(off);
    m_pages->addWidget(m_whole);
    m_pages->addWidget(buildTiers(hints));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_mode, 0, Qt::AlignLeft);
    column->addWidget(hints.addField(m_mode));
    column->addWidget(m_pages, 1);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this, &hints] {
        hints.touch(QStringLiteral("tiers"));
        showMode();
        emit edited();
    });
    connect(m_whole, &JetStreamFields::edited, this, &JetStreamEditor::edited);
    showMode();
}

QWidget* JetStreamEditor::buildTiers(FieldHints& hints)
{
    auto tiers = m_before.tiers;
    for (const char* usual : {"R1", "R2", "R3", "R4", "R5"})
        tiers.try_emplace(usual, withoutLimits());
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("tierTabs"));
    tabs->setAccessibleName(tr("Tiers"));
    for (const auto& [name, limits] : tiers) {
        const auto tier = toQt(name);
        const bool isThere = m_before.tiers.contains(name);
        auto* page = new QWidget;
        //: %1 is a tier of JetStream limits, such as R3
        auto* there = new SwitchBox(tr("Streams of tier %1 are allowed").arg(tier), isThere);
        there->setObjectName(tier + QStringLiteral("-there"));
        //: begins the name of a field of that tier
        auto* fields = new JetStreamFields(limits, tier + QLatin1Char('-'), tr("Tier %1: ").arg(tier), hints);
        fields->setEnabled(isThere);
        auto* column = new QVBoxLayout(page);
        column->addWidget(there);
        column->addWidget(fields, 1);
        m_tiers[name] = {there, fields};
        connect(there, &QCheckBox::toggled, this, [this, fields = fields](bool on) {
            fields->setEnabled(on);
            emit edited();
        });
        connect(fields, &JetStreamFields::edited, this, &JetStreamEditor::edited);
        tabs->addTab(page, tier);
        if (isThere && tabs->property("first").isNull()) {
            tabs->setCurrentWidget(page);
            tabs->setProperty("first", true);
        }
    }
    return tabs;
}

void JetStreamEditor::showMode()
{
    m_pages->setCurrentIndex(m_mode->currentIndex());
}

void JetStreamEditor::writeTo(AccountPatch& patch) const
{
    const auto mode = static_cast<Mode>(m_mode->currentIndex());
    const auto before = modeOf(m_before);
    if (mode == Whole) patch.jetStream = before == Whole ? m_whole->patch() : m_whole->all();
    if (mode != Whole && before == Whole) patch.jetStream = {0, 0, 0, 0, 0, 0, 0, false};
    for (const auto& [name, tier] : m_tiers) {
        const bool wasThere = m_before.tiers.contains(name);
        const bool isThere = mode == Tiers && tier.isThere->isChecked();
        if (!isThere) {
            if (wasThere) patch.tiers[name] = std::nullopt;
        } else if (const auto change = wasThere ? tier.fields->patch() : tier.fields->all();
                   change != JetStreamPatch{}) {
            patch.tiers[name] = change;
        }
    }
}

} // namespace gd::ui
