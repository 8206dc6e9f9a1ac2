// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/session.h"

#include <QDialog>

#include <memory>

namespace gd::ui {

/// Offer something to accounts: What, Whom, Review (design: three pages, Back never loses input). Returns a plan and
/// never acts: planAgreed() carries it, the caller applies it and closes the wizard or calls showRefusal().
class ShareWizard : public QDialog {
    Q_OBJECT

public:
    enum class Start { What, Review };

    /// @param draft  what is known already: a provider, or all of it (a drag), see `start`.
    ShareWizard(Session& session, ShareDraft draft, Start start, QWidget* parent = nullptr);
    ~ShareWizard() override;

    /// The plan was not applied; says why on the review page and stays open.
    void showRefusal(const Error& error);

    /// Ticks an account or contact on the page "Whom".
    void shareWith(const std::string& key);

signals:
    void planAgreed(const gd::SharePlan& plan);
    /// Somebody is to be a consumer who is not in the list.
    void contactAsked();

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace gd::ui
