// SPDX-License-Identifier: Apache-2.0
//
// Forms for what becomes of a share: each asks the one or two things that are to be decided; the review behind it says
// what that means.
#pragma once

#include "core/share/share_life.h"
#include "ui/accounts/admin_form.h"

class QCheckBox;
class QDateTimeEdit;
class QLabel;
class QRadioButton;
class QSpinBox;
class QVBoxLayout;

namespace gd::ui {

class ValidityPicker;

/// What all these forms have: a sentence about what it is for, and the shares that it is about.
class LifeForm : public AdminForm {
    Q_OBJECT

public:
    LifeForm(std::vector<std::string> shares, QWidget* parent = nullptr);

    void showWorld(const SnapshotPtr& world) override { m_world = world; }
    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot&, UnixSeconds) const override { return {}; }

protected:
    QVBoxLayout* column() const { return m_column; }
    QLabel* addText(const char* name, const QString& text);
    /// A second line under a choice, in the colour of hints.
    void addHint(const QString& text);
    QCheckBox* addSwitch(const char* name, const QString& text, bool on);

    std::vector<std::string> m_shares;
    SnapshotPtr m_world{};

private:
    QVBoxLayout* m_column;
};

/// New tokens for one share.
class RenewForm final : public LifeForm {
    Q_OBJECT

public:
    RenewForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent = nullptr);

    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    ValidityPicker* m_validity;
};

/// New tokens for everything that ends soon.
class RenewSoonForm final : public LifeForm {
    Q_OBJECT

public:
    RenewSoonForm(const SnapshotPtr& world, UnixSeconds now, QWidget* parent = nullptr);

    void showWorld(const SnapshotPtr& world) override;
    QString reasonNotToGoOn() const override;
    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    RenewDraft draft(const Snapshot& world) const;
    void showCount();

    UnixSeconds m_now;
    QSpinBox* m_days;
    QLabel* m_count;
    ValidityPicker* m_validity;
};

/// Tokens become worthless.
class RevokeForm final : public LifeForm {
    Q_OBJECT

public:
    RevokeForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent = nullptr);

    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    QRadioButton *m_one, *m_everybody, *m_untilNow, *m_asOf;
    QDateTimeEdit* m_time;
    QCheckBox* m_makePrivate = nullptr; ///< only where a row is public
};

/// What was revoked is let in again: by new tokens, or with the old ones.
class LetInForm final : public LifeForm {
    Q_OBJECT

public:
    LetInForm(const Share& share, const Snapshot& world, UnixSeconds now, QWidget* parent = nullptr);

    std::vector<FieldProblem> problems(const Snapshot& world, UnixSeconds now) const override;
    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    QRadioButton *m_new, *m_old;
    QCheckBox* m_everybody = nullptr; ///< only where everybody was revoked
    ValidityPicker* m_validity;
};

/// The share goes.
class RemoveForm final : public LifeForm {
    Q_OBJECT

public:
    RemoveForm(const Share& share, const Snapshot& world, QWidget* parent = nullptr);

    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;

private:
    QCheckBox *m_exports, *m_revoke;
};

/// The provider no longer offers it.
class WithdrawForm final : public LifeForm {
    Q_OBJECT

public:
    WithdrawForm(const Share& offer, const Snapshot& world, QWidget* parent = nullptr);

    Result<SharePlan> plan(const Snapshot& world, UnixSeconds now) const override;
};

} // namespace gd::ui
