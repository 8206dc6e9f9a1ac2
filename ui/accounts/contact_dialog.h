// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/form_fields.h"
#include "ui/bridge/session.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace gd::ui {

class ExplanationBar;

/// Name, key and note of a contact. Nothing is signed, so there is no review: what is typed is kept at once. What was
/// typed stays if that fails.
class ContactDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param known  the contact to change; nothing: a new one.
    ContactDialog(Session& session, const std::optional<Contact>& known, QWidget* parent = nullptr);

    bool isNew() const { return !m_known; }

    /// Shows why a change was refused, if it was that of this dialog.
    bool tookRefusal(const ContactChange& change, const Error& error);

signals:
    /// It is written down; `key` is that of the contact.
    void kept(const std::string& key);

private:
    void build();
    ContactDraft draft() const;
    QString reasonNotToKeep() const;
    void refresh();
    void keep();
    void takeChange(const ContactChange& change);

    Session& m_session;
    std::optional<Contact> m_known;
    std::optional<ContactChange> m_asked{}; ///< and not answered yet
    FieldHints m_hints{};
    ExplanationBar* m_bar;
    TextEdit *m_name, *m_key, *m_note;
    QLabel* m_reason;
    QPushButton *m_cancel, *m_keep;
};

} // namespace gd::ui
