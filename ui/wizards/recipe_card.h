// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRadioButton>

namespace gd::ui {

/// A kind of share to choose: a small picture of who sends what, and its name. What it is for is told to assistive
/// technology and as tooltip; the page says it about the chosen one.
class RecipeCard : public QRadioButton {
    Q_OBJECT

public:
    /// An arrow of the picture: towards the consumer (messages) or back (requests, acknowledgements).
    enum class Arrow { ToConsumer, ToProvider };

    RecipeCard(const QString& title, const QString& purpose, QList<Arrow> arrows, QWidget* parent = nullptr);

    QString purpose() const { return m_purpose; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

private:
    void paintPicture(QPainter& painter, const QRectF& area) const;

    QString m_purpose;
    QList<Arrow> m_arrows;
};

} // namespace gd::ui
