// SPDX-License-Identifier: Apache-2.0
#include "core/subject/subject.h"

#include <QtTest>

using namespace gd;

Q_DECLARE_METATYPE(gd::ErrorCode)

namespace {

constexpr auto fine = static_cast<ErrorCode>(-1);

ErrorCode codeOf(const Status& status)
{
    return status ? fine : status.error().code;
}

} // namespace

class TestSubject : public QObject {
    Q_OBJECT

private slots:
    void wellFormed_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("one token") << "orders" << fine;
        QTest::newRow("several") << "orders.eu.42" << fine;
        QTest::newRow("wildcards") << "orders.*.>" << fine;
        QTest::newRow("everything") << ">" << fine;
        QTest::newRow("umlauts") << "größe.>" << fine;
        QTest::newRow("empty") << "" << ErrorCode::SubjectEmpty;
        QTest::newRow("two dots") << "a..b" << ErrorCode::SubjectEmptyToken;
        QTest::newRow("leading dot") << ".a" << ErrorCode::SubjectEmptyToken;
        QTest::newRow("trailing dot") << "a." << ErrorCode::SubjectEmptyToken;
        QTest::newRow("blank") << "a b" << ErrorCode::SubjectBadCharacter;
        QTest::newRow("tab") << "a\tb" << ErrorCode::SubjectBadCharacter;
        QTest::newRow("line end") << "a\r\n" << ErrorCode::SubjectBadCharacter;
        QTest::newRow("star in token") << "a*.b" << ErrorCode::SubjectWildcardInToken;
        QTest::newRow("tail in token") << "a.b>" << ErrorCode::SubjectWildcardInToken;
        QTest::newRow("tail in the middle") << "a.>.b" << ErrorCode::SubjectTailNotLast;
    }

    void wellFormed()
    {
        QFETCH(QString, subject);
        QFETCH(ErrorCode, code);
        QCOMPARE(codeOf(checkSubject(subject.toStdString())), code);
    }

    void literal()
    {
        QCOMPARE(codeOf(checkLiteralSubject("a.b")), fine);
        QCOMPARE(codeOf(checkLiteralSubject("a.*")), ErrorCode::SubjectWildcardNotAllowed);
        QCOMPARE(codeOf(checkLiteralSubject("")), ErrorCode::SubjectEmpty);
    }

    void jetStreamNames()
    {
        QCOMPARE(codeOf(checkJetStreamName("ORDERS-eu_1")), fine);
        for (const char* name : {"", "a.b", "a b", "a*", "a>", "a/b", "a\\b", "a\n"}) {
            QCOMPARE(codeOf(checkJetStreamName(name)), ErrorCode::NameHasBadCharacter);
        }
    }

    void collisions_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("collide");
        QTest::newRow("equal") << "a.b"
                               << "a.b" << true;
        QTest::newRow("different") << "a.b"
                                   << "a.c" << false;
        QTest::newRow("crossing stars") << "a.*.c"
                                        << "a.b.*" << true;
        QTest::newRow("star and literal") << "a.*"
                                          << "a.b" << true;
        QTest::newRow("star takes one token") << "a.*"
                                              << "a.b.c" << false;
        QTest::newRow("tail takes some") << "a.>"
                                         << "a.b.c" << true;
        QTest::newRow("tail takes at least one") << "a.>"
                                                 << "a" << false;
        QTest::newRow("tail and star") << "*.b"
                                       << "a.>" << true;
        QTest::newRow("two tails") << ">"
                                   << "a.>" << true;
    }

    void collisions()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, collide);
        QCOMPARE(subjectsCollide(one.toStdString(), other.toStdString()), collide);
        QCOMPARE(subjectsCollide(other.toStdString(), one.toStdString()), collide);
    }

    void mapping_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("local");
        QTest::addColumn<QString>("mapped");
        QTest::newRow("no local name") << "a.b"
                                       << "a.*"
                                       << ""
                                       << "a.b";
        QTest::newRow("literal") << "a.b"
                                 << "a.b"
                                 << "mine"
                                 << "mine";
        QTest::newRow("swapped") << "acct.1.req.2"
                                 << "acct.*.req.*"
                                 << "mine.$2.$1"
                                 << "mine.2.1";
        QTest::newRow("stars in order") << "a.1.2"
                                        << "a.*.*"
                                        << "b.*.*"
                                        << "b.1.2";
        QTest::newRow("tail") << "data.x.y"
                              << "data.>"
                              << "theirs.>"
                              << "theirs.x.y";
        QTest::newRow("star and tail") << "a.1.x.y"
                                       << "a.*.>"
                                       << "b.$1.c.>"
                                       << "b.1.c.x.y";
        QTest::newRow("does not match") << "b.1"
                                        << "a.*"
                                        << "c.$1"
                                        << "";
        QTest::newRow("reference out of range stays") << "a.1"
                                                      << "a.*"
                                                      << "c.$2"
                                                      << "c.$2";
    }

    void mapping()
    {
        QFETCH(QString, example);
        QFETCH(QString, subject);
        QFETCH(QString, local);
        QFETCH(QString, mapped);
        QCOMPARE(QString::fromStdString(mapSubject(example.toStdString(), subject.toStdString(), local.toStdString())),
                 mapped);
    }
};

QTEST_APPLESS_MAIN(TestSubject)
#include "tst_subject.moc"
