// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/seed.h"
#include "core/store/contacts.h"
#include "tests/core/memory_area.h"
#include "tests/core/temp_folder.h"

#include <QTest>

using namespace gd;
using namespace gd::test;

namespace {

std::string accountKey()
{
    return Seed::create(KeyKind::Account)->publicKey().text();
}

} // namespace

class TestContacts : public QObject {
    Q_OBJECT

private slots:
    void roundTrip()
    {
        MemoryArea area;
        QVERIFY(loadContacts(area, "/state")->empty());
        Contacts contacts;
        const auto one = accountKey();
        const auto other = accountKey();
        QVERIFY(putContact(contacts, {one, "Zoë & <Sons>"}));
        QVERIFY(putContact(contacts, {other, "Alpha"}));
        QVERIFY(saveContacts(contacts, area, "/state"));
        QVERIFY(*loadContacts(area, "/state") == contacts);
        QCOMPARE(contacts.front().name, std::string("Alpha"));
        QVERIFY(putContact(contacts, {other, "Zulu", "of the south"}));
        QCOMPARE(contacts.size(), std::size_t(2));
        QCOMPARE(contactOf(contacts, other)->name, std::string("Zulu"));
        QVERIFY(saveContacts(contacts, area, "/state"));
        QCOMPARE(contactOf(*loadContacts(area, "/state"), other)->note, std::string("of the south"));
        QVERIFY(!contactOf(contacts, accountKey()));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        const auto key = QString::fromStdString(accountKey());
        QTest::newRow("user's key") << QString::fromStdString(Seed::create(KeyKind::User)->publicKey().text()) << "n"
                                    << int(ErrorCode::KeyWrongKind);
        QTest::newRow("no key") << "ABC"
                                << "n" << int(ErrorCode::KeyTooShort);
        QTest::newRow("no name") << key << " " << int(ErrorCode::FieldEmpty);
        QTest::newRow("line end") << key << "a\nb" << int(ErrorCode::LabelHasBadCharacter);
        QTest::newRow("name of another") << key << "Taken" << int(ErrorCode::NameTaken);
    }
    void refused()
    {
        QFETCH(QString, key);
        QFETCH(QString, name);
        QFETCH(int, code);
        Contacts contacts;
        QVERIFY(putContact(contacts, {accountKey(), "Taken"}));
        const auto done = putContact(contacts, {key.toStdString(), name.toStdString()});
        QVERIFY(!done);
        QCOMPARE(int(done.error().code), code);
        QCOMPARE(contacts.size(), std::size_t(1));
    }

    void damagedFiles()
    {
        MemoryArea area;
        area.files["/state/contacts.json"] = "{";
        QVERIFY(loadContacts(area, "/state").error().code == ErrorCode::FileUnreadable);
        area.files["/state/contacts.json"] = R"({"contacts":[1,{"key":"x"},{"name":"y"}]})";
        QVERIFY(loadContacts(area, "/state")->empty());
        std::size_t leftOut = 0;
        QVERIFY(contactsOf(area.files["/state/contacts.json"], "/state/contacts.json", &leftOut)->empty());
        QCOMPARE(leftOut, std::size_t(3));
    }

    void onTheDiskForNobodyElse()
    {
        TempFolder folder;
        DiskArea area;
        QVERIFY(saveContacts({{accountKey(), "one"}}, area, folder / "state"));
        QCOMPARE(TempFolder::modeOf(folder / "state/contacts.json"), 0600u);
        QCOMPARE(loadContacts(area, folder / "state")->size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestContacts)
#include "tst_contacts.moc"
