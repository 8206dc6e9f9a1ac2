// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkeys/new_keys.h"
#include "core/share/planner.h"
#include "ui/wizards/field_hints.h"

#include <QWidget>

namespace gd::ui {

/// The one page of an AdminWizard: a draft that a person fills in. It keeps what was typed whatever happens around it.
class AdminForm : public QWidget {
    Q_OBJECT

public:
    explicit AdminForm(QWidget* parent = nullptr);

    /// What the store looks like now; the first time before the form is seen.
    virtual void showWorld(const SnapshotPtr&) {}

    /// Why there would be nothing to do, or an empty text.
    virtual QString reasonNotToGoOn() const { return {}; }

    virtual std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const = 0;
    virtual Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const = 0;

    /// The keys that the plan names and nobody has yet; null if there are none.
    virtual NewKeysPtr newKeys() const { return {}; }

    FieldHints& hints() { return m_hints; }

signals:
    void edited();

protected:
    FieldHints m_hints{};
};

} // namespace gd::ui
