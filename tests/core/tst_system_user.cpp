// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/live/system_user.h"
#include "tests/support/live_operator.h"

#include <QFile>
#include <QTest>

using namespace gd;
using namespace gd::test;

namespace {

const std::vector<std::uint8_t> nonce{1, 2, 3};

/// Whether the credentials' signature is that of their token's user.
bool provesItself(const Credentials& credentials)
{
    const auto claims = decodeUser(credentials.userToken);
    const auto key = claims ? PublicKey::parse(claims->header.subject, KeyKind::User) : claims.error();
    const auto signature = credentials.sign(nonce);
    return key && signature && key->verify(nonce, *signature);
}

} // namespace

class TestSystemUser : public QObject {
    Q_OBJECT
private slots:
    void throwAwayUser();
    void strictOperatorNeedsASigningKey();
    void scopedKeysAreNotUsed();
    void storedUser();
    void noWay();
    void credsFile();
    void badCredsFiles();

private:
    /// A keystore in which nothing of the operator lies.
    QTemporaryDir m_empty{};
    KeyRing m_noKeys{std::filesystem::path(m_empty.path().toStdString())};
    UnixSeconds m_now = systemClock()();
};

void TestSystemUser::throwAwayUser()
{
    const LiveOperator op;
    const auto credentials = systemCredentials(op.world(), op.keys(), m_now);
    QVERIFY(credentials);
    QVERIFY(provesItself(*credentials));
    const auto claims = decodeUser(credentials->userToken);
    QVERIFY(claims);
    QCOMPARE(claims->header.issuer, op.systemKey());
    QCOMPARE(claims->issuerAccount, std::string());
    QCOMPARE(claims->header.issuedAt, m_now);
    QCOMPARE(claims->header.expires, m_now + 120);
    const auto& permissions = claims->permissions.permissions;
    QCOMPARE(permissions.pub.allow.size(), std::size_t{3});
    QCOMPARE(permissions.sub.allow, std::vector<std::string>{"_INBOX.>"});
    // A new one each time, and its key nowhere on disk.
    const auto again = systemCredentials(op.world(), op.keys(), m_now);
    QVERIFY(again);
    QVERIFY(decodeUser(again->userToken)->header.subject != claims->header.subject);
    QVERIFY(!op.keys().canSign(claims->header.subject));
}

void TestSystemUser::strictOperatorNeedsASigningKey()
{
    LiveOperator op(true);
    QCOMPARE(systemCredentials(op.world(), op.keys(), m_now).error().code, ErrorCode::NetNoSystemAccount);
    const auto signingKey = op.addSigningKey(op.systemKey());
    const auto credentials = systemCredentials(op.world(), op.keys(), m_now);
    QVERIFY(credentials);
    QVERIFY(provesItself(*credentials));
    const auto claims = decodeUser(credentials->userToken);
    QCOMPARE(claims->header.issuer, signingKey);
    QCOMPARE(claims->issuerAccount, op.systemKey());
}

void TestSystemUser::scopedKeysAreNotUsed()
{
    LiveOperator op(true);
    const auto signingKey = op.addSigningKey(op.systemKey());
    op.account(op.systemKey()).claims.signingKeys[signingKey] = UserScope{};
    QCOMPARE(systemCredentials(op.world(), op.keys(), m_now).error().code, ErrorCode::NetNoSystemAccount);
}

void TestSystemUser::storedUser()
{
    LiveOperator op(true);
    const auto system = op.systemKey();
    op.addUser(system, "expired", m_now - 1);
    const auto key = op.addUser(system, "sys");
    const auto credentials = systemCredentials(op.world(), op.keys(), m_now);
    QVERIFY(credentials);
    QVERIFY(provesItself(*credentials));
    QCOMPARE(decodeUser(credentials->userToken)->header.subject, key);
    // The key must be here, and the user must not be revoked.
    QVERIFY(!systemCredentials(op.world(), m_noKeys, m_now));
    for (const auto& revoked : {key, std::string("*")}) {
        op.account(system).claims.revocations = {{revoked, m_now}};
        QVERIFY(!systemCredentials(op.world(), op.keys(), m_now));
    }
    op.account(system).claims.revocations = {{key, 1}};
    QVERIFY(systemCredentials(op.world(), op.keys(), m_now));
}

void TestSystemUser::noWay()
{
    LiveOperator op;
    QCOMPARE(systemCredentials(op.world(), m_noKeys, m_now).error().code, ErrorCode::NetNoSystemAccount);
    // The account's key is enough: its token may lie elsewhere.
    auto world = op.world();
    world.accounts.clear();
    QVERIFY(systemCredentials(world, op.keys(), m_now));
    world.op.claims.systemAccount.clear();
    QCOMPARE(systemCredentials(world, op.keys(), m_now).error().code, ErrorCode::NetNoSystemAccount);
}

void TestSystemUser::credsFile()
{
    LiveOperator op;
    const auto key = op.addUser(op.systemKey(), "sys");
    const auto seed = op.keys().open(key);
    QVERIFY(seed);
    const auto text = gd::credsFile(op.account(op.systemKey()).users.front().token, *seed);
    QVERIFY(text);
    QFile file(m_empty.filePath(QStringLiteral("a.creds")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text->text().data(), static_cast<qint64>(text->text().size()));
    file.close();
    const auto credentials = fileCredentials(file.fileName().toStdString());
    QVERIFY(credentials);
    QVERIFY(provesItself(*credentials));
    QCOMPARE(credentials->userToken, op.account(op.systemKey()).users.front().token);
}

void TestSystemUser::badCredsFiles()
{
    LiveOperator op;
    const auto folder = m_empty.path().toStdString();
    const auto codeOf = [&](const QByteArray& content) {
        QFile file(m_empty.filePath(QStringLiteral("bad.creds")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return -1;
        file.write(content);
        file.close();
        const auto credentials = fileCredentials(file.fileName().toStdString());
        return credentials || credentials.error().where != file.fileName().toStdString()
                   ? -1
                   : int(credentials.error().code);
    };
    QCOMPARE(fileCredentials(folder + "/none").error().code, ErrorCode::FileUnreadable);
    QCOMPARE(fileCredentials(folder).error().code, ErrorCode::NotAFile);
    QCOMPARE(codeOf({}), int(ErrorCode::NotAUserJwt));
    QCOMPARE(codeOf(QByteArray(3 * 1024 * 1024, 'x')), int(ErrorCode::FileTooLarge));
    QCOMPARE(codeOf(QByteArray::fromStdString(op.account(op.systemKey()).token)), int(ErrorCode::NotAUserJwt));

    const auto bare = Seed::create(KeyKind::User);
    QVERIFY(bare);
    const auto seedText = bare->text();
    QVERIFY(seedText);
    const auto seedBlock = decorateSeed(*bare);
    QVERIFY(seedBlock);
    QCOMPARE(codeOf(QByteArray(seedText->text().data(), qsizetype(seedText->text().size()))),
             int(ErrorCode::NotAUserJwt));
    QCOMPARE(codeOf(QByteArray(seedBlock->text().data(), qsizetype(seedBlock->text().size()))),
             int(ErrorCode::NotAUserJwt));

    op.addUser(op.systemKey(), "one");
    QCOMPARE(codeOf(QByteArray::fromStdString(op.account(op.systemKey()).users.front().token)),
             int(ErrorCode::NotAUserJwt)); // a token alone is no creds file
    const auto token = decorateToken(op.account(op.systemKey()).users.front().token);
    QVERIFY(token);
    QCOMPARE(codeOf(QByteArray::fromStdString(*token)), int(ErrorCode::NoSeedFound));
    const auto other = Seed::create(KeyKind::User);
    const auto decorated = decorateSeed(*other);
    QVERIFY(decorated);
    QCOMPARE(codeOf(QByteArray::fromStdString(*token + std::string(decorated->text()))), int(ErrorCode::SeedMismatch));
}

QTEST_GUILESS_MAIN(TestSystemUser)
#include "tst_system_user.moc"
