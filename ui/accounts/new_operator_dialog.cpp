// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/new_operator_dialog.h"

#include "ui/accounts/new_operator_form.h"
#include "ui/bridge/background.h"
#include "ui/look/push_button.h"
#include "ui/look/scrolled.h"
#include "ui/wizards/explanation_bar.h"

#include <QHBoxLayout>
#include <QScreen>

namespace gd::ui {

NewOperatorDialog::NewOperatorDialog(const Workspace& at, const Environment& env, Clock clock, QWidget* parent)
    : QDialog(parent),
      m_env(env),
      m_clock(std::move(clock)),
      m_bar(new ExplanationBar),
      m_form(new NewOperatorForm(at, env)),
      m_reason(new QLabel),
      m_cancel(makePushButton(QStringLiteral("cancel"), tr("Cancel"), {}, nullptr)),
      m_create(makePushButton(QStringLiteral("create"), tr("&Create and open"), {}, nullptr))
{
    setObjectName(QStringLiteral("newOperatorDialog"));
    setWindowTitle(tr("Create operator"));
    setModal(false);
    m_reason->setObjectName(QStringLiteral("createReason"));
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_create->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_reason, 1);
    for (auto* one : {m_cancel, m_create}) {
        one->setMinimumHeight(28);
        buttons->addWidget(one);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    column->addWidget(m_bar);
    column->addWidget(makeScrolled(QStringLiteral("newOperatorScroll"), tr("Operator"), m_form), 1);
    column->addLayout(buttons);
    connect(m_form, &NewOperatorForm::edited, this, &NewOperatorDialog::refresh);
    connect(m_form, &NewOperatorForm::fetched, this, [this](const std::optional<Error>& error) {
        m_bar->clear();
        if (error) m_bar->say(explain(*error), Severity::Problem);
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewOperatorDialog::create);
    resize(QSize(720, 480).boundedTo(screen()->availableSize() - QSize(16, 40)));
    m_form->setFocus();
    refresh();
}

void NewOperatorDialog::reject()
{
    if (!m_isWorking) QDialog::reject();
}

QString NewOperatorDialog::reasonNotToCreate() const
{
    if (m_isWorking) return tr("Making keys and writing files…");
    const auto problems = m_form->problems();
    if (problems.empty()) return {};
    const auto words = explain(problems.front().error);
    const auto* field = m_form->hints().firstInput(problems);
    //: the name of a field, and what is wrong with it
    return tr("%1: %2").arg(field ? field->accessibleName() : tr("Operator"),
                            words.because.isEmpty() ? words.happened : words.because);
}

void NewOperatorDialog::refresh()
{
    m_form->hints().show(m_form->problems());
    const auto reason = reasonNotToCreate();
    m_reason->setText(reason);
    m_create->setEnabled(reason.isEmpty());
    m_create->setToolTip(reason.toHtmlEscaped());
    m_cancel->setEnabled(!m_isWorking);
    m_form->setEnabled(!m_isWorking);
}

void NewOperatorDialog::create()
{
    m_bar->clear();
    m_isWorking = true;
    refresh();
    inBackground(
        this, QThreadPool::globalInstance(), [work = m_form->work(), now = m_clock()] { return work(now); },
        [this, place = m_form->place()](const Result<std::string>& folder) { take(place, folder); });
}

void NewOperatorDialog::take(const Workspace& place, const Result<std::string>& folder)
{
    m_isWorking = false;
    refresh();
    if (!folder) return m_bar->say(explain(folder.error()), Severity::Problem);
    emit created(workspaceAt(place.storeRoot, place.keystore, m_env, *folder));
    accept();
}

} // namespace gd::ui
