// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/public_export_form.h"

#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/wizards/keys_here.h"
#include "ui/words/names.h"

#include <QGridLayout>
#include <QLineEdit>

namespace gd::ui {

namespace {

QComboBox* combo(const QString& objectName, bool isEditable)
{
    auto* made = new QComboBox;
    made->setObjectName(objectName);
    made->setEditable(isEditable);
    made->setInsertPolicy(QComboBox::NoInsert);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(14);
    return made;
}

} // namespace

PublicExportForm::PublicExportForm(QWidget* parent)
    : QGroupBox(tr("Public export"), parent),
      m_provider(combo(QStringLiteral("provider"), true)),
      m_subject(combo(QStringLiteral("subject"), true)),
      m_type(combo(QStringLiteral("type"), false))
{
    m_provider->lineEdit()->setPlaceholderText(tr("name or public key"));
    m_subject->lineEdit()->setPlaceholderText(tr("subject of the export"));
    m_type->addItem(typeWordWithTerm(ExportType::Stream), static_cast<int>(ExportType::Stream));
    m_type->addItem(typeWordWithTerm(ExportType::Service), static_cast<int>(ExportType::Service));
    auto* addButton =
        makePushButton(QStringLiteral("addPublicExport"), tr("A&dd"), tr("Add this public export"), nullptr);

    auto* grid = new QGridLayout(this);
    const std::pair<QString, QComboBox*> fields[] = {
        {tr("P&rovider"), m_provider}, {tr("S&ubject there"), m_subject}, {tr("T&ype"), m_type}};
    int column = 0;
    for (const auto& [text, field] : fields) {
        auto* label = new QLabel(text);
        label->setBuddy(field);
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column++);
    }
    grid->addWidget(m_hints.addField(m_provider), 2, 0);
    grid->addWidget(m_hints.addField(m_subject), 2, 1, 1, 2);
    grid->addWidget(addButton, 1, column);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);

    connect(m_provider, &QComboBox::currentTextChanged, this, &PublicExportForm::showExports);
    connect(m_subject, &QComboBox::currentTextChanged, this, &PublicExportForm::takeType);
    connect(addButton, &QPushButton::clicked, this, &PublicExportForm::add);
    for (auto* field : {m_provider, m_subject}) {
        connect(field->lineEdit(), &QLineEdit::returnPressed, this, &PublicExportForm::add);
    }
}

void PublicExportForm::showWorld(const SnapshotPtr& world, const std::string& consumer)
{
    m_world = world;
    m_consumer = consumer;
    const QString typed = m_provider->currentText();
    const QSignalBlocker block(m_provider);
    m_provider->clear();
    for (const Account* account : sharingAccounts(*world)) {
        if (account->key != consumer) {
            m_provider->addItem(toQt(account->name), toQt(account->key));
        }
    }
    for (const auto& contact : world->contacts) {
        if (!world->account(contact.key) && contact.key != consumer) {
            m_provider->addItem(tr("%1 (contact)").arg(toQt(contact.name)), toQt(contact.key));
        }
    }
    m_provider->setCurrentIndex(-1);
    m_provider->setEditText(typed);
}

std::string PublicExportForm::providerKey() const
{
    std::string text = fromQt(m_provider->currentText().trimmed());
    if (const Account* account = m_world ? m_world->accountNamed(text) : nullptr) return account->key;
    // A contact stands in the list with a word behind its name; its name alone may be typed too.
    if (const int row = m_provider->findText(m_provider->currentText().trimmed(), Qt::MatchFixedString); row >= 0)
        return fromQt(m_provider->itemData(row).toString());
    for (const auto& contact : m_world ? m_world->contacts : Contacts()) {
        if (contact.name == text) return contact.key;
    }
    return text;
}

void PublicExportForm::showExports()
{
    const QString typed = m_subject->currentText();
    const QSignalBlocker block(m_subject);
    m_subject->clear();
    if (const Account* provider = m_world ? m_world->account(providerKey()) : nullptr) {
        for (const auto& value : provider->claims.exports) {
            if (!value.tokenRequired) {
                m_subject->addItem(toQt(value.subject), static_cast<int>(value.type));
            }
        }
    }
    m_subject->setCurrentIndex(-1);
    m_subject->setEditText(typed);
}

void PublicExportForm::takeType(const QString& subject)
{
    if (const int row = m_subject->findText(subject, Qt::MatchExactly | Qt::MatchCaseSensitive); row >= 0) {
        m_type->setCurrentIndex(m_type->findData(m_subject->itemData(row)));
    }
}

void PublicExportForm::add()
{
    AcceptItem item;
    item.provider = providerKey();
    item.subject = fromQt(m_subject->currentText().trimmed());
    item.type = static_cast<ExportType>(m_type->currentData().toInt());
    const AcceptDraft alone{.account = m_consumer, .items = {item}};
    auto problems = alone.problems(*m_world);
    std::erase_if(problems,
                  [](const auto& problem) { return problem.field != "provider" && problem.field != "subject"; });
    m_hints.touchAll();
    m_hints.show(problems);
    if (QWidget* input = m_hints.firstInput(problems)) {
        input->setFocus();
        return;
    }
    m_subject->setCurrentIndex(-1);
    m_subject->clearEditText();
    emit added(item);
}

} // namespace gd::ui
