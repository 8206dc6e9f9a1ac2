// SPDX-License-Identifier: Apache-2.0
//
// What a drag brings, and what is found in files and texts that were dropped or pasted.
#include "core/jwt/creds_file.h"
#include "core/jwt/token_sniff.h"
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/drop/drop_offer.h"
#include "ui/drop/intake.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <sys/stat.h>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestDrop : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void offers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("urls");
        QTest::addColumn<int>("files");
        QTest::addColumn<bool>("isText");
        const QString decorated = toQt(*decorateToken(token()));
        QTest::newRow("nothing") << QString() << QStringList() << 0 << false;
        QTest::newRow("a file") << QString() << QStringList{"file:///tmp/a.tok"} << 1 << false;
        QTest::newRow("files of any name")
            << QString() << QStringList{"file:///tmp/a", "file:///tmp/b.txt"} << 2 << false;
        QTest::newRow("an address of the web") << QString() << QStringList{"https://example.com/a.tok"} << 0 << false;
        QTest::newRow("a token") << toQt(token()) << QStringList() << 0 << true;
        QTest::newRow("a token with blanks around") << "\n  " + toQt(token()) + " \n" << QStringList() << 0 << true;
        QTest::newRow("a decorated token") << decorated << QStringList() << 0 << true;
        QTest::newRow("a mail around a token") << "Hello,\n" + toQt(token()) + "\nBye" << QStringList() << 0 << true;
        QTest::newRow("other text") << "Hello" << QStringList() << 0 << false;
        QTest::newRow("both: files win") << toQt(token()) << QStringList{"file:///tmp/a.tok"} << 1 << false;
        QTest::newRow("text without end")
            << QString(3'000'000, u'e').replace(0, 3, "eyJ") << QStringList() << 0 << false;
    }
    void offers()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, urls);
        QFETCH(int, files);
        QFETCH(bool, isText);
        QMimeData data;
        if (!text.isEmpty()) {
            data.setText(text);
        }
        QList<QUrl> list;
        for (const auto& url : urls) {
            list << QUrl(url);
        }
        if (!list.isEmpty()) {
            data.setUrls(list);
        }
        const DropOffer offer = offerFrom(data);
        QCOMPARE(offer.files.size(), files);
        QCOMPARE(!offer.text.isEmpty(), isText);
        QVERIFY(!offer.share);
        QCOMPARE(offer.isEmpty(), files == 0 && !isText);
    }

    void sharesTravelAsIdsOnly()
    {
        const DraggedShare share{m_world.key("ACCTA"), "push-consumer/\"S\"/C"};
        const auto data = mimeForShare(share);
        QCOMPARE(data->formats(), QStringList{QString::fromLatin1(shareMimeType)});
        const DropOffer offer = offerFrom(*data);
        QVERIFY(offer.share);
        QCOMPARE(*offer.share, share);
        QVERIFY(offer.files.isEmpty() && offer.text.isEmpty());
    }

    void damagedShareIsNone()
    {
        QMimeData data;
        data.setData(QString::fromLatin1(shareMimeType), "{not json");
        QVERIFY(offerFrom(data).isEmpty());
    }

    void tokenFilesTravelAsFilesAndText()
    {
        const TokenFile good{"/tmp/with blank/a.tok", token(), {}};
        const TokenFile damaged{"/tmp/b.tok", {}, {}};
        const auto data = mimeForTokenFiles({good, damaged});
        QCOMPARE(data->urls().size(), 2);
        QCOMPARE(data->urls().first().toLocalFile(), QStringLiteral("/tmp/with blank/a.tok"));
        const auto found = sniffTokens(data->text().toStdString());
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE(found->front().token, token());
        QCOMPARE(offerFrom(*data).files.size(), 2);
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("refusal"); // -1: none
        const auto code = [](ErrorCode one) {
            return static_cast<int>(one);
        };
        const QByteArray compact = QByteArray::fromStdString(token());
        const auto account = QByteArray::fromStdString(m_world.build().accounts.front().token);
        QTest::newRow("compact") << compact << 1 << -1;
        QTest::newRow("decorated") << QByteArray::fromStdString(*decorateToken(token())) << 1 << -1;
        QTest::newRow("twice the same") << compact + "\n" + compact << 1 << -1;
        QTest::newRow("empty") << QByteArray() << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("a text") << QByteArray("shopping list") << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("zeros") << QByteArray(5000, '\0') << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("account token") << account << 0 << code(ErrorCode::TokenTypeMismatch);
        const auto seed = *Seed::create(KeyKind::User);
        const auto bytesOf = [](const SecretBytes& secret) {
            return QByteArray(secret.text().data(), static_cast<qsizetype>(secret.text().size()));
        };
        QTest::newRow("a seed") << bytesOf(*seed.text()) << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("a seed in a block") << bytesOf(*decorateSeed(seed)) << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("a seed with dots behind") << bytesOf(*seed.text()) + " a.b.c" << 0 << code(ErrorCode::NotAToken);
        QTest::newRow("a seed above a token") << bytesOf(*seed.text()) + "\n" + compact << 1 << -1;
        QTest::newRow("10 MB") << QByteArray(10'000'000, 'x') << 0 << code(ErrorCode::FileTooLarge);
        QTest::newRow("token behind 3 MB")
            << QByteArray(3'000'000, '\n') + compact << 0 << code(ErrorCode::FileTooLarge);
    }
    void files()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, items);
        QFETCH(int, refusal);
        const Intake intake = taken({write(QStringLiteral("a file.tok"), content)});
        QCOMPARE(static_cast<int>(intake.items.size()), items);
        QCOMPARE(static_cast<int>(intake.refused.size()), refusal < 0 ? 0 : 1);
        if (refusal >= 0) {
            QCOMPARE(static_cast<int>(intake.refused.front().code), refusal);
            QCOMPARE(intake.refused.front().where, std::string("a file.tok"));
        } else {
            QCOMPARE(intake.items.front().token, token());
            QCOMPARE(intake.items.front().sourceName, std::string("a file.tok"));
        }
    }

    void damagedTokenIsRefused()
    {
        std::string damaged = token();
        damaged[damaged.size() - 5] = damaged[damaged.size() - 5] == 'A' ? 'B' : 'A';
        const Intake intake = taken({write(QStringLiteral("d.tok"), QByteArray::fromStdString(damaged))});
        QVERIFY(intake.items.empty());
        QCOMPARE(intake.refused.size(), std::size_t(1));
    }

    void thingsThatAreNoFiles()
    {
        const QString pipe = m_folder->filePath(QStringLiteral("pipe.tok"));
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0); // reading it would wait for ever
        const Intake intake = taken({m_folder->path(), m_folder->path() + u'/', pipe, QStringLiteral("/dev/zero"),
                                     m_folder->filePath(QStringLiteral("none.tok"))});
        QVERIFY(intake.items.empty());
        QCOMPARE(intake.refused.size(), std::size_t(5));
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(intake.refused[i].code, ErrorCode::NotAFile);
            QVERIFY(!intake.refused[i].where.empty());
        }
        QCOMPARE(intake.refused[4].code, ErrorCode::FileUnreadable);
    }

    void thousandsOfFiles()
    {
        QStringList paths;
        const QByteArray compact = QByteArray::fromStdString(token());
        for (int i = 0; i < 1000; ++i) {
            paths << write(QStringLiteral("%1.tok").arg(i), compact);
            paths << write(QStringLiteral("%1.txt").arg(i), "no token");
        }
        const Intake intake = taken(paths);
        QCOMPARE(intake.items.size(), std::size_t(1)); // each token once
        QCOMPARE(intake.refused.size(), std::size_t(1000));
        QCOMPARE(intake.duplicates, 999);
    }

    void answerForSomebodyGoneIsForgotten()
    {
        bool isCalled = false;
        {
            QObject owner;
            takeIn(&owner, {write(QStringLiteral("a.tok"), QByteArray::fromStdString(token()))},
                   [&isCalled](const Intake&) { isCalled = true; });
        }
        taken({}); // a second job behind the first
        QVERIFY(!isCalled);
    }

    void texts()
    {
        const Intake one = takeInText(QStringLiteral("Hello,\n\n") + toQt(*decorateToken(token())));
        QCOMPARE(one.items.size(), std::size_t(1));
        QVERIFY(one.items.front().sourceName.empty());
        const Intake bare = takeInText(QStringLiteral("Hello,\n ") + toQt(token()) + QStringLiteral("\r\nBye."));
        QCOMPARE(bare.items.size(), std::size_t(1));
        const Intake none = takeInText(QStringLiteral("Hello"));
        QVERIFY(none.items.empty());
        QCOMPARE(none.refused.size(), std::size_t(1));
        QCOMPARE(takeInText({}).refused.size(), std::size_t(1));
    }

private:
    std::string token() { return m_world.activation("ACCTA", m_world.key("ACCTB"), ExportType::Stream, "orders.>"); }

    QString write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    static Intake taken(const QStringList& paths)
    {
        std::optional<Intake> result;
        QObject owner;
        takeIn(&owner, paths, [&result](Intake intake) { result = std::move(intake); });
        return QTest::qWaitFor([&result] { return result.has_value(); }, 20000) ? *result : Intake{};
    }

    WorldBuilder m_world = WorldBuilder::sample();
    std::unique_ptr<QTemporaryDir> m_folder{};
};

QTEST_GUILESS_MAIN(TestDrop)
#include "tst_drop.moc"
