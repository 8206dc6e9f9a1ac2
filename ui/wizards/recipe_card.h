// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRadioButton>

namespace gd::ui {

/// One kind of share to choose: a small picture of the arrows between two accounts, its name and what it is for.
class RecipeCard : public QRadioButton {
    Q_OBJECT

public:
    /// An arrow of the picture: towards the consumer (messages) or back (requests, acknowledgements).
    enum class Arrow { ToConsumer, ToProvider };

    RecipeCard(const QString& title, const QString& purpose, QList<Arrow> arrows, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

private:
    QRectF wordsArea(const QRectF& frame) const;
    void paintPicture(QPainter& painter, const QRectF& area) const;

    QString m_purpose;
    QList<Arrow> m_arrows;
};

} // namespace gd::ui
