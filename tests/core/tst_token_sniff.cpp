// SPDX-License-Identifier: Apache-2.0
//
// What is found in bytes of unknown origin, and how token and seed files are told apart.
#include "core/jwt/token_sniff.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

class TestTokenSniff : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const SeedSigner account(Seed::create(KeyKind::Account)->text()->text());
        m_account = *encodeToken(newAccountClaims(account.key(), "A"), account.key(), 1735689600, account);
        m_userSeed = std::make_unique<Seed>(*Seed::create(KeyKind::User));
        const std::string user = m_userSeed->publicKey().text();
        m_user = *encodeToken(newUserClaims(user, "alice"), account.key(), 1735689600, account);
    }

    void bareToken()
    {
        const auto found = sniffTokens(" \t\xef\xbb\xbf" + m_account + "\r\n");
        QVERIFY(!found.has_value()); // the mark is one only at the very front
        const auto trimmed = sniffTokens("\xef\xbb\xbf " + m_account + "\r\n");
        QVERIFY(trimmed.has_value());
        QCOMPARE(trimmed->size(), std::size_t{1});
        QCOMPARE(trimmed->front().token, m_account);
        QVERIFY(std::holds_alternative<AccountClaims>(trimmed->front().claims));
    }

    void severalBlocksInAMail()
    {
        const auto found = sniffTokens("Hello.\nHere they are. Yours.\n" + *decorateToken(m_account) + "and\n" +
                                       *decorateToken(m_user));
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{2});
        QCOMPARE(found->at(0).token, m_account);
        QCOMPARE(found->at(1).token, m_user);
    }

    void credsFileHoldsOneToken()
    {
        const auto creds = credsFile(m_user, *m_userSeed);
        QVERIFY(creds.has_value());
        const auto found = sniffTokens(creds->text());
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(userSeedOfText(creds->text())->publicKey().text(), m_userSeed->publicKey().text());
    }

    void everyError()
    {
        QCOMPARE(sniffTokens("").error().code, ErrorCode::NotAToken);
        QCOMPARE(sniffTokens("One. Two. Three words.").error().code, ErrorCode::NotAToken);
        QCOMPARE(sniffTokens(std::string("\0\1\2", 3)).error().code, ErrorCode::NotAToken);
        QCOMPARE(sniffTokens(std::string(maxTokenFileBytes + 1, 'x')).error().code, ErrorCode::FileTooLarge);
        QCOMPARE(sniffTokens(m_account.substr(0, m_account.size() - 8)).error().code, ErrorCode::TokenSignatureV2);
        std::string damaged = *decorateToken(m_account);
        char& letter = damaged[damaged.find('.') + 20];
        letter = letter == 'A' ? 'B' : 'A'; // still a letter of the alphabet, so the block stays one
        QVERIFY(sniffTokens(damaged).error().code != ErrorCode::NotAToken);
        QCOMPARE(sniffTokens(decorateSeed(*m_userSeed)->text()).error().code, ErrorCode::NotAToken);
    }

    void everyErrorOfSeedFiles()
    {
        const auto curve = Seed::create(KeyKind::Curve), account = Seed::create(KeyKind::Account);
        const auto stranger = Seed::create(KeyKind::User);
        QCOMPARE(decorateSeed(*curve).error().code, ErrorCode::SeedKind);
        QCOMPARE(credsFile(m_account, *m_userSeed).error().code, ErrorCode::NotAUserJwt);
        QCOMPARE(credsFile(m_user, *account).error().code, ErrorCode::NotAUserSeed);
        QCOMPARE(credsFile(m_user, *stranger).error().code, ErrorCode::SeedMismatch);
        QCOMPARE(seedOfText(m_account).error().code, ErrorCode::NoSeedFound);
        QCOMPARE(seedOfText(*decorateToken(m_account) + *decorateToken(m_user)).error().code, ErrorCode::NotASeedLine);
        QCOMPARE(userSeedOfText(account->text()->text()).error().code, ErrorCode::NotAUserSeed);
        QCOMPARE(seedOfText("SUNDAY").error().code, ErrorCode::KeyTooShort);
    }

private:
    std::string m_account, m_user;
    std::unique_ptr<Seed> m_userSeed;
};

QTEST_APPLESS_MAIN(TestTokenSniff)
#include "tst_token_sniff.moc"
