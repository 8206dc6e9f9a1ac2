// SPDX-License-Identifier: Apache-2.0
#include "ui/life/row_forms.h"

#include "core/share/trust.h"
#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace gd::ui {

namespace {

constexpr double nanosecondsPerSecond = 1e9;

/// What a box can hold of a number; claims can hold greater ones.
template <class Number>
int shown(Number value)
{
    return static_cast<int>(std::clamp<Number>(value, 0, std::numeric_limits<int>::max()));
}

/// @param most  usually; a greater value that is there is shown as it is.
QSpinBox* number(const char* name, const QString& accessible, int value, int most, const QString& none)
{
    auto* box = new QSpinBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessible);
    box->setRange(0, std::max(most, value));
    box->setSpecialValueText(none);
    box->setValue(value);
    return box;
}

} // namespace

ExportForm::ExportForm(std::string account, const Export& value, QWidget* parent)
    : AdminForm(parent),
      m_account(std::move(account)),
      m_before(value),
      m_name(new TextEdit(value.name)),
      m_subject(new TextEdit(value.subject)),
      m_description(new TextEdit(value.description)),
      m_infoUrl(new TextEdit(value.infoUrl)),
      m_private(new SwitchBox(tr("&Private: it needs a token"), value.tokenRequired)),
      m_position(
          number("tokenPosition", tr("Place of the account key"), shown(value.accountTokenPosition), 64, tr("none")))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    fields.add(QStringLiteral("name"), tr("Na&me"), m_name);
    fields.add(QStringLiteral("subject"), tr("&Subject"), m_subject);
    fields.add(QStringLiteral("private"), m_private);
    if (!value.tokenRequired) {
        m_withTokens = new SwitchBox(tr("Then &give tokens to its importers of this workspace"), true);
        fields.add(QStringLiteral("withTokens"), m_withTokens);
        m_withTokens->setEnabled(false);
        connect(m_private, &QCheckBox::toggled, m_withTokens, &QWidget::setEnabled);
    }
    if (value.type == ExportType::Service) addService(fields);
    fields.addWidget(tr("Place of the account &key"), m_position);
    connect(m_position, &QSpinBox::valueChanged, this, &AdminForm::edited);
    fields.add(QStringLiteral("description"), tr("&Description"), m_description);
    fields.add(QStringLiteral("infoUrl"), tr("&Link"), m_infoUrl);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    setFocusProxy(m_name);
}

void ExportForm::addService(FieldColumn& fields)
{
    m_responseType = new QComboBox;
    m_responseType->addItem(tr("One answer (Singleton)"), QStringLiteral("Singleton"));
    m_responseType->addItem(tr("Several answers (Stream)"), QStringLiteral("Stream"));
    m_responseType->addItem(tr("One answer in parts (Chunked)"), QStringLiteral("Chunked"));
    const auto present = m_before.responseType.empty() ? QStringLiteral("Singleton") : toQt(m_before.responseType);
    if (m_responseType->findData(present) < 0) m_responseType->addItem(present, present);
    m_responseType->setCurrentIndex(m_responseType->findData(present));
    fields.add(QStringLiteral("responseType"), tr("Ans&wers"), m_responseType);
    m_threshold = new QDoubleSpinBox;
    m_threshold->setObjectName(QStringLiteral("responseThreshold"));
    m_threshold->setAccessibleName(tr("Time to answer"));
    const auto seconds = static_cast<double>(m_before.responseThreshold) / nanosecondsPerSecond;
    m_threshold->setRange(0, std::max(86400.0, seconds));
    m_threshold->setDecimals(3);
    m_threshold->setSuffix(tr(" s"));
    m_threshold->setSpecialValueText(tr("as the server has it"));
    m_threshold->setValue(seconds);
    fields.addWidget(tr("&Time to answer"), m_threshold);
    m_latency = new TextEdit(m_before.latency ? m_before.latency->results : std::string());
    fields.add(QStringLiteral("latencyResults"), tr("Latencies g&o to"), m_latency);
    m_sampling =
        number("sampling", tr("Measured share of requests"), m_before.latency ? shown(m_before.latency->sampling) : 100,
               100, tr("as a header of the request says"));
    m_sampling->setSuffix(QStringLiteral(" %"));
    fields.addWidget(tr("Measu&red"), m_sampling);
    m_allowTrace = new SwitchBox(tr("Allow message trac&es"), m_before.allowTrace);
    fields.add(QStringLiteral("allowTrace"), m_allowTrace);
    const auto showSampling = [this] {
        m_sampling->setEnabled(!m_latency->text().isEmpty());
    };
    connect(m_latency, &QLineEdit::textChanged, this, showSampling);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &AdminForm::edited);
    connect(m_sampling, &QSpinBox::valueChanged, this, &AdminForm::edited);
    showSampling();
}

ExportDraft ExportForm::draft() const
{
    ExportDraft draft{.account = m_account, .subject = m_before.subject, .value = m_before};
    auto& value = draft.value;
    if (const auto name = m_name->edited()) value.name = *name;
    if (const auto subject = m_subject->edited()) value.subject = *subject;
    if (const auto text = m_description->edited()) value.description = *text;
    if (const auto link = m_infoUrl->edited()) value.infoUrl = *link;
    value.tokenRequired = m_private->isChecked();
    if (m_position->value() != shown(m_before.accountTokenPosition))
        value.accountTokenPosition = static_cast<std::uint64_t>(m_position->value());
    draft.withTokens = m_withTokens && m_withTokens->isChecked();
    if (!m_responseType) return draft;
    const auto answers = fromQt(m_responseType->currentData().toString());
    if (answers != m_before.responseType && !(answers == "Singleton" && m_before.responseType.empty()))
        value.responseType = answers;
    const auto seconds = static_cast<double>(m_before.responseThreshold) / nanosecondsPerSecond;
    if (qAbs(m_threshold->value() - seconds) >= 0.0005) // finer values than the field shows stay
        value.responseThreshold = qRound64(m_threshold->value() * 1000) * 1'000'000;
    value.allowTrace = m_allowTrace->isChecked();
    const auto results = m_latency->line();
    if (results.empty()) {
        value.latency.reset();
    } else {
        if (!value.latency) value.latency.emplace().sampling = m_sampling->value();
        value.latency->results = results;
        if (m_sampling->value() != shown(value.latency->sampling)) value.latency->sampling = m_sampling->value();
    }
    return draft;
}

QString ExportForm::reasonNotToGoOn() const
{
    return draft().value == m_before ? tr("Nothing is different yet.") : QString();
}

std::vector<FieldProblem> ExportForm::problems(const Snapshot& world, UnixSeconds) const
{
    return draft().problems(world);
}

Result<SharePlan> ExportForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planExport(draft(), world, now);
}

ImportForm::ImportForm(std::string account, const Import& value, QWidget* parent)
    : AdminForm(parent),
      m_account(std::move(account)),
      m_before(value),
      m_name(new TextEdit(value.name)),
      m_localSubject(new TextEdit(value.localSubject)),
      m_allowTrace(new SwitchBox(tr("Allow message trac&es"), value.allowTrace))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    fields.add(QStringLiteral("name"), tr("Na&me"), m_name);
    m_localSubject->setPlaceholderText(toQt(remoteSubject(value)));
    fields.add(QStringLiteral("localSubject"), tr("Name &here"), m_localSubject);
    if (value.type == ExportType::Service) {
        m_share = new SwitchBox(tr("&Tell the provider who asked, where it measures latencies"), value.share);
        fields.add(QStringLiteral("share"), m_share);
    }
    fields.add(QStringLiteral("allowTrace"), m_allowTrace);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    setFocusProxy(m_name);
}

ImportDraft ImportForm::draft() const
{
    ImportDraft draft{
        .account = m_account, .provider = m_before.account, .subject = remoteSubject(m_before), .value = m_before};
    if (const auto name = m_name->edited()) draft.value.name = *name;
    if (const auto local = m_localSubject->edited()) draft.value.localSubject = *local;
    if (m_share) draft.value.share = m_share->isChecked();
    draft.value.allowTrace = m_allowTrace->isChecked();
    return draft;
}

QString ImportForm::reasonNotToGoOn() const
{
    return draft().value == m_before ? tr("Nothing is different yet.") : QString();
}

std::vector<FieldProblem> ImportForm::problems(const Snapshot& world, UnixSeconds) const
{
    return draft().problems(world);
}

Result<SharePlan> ImportForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planImportEdit(draft(), world, now);
}

} // namespace gd::ui
