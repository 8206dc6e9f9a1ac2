// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/patches.h"
#include "ui/accounts/form_fields.h"

#include <QWidget>

#include <map>

class QComboBox;
class QStackedWidget;

namespace gd::ui {

/// The eight limits of JetStream, for a whole account or one tier.
class JetStreamFields final : public QWidget {
    Q_OBJECT

public:
    /// @param prefix  of the object names, so that tiers differ: "R3-". @param spoken  of the accessible names.
    JetStreamFields(const JetStreamLimits& limits, const QString& prefix, const QString& spoken, FieldHints& hints,
                    QWidget* parent = nullptr);

    /// What differs from what was there.
    JetStreamPatch patch() const;
    /// All eight, whatever was there.
    JetStreamPatch all() const;

signals:
    void edited();

private:
    FieldColumn m_fields;
    BytesBox *m_disk, *m_memory, *m_diskStream, *m_memoryStream;
    CountBox *m_streams, *m_consumers, *m_pending;
    SwitchBox* m_bytesRequired;
};

/// Whether an account may use JetStream, and how much: not at all, one set of limits for all, or one for each number of
/// replicas. The ways exclude each other, so one is chosen.
class JetStreamEditor final : public QWidget {
    Q_OBJECT

public:
    JetStreamEditor(const AccountLimits& limits, FieldHints& hints, QWidget* parent = nullptr);

    void writeTo(AccountPatch& patch) const;

signals:
    void edited();

private:
    enum Mode { Off, Whole, Tiers };
    struct Tier {
        SwitchBox* isThere = nullptr;
        JetStreamFields* fields = nullptr;
    };
    static Mode modeOf(const AccountLimits& limits);
    QWidget* buildTiers(FieldHints& hints);
    void showMode();

    AccountLimits m_before;
    QComboBox* m_mode;
    QStackedWidget* m_pages;
    JetStreamFields* m_whole;
    std::map<std::string, Tier> m_tiers{};
};

} // namespace gd::ui
