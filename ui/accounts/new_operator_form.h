// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/operator_admin.h"
#include "core/store/discovery.h"
#include "ui/accounts/form_fields.h"
#include "ui/bridge/account_server.h"

class QComboBox;
class QPushButton;

namespace gd::ui {

/// What is asked of whoever makes an operator: its name, what it begins with, and where it lies; or the token of
/// somebody else's operator, which is managed elsewhere.
class NewOperatorForm final : public QWidget {
    Q_OBJECT

public:
    /// @param at  folders of the store and of the keys to begin with.
    NewOperatorForm(const Workspace& at, const Environment& env, QWidget* parent = nullptr);

    /// What is wrong, by the object names of the fields.
    std::vector<FieldProblem> problems() const;

    /// Makes the operator; reads and writes files and belongs into the background. The answer is its folder.
    std::function<Result<std::string>(UnixSeconds now)> work() const;

    /// Where it is made, without the name of the operator.
    Workspace place() const;

    FieldHints& hints() { return m_hints; }

signals:
    void edited();
    /// The token of the operator was fetched (no error), or why not.
    void fetched(const std::optional<gd::Error>& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isManaged() const;
    NewOperatorDraft draft() const;
    std::filesystem::path pathIn(const TextEdit* field) const;
    void addTokenFields(FieldColumn& fields);
    void showKind();
    void showRow(QWidget* field, bool on);
    void chooseFile();
    void addWellKnown();
    void showFetch();
    void fetchToken();
    void takeToken(const QString& address, const HttpAnswer& answer);

    Environment m_env;
    FieldHints m_hints{};
    QComboBox* m_kind;
    TextEdit* m_name;
    SwitchBox *m_signingKey, *m_system;
    LinesEdit* m_servers;
    TextEdit* m_account;
    QComboBox* m_address;
    QPushButton* m_fetch = nullptr;
    AccountServer m_http;
    bool m_isFetching = false;
    LinesEdit* m_token;
    QWidget* m_openToken = nullptr;
    TextEdit *m_stores, *m_keys;
};

} // namespace gd::ui
