// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"
#include "ui/wizards/field_hints.h"

#include <QComboBox>
#include <QGroupBox>

namespace gd::ui {

/// A public export needs no token: choose the provider and its export, or type key and subject.
class PublicExportForm : public QGroupBox {
    Q_OBJECT

public:
    explicit PublicExportForm(QWidget* parent = nullptr);

    /// Providers are all accounts but `consumer`.
    void showWorld(const SnapshotPtr& world, const std::string& consumer);

signals:
    void added(const gd::AcceptItem& item);

private:
    std::string providerKey() const;
    void showExports();
    void takeType(const QString& subject);
    void add();

    SnapshotPtr m_world{};
    std::string m_consumer{};
    FieldHints m_hints{};
    QComboBox* m_provider;
    QComboBox* m_subject;
    QComboBox* m_type;
};

} // namespace gd::ui
