// SPDX-License-Identifier: Apache-2.0
#include "ui/drop/drop_offer.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token_sniff.h"
#include "ui/bridge/strings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace gd::ui {

namespace {

std::optional<DraggedShare> shareFrom(const QByteArray& payload)
{
    const QJsonObject object = QJsonDocument::fromJson(payload).object();
    const DraggedShare share{fromQt(object[u"provider"].toString()), fromQt(object[u"share"].toString())};
    return share.provider.empty() || share.shareId.empty() ? std::nullopt : std::optional(share);
}

/// A cheap look, made on every mouse move: every token begins with a JSON object in base64url, `{"` is "eyJ".
bool looksLikeToken(const QString& text)
{
    if (text.size() > static_cast<qsizetype>(maxTokenFileBytes)) {
        return false;
    }
    return text.startsWith(QLatin1String("eyJ")) || text.contains(QLatin1String("\neyJ")) ||
           text.contains(QLatin1String("-----BEGIN NATS"));
}

} // namespace

DropOffer offerFrom(const QMimeData& data)
{
    DropOffer offer;
    if (data.hasFormat(QLatin1String(shareMimeType))) {
        offer.share = shareFrom(data.data(QLatin1String(shareMimeType)));
        if (offer.share) {
            return offer;
        }
    }
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            offer.files.append(url.toLocalFile());
        }
    }
    if (offer.files.isEmpty() && data.hasText()) {
        if (const QString text = data.text().trimmed(); looksLikeToken(text)) {
            offer.text = text;
        }
    }
    return offer;
}

std::unique_ptr<QMimeData> mimeForShare(const DraggedShare& share)
{
    auto data = std::make_unique<QMimeData>();
    const QJsonObject object{{QStringLiteral("provider"), toQt(share.provider)},
                             {QStringLiteral("share"), toQt(share.shareId)}};
    data->setData(QLatin1String(shareMimeType), QJsonDocument(object).toJson(QJsonDocument::Compact));
    return data;
}

std::unique_ptr<QMimeData> mimeForTokenFiles(const std::vector<TokenFile>& files)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    QStringList texts;
    for (const auto& file : files) {
        urls.append(QUrl::fromLocalFile(pathToQt(file.file)));
        if (const auto decorated = decorateToken(file.token)) {
            texts.append(toQt(*decorated));
        }
    }
    data->setUrls(urls);
    // A mail program that takes text gets whole files, with their BEGIN and END lines; nothing for unreadable ones.
    if (!texts.isEmpty()) {
        data->setText(texts.join(u'\n'));
    }
    return data;
}

} // namespace gd::ui
