// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/seed.h"
#include "ui/accounts/token_file_choice.h"
#include "ui/bridge/strings.h"

#include <QFile>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace gd;
using namespace gd::ui;

class TestTokenFileChoice : public QObject {
    Q_OBJECT

private slots:
    void takesAToken();
    void aSeedNeverBecomesText_data();
    void aSeedNeverBecomesText();
    void saysWhatCannotBeRead();

private:
    QString fileWith(const QByteArray& text)
    {
        const QString path = m_folder.filePath(QStringLiteral("chosen.jwt"));
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(text) != text.size()) qFatal("cannot write");
        return path;
    }

    QTemporaryDir m_folder{};
};

void TestTokenFileChoice::takesAToken()
{
    QPlainTextEdit field;
    const auto path = fileWith("header.claims.signature\n");
    chooseTokenFile(&field, QStringLiteral("dialog"), QStringLiteral("Token"), QStringLiteral("Tokens (*.jwt)"));
    auto* dialog = field.findChild<QFileDialog*>(QStringLiteral("dialog"));
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    QCOMPARE(field.toPlainText(), QStringLiteral("header.claims.signature\n"));
}

void TestTokenFileChoice::aSeedNeverBecomesText_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("key") << QByteArray();
    QTest::newRow("creds") << QByteArray("header.claims.signature\n-----BEGIN USER NKEY SEED-----\n");
}

void TestTokenFileChoice::aSeedNeverBecomesText()
{
    QFETCH(const QByteArray, before);
    const auto seed = Seed::create(KeyKind::User)->text();
    QPlainTextEdit field;
    field.setPlainText(QStringLiteral("what stood there"));
    const auto text = seed->text();
    readTokenFile(&field, fileWith(before + QByteArray(text.data(), static_cast<qsizetype>(text.size()))));
    QCOMPARE(field.toPlainText(), QString());
    QVERIFY(field.placeholderText().contains(QStringLiteral("private key")));
}

void TestTokenFileChoice::saysWhatCannotBeRead()
{
    QPlainTextEdit field;
    readTokenFile(&field, m_folder.filePath(QStringLiteral("missing.jwt")));
    QVERIFY(field.placeholderText().contains(QStringLiteral("missing.jwt")));
    readTokenFile(&field, m_folder.path());
    QVERIFY(!field.placeholderText().isEmpty());
    QCOMPARE(field.toPlainText(), QString());
}

QTEST_MAIN(TestTokenFileChoice)
#include "tst_token_file_choice.moc"
