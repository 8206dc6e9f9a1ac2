// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/problem_bar.h"

#include <QFrame>

namespace gd::ui {

class IconLabel;

/// One notice as it stands in the problem bar.
class NoticeRow final : public QFrame {
    Q_OBJECT

public:
    NoticeRow(const Notice& notice, QWidget* parent);

    const QString& id() const { return m_id; }
    bool isClosable() const { return m_closable; }

signals:
    /// Closed, or one of its buttons was pressed.
    void done();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString m_id;
    Notice::Kind m_kind;
    bool m_closable;
    IconLabel* m_sign = nullptr;
};

} // namespace gd::ui
