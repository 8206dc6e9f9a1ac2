// SPDX-License-Identifier: Apache-2.0
#include "core/admin/contact_admin.h"
#include "core/admin/store_steps.h"
#include "core/nkeys/seed.h"
#include "core/share/token_file_names.h"
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

std::string accountKey()
{
    return Seed::create(KeyKind::Account)->publicKey().text();
}

struct ContactStore : AdminStore {
    DiskArea area;

    ContactAnswer change(const std::optional<Contact>& before, const std::optional<Contact>& after)
    {
        return changeContact({before, after}, world(), area, [this] { return clock; });
    }
    std::string text() const
    {
        const auto content = area.read(contactsFile(at.state));
        return content && *content ? **content : std::string();
    }
    void write(const std::string& content)
    {
        if (!area.replace(contactsFile(at.state), content)) qFatal("cannot write");
    }
};

using Tune = std::function<void(ContactStore&, Contact&)>;

} // namespace

Q_DECLARE_METATYPE(Tune)

class TestContactAdmin : public QObject {
    Q_OBJECT

private slots:
    void thereAndBack()
    {
        ContactStore store;
        const auto before = store.world();
        QVERIFY(before->contacts.empty());
        const Contact made{accountKey(), "Acme & Sons", "asked for by Zoë"};
        const ContactChange change{{}, made};
        auto answer = changeContact(change, before, store.area, [&] { return store.clock; });
        QVERIFY(!answer.error);
        QVERIFY(answer.setAside.empty());
        QVERIFY(answer.world->contacts == Contacts{made});
        QVERIFY(answer.world->revision != before->revision);
        QCOMPARE(answer.world->contact(made.key)->name, made.name);

        const Contact renamed{made.key, "Acme", {}};
        QVERIFY(!store.change(made, renamed).error);
        QVERIFY(store.world()->contacts == Contacts{renamed});

        const ContactChange gone{renamed, {}};
        QVERIFY(!store.change(gone.before, gone.after).error);
        QVERIFY(store.world()->contacts.empty());
        const auto back = gone.inverse();
        QCOMPARE(back.key(), made.key);
        QVERIFY(!store.change(back.before, back.after).error);
        QVERIFY(store.world()->contacts == Contacts{renamed});
    }

    void refused_data()
    {
        QTest::addColumn<Tune>("tune");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* field, ErrorCode code, Tune tune) {
            QTest::newRow(name) << std::move(tune) << QString(field) << int(code);
        };
        row("user's key", "key", ErrorCode::KeyWrongKind,
            [](auto&, Contact& c) { c.key = Seed::create(KeyKind::User)->publicKey().text(); });
        row("no key", "key", ErrorCode::FieldEmpty, [](auto&, Contact& c) { c.key.clear(); });
        row("account of the store", "key", ErrorCode::KeyTaken,
            [](ContactStore& store, Contact& c) { c.key = store.key("ACCTA"); });
        row("other contact", "key", ErrorCode::KeyTaken,
            [](ContactStore& store, Contact& c) { c.key = store.world()->contacts.front().key; });
        row("no name", "name", ErrorCode::FieldEmpty, [](auto&, Contact& c) { c.name = "  "; });
        row("line end", "name", ErrorCode::LabelHasBadCharacter, [](auto&, Contact& c) { c.name = "a\nb"; });
        row("endless", "name", ErrorCode::TextTooLong, [](auto&, Contact& c) { c.name.assign(9000, 'x'); });
        row("name of a contact", "name", ErrorCode::NameTaken, [](auto&, Contact& c) { c.name = "taken"; });
        row("name of an account", "name", ErrorCode::NameTaken, [](auto&, Contact& c) { c.name = "accta"; });
        row("endless note", "note", ErrorCode::TextTooLong, [](auto&, Contact& c) { c.note.assign(9000, 'x'); });
    }
    void refused()
    {
        QFETCH(Tune, tune);
        QFETCH(QString, field);
        QFETCH(int, code);
        ContactStore store;
        QVERIFY(!store.change({}, Contact{accountKey(), "Taken", {}}).error);
        Contact contact{accountKey(), "good", "good"};
        QVERIFY((ContactDraft{contact, true}.problems(*store.world()).empty()));
        tune(store, contact);
        const auto problems = ContactDraft{contact, true}.problems(*store.world());
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(problems[0].field), field);
        QCOMPARE(int(problems[0].error.code), code);
        const auto before = store.text();
        const auto answer = store.change({}, contact);
        QVERIFY(answer.error);
        QVERIFY(int(answer.error->code) == code || answer.error->code == ErrorCode::StoreChangedOutside);
        QCOMPARE(store.text(), before);
    }

    /// Another window may have done something with the same contact meanwhile.
    void notOverWhatAnotherDid()
    {
        ContactStore store;
        const Contact seen{accountKey(), "One", {}};
        Contact now = seen;
        now.note = "written elsewhere";
        QVERIFY(!store.change({}, now).error);
        for (const auto& after : {std::optional<Contact>(), std::optional(Contact{seen.key, "Two", {}})})
            QVERIFY(store.change(seen, after).error->code == ErrorCode::StoreChangedOutside);
        QVERIFY(store.change({}, seen).error->code == ErrorCode::StoreChangedOutside);
        QVERIFY(store.world()->contacts == Contacts{now});
    }

    /// With what was read before, others that came in between stay.
    void keepsOthersOfAnotherWindow()
    {
        ContactStore store;
        const auto old = store.world();
        QVERIFY(!store.change({}, Contact{accountKey(), "theirs", {}}).error);
        const Contact mine{accountKey(), "mine", {}};
        const auto answer = changeContact({{}, mine}, old, store.area, [&] { return store.clock; });
        QVERIFY(!answer.error);
        QCOMPARE(answer.world->contacts.size(), std::size_t(2));
    }

    void damagedFileIsToldAndKept()
    {
        ContactStore store;
        store.write("{ not whole");
        const auto world = store.world();
        QVERIFY(world->contacts.empty());
        const auto isAboutIt = [&](const Finding& finding) {
            return finding.code == FindingCode::FileUnreadable && finding.subject == contactsFile(store.at.state);
        };
        QVERIFY(std::ranges::any_of(world->findings, isAboutIt));
        const auto answer = store.change({}, Contact{accountKey(), "one", {}});
        QVERIFY(!answer.error);
        QCOMPARE(**store.area.read(answer.setAside), std::string("{ not whole"));
        QVERIFY(std::ranges::none_of(answer.world->findings, isAboutIt));
        store.write(R"({"contacts":[7]})");
        const auto second = store.change({}, Contact{accountKey(), "two", {}});
        QVERIFY(second.setAside != answer.setAside);
        QCOMPARE(**store.area.read(answer.setAside), std::string("{ not whole"));
        QCOMPARE(**store.area.read(second.setAside), std::string(R"({"contacts":[7]})"));
    }

    void namesOfFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("part");
        QTest::newRow("plain") << "ACME_1.eu"
                               << "ACME_1.eu";
        QTest::newRow("blanks and signs") << " Acme & Sons (Ltd.) "
                                          << "Acme-Sons-Ltd";
        QTest::newRow("path") << "../up/there"
                              << "..-up-there";
        QTest::newRow("other letters") << "Zoë"
                                       << "Zoë";
        QTest::newRow("nothing left") << "&&&"
                                      << "KEY";
        QTest::newRow("long") << QString(63, 'x') + "ëëë" << QString(63, 'x');
    }
    void namesOfFiles()
    {
        QFETCH(QString, name);
        QFETCH(QString, part);
        QCOMPARE(QString::fromStdString(nameInFiles({"KEY", name.toStdString(), {}})), part);
    }

    void seenByOpeningAndLookingAgain()
    {
        ContactStore store;
        const auto clock = [&] {
            return store.clock;
        };
        const Contact one{accountKey(), "one", {}};
        QVERIFY(!store.change({}, one).error);
        const auto opening = openStore(store.at, store.area, clock);
        QVERIFY(!opening.error);
        QVERIFY(opening.state.world->contacts == Contacts{one});
        const auto same = lookAgain(opening.state, store.area, clock);
        QVERIFY(same->world == opening.state.world);
        QVERIFY(!store.change(one, {}).error);
        QVERIFY(lookAgain(opening.state, store.area, clock)->world->contacts.empty());
    }
};

QTEST_GUILESS_MAIN(TestContactAdmin)
#include "tst_contact_admin.moc"
