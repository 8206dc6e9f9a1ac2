// SPDX-License-Identifier: Apache-2.0
//
// Runs the vector files of the folder GRANTDESK_VECTORS, by default the project's own copy in tests/data/vectors and
// what was added in tests/data/vectors-own. How to run another set: tests/data/vectors-own/README.md.
#include "tests/core/vector_checks.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

/// Every list of a file. An entry of no known kind is a failure; in the project's own files so is a member that no
/// check looks at.
bool runFile(const std::string& path, bool strict)
{
    const auto file = readVectors(path);
    Tally tally(path.substr(path.rfind('/') + 1));
    if (!file) {
        tally.count("file", "cannot be read: " + codeText(file.error().code));
        return tally.finish();
    }
    for (const JsonMember& list : file->members) {
        if (list.value.type != JsonValue::Type::List) continue;
        int number = 0;
        for (const JsonValue& entry : list.value.items) {
            const std::string id = has(entry, "id") ? text(entry, "id") : std::to_string(number);
            const std::string name = list.name == "vectors" ? id : list.name + " " + id;
            ++number;
            if (list.name == "keys") {
                if (const std::string problem = checkLabelledKey(entry); !problem.empty()) tally.count(name, problem);
                continue;
            }
            const VectorKind* const kind = vectorKind(list.name, entry);
            if (kind == nullptr) {
                tally.count(name, "no check knows this kind of entry");
                continue;
            }
            std::string problem = kind->check(entry, *file);
            const std::string unchecked = uncheckedMembers(*kind, entry);
            if (problem.empty() && strict && !unchecked.empty()) problem = "not looked at: " + unchecked;
            tally.count(name, problem, truth(entry, "lenient"));
        }
    }
    return tally.finish();
}

} // namespace

class TestVectors : public QObject {
    Q_OBJECT

private slots:
    void everyFile_data()
    {
        QTest::addColumn<QString>("path");
        const auto files = vectorFiles();
        for (const std::string& path : files)
            QTest::newRow(path.c_str()) << QString::fromStdString(path);
        if (files.empty()) QTest::newRow("no vector files") << QString();
    }

    void everyFile()
    {
        QFETCH(QString, path);
        QVERIFY2(!path.isEmpty(), "the folder has no .json files");
        QVERIFY(runFile(path.toStdString(), !foreignVectors()));
    }

    /// The set that came with the format has these files; a copy that lost one would otherwise still pass.
    void ownCopyIsWhole()
    {
        if (foreignVectors()) return;
        std::string names;
        for (const std::string& path : vectorFiles()) {
            if (path.find("/vectors/") != std::string::npos) names += path.substr(path.rfind('/') + 1) + ' ';
        }
        QCOMPARE(QString::fromStdString(names),
                 QString("account.json activation.json decode.json decorated.json generic.json nkeys.json "
                         "operator.json revocations.json sharing.json subjects.json user.json validate.json "));
    }

    void unknownEntriesFail()
    {
        const auto entry = parseJson(R"({"id":"x","token":"a.b.c","more":1,"expect":{"decode":{},"colour":"red"}})");
        QVERIFY(entry.has_value());
        QVERIFY(vectorKind("tokens", *entry) == nullptr);
        QVERIFY(vectorKind("vectors", *parseJson(R"({"id":"x"})")) == nullptr);
        const VectorKind* const kind = vectorKind("vectors", *entry);
        QVERIFY(kind != nullptr);
        QCOMPARE(uncheckedMembers(*kind, *entry), std::string("more, expect.colour"));
        QVERIFY(!kind->check(*entry, {}).empty()); // an expectation without a result is none that passes
    }
};

QTEST_APPLESS_MAIN(TestVectors)
#include "tst_vectors.moc"
