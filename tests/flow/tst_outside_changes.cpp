// SPDX-License-Identifier: Apache-2.0
//
// Another program changes the store under an open window: it shows within a second, what was typed stays, and what it
// made wrong is said.
#include "tests/flow/session_steps.h"
#include "tests/flow/window_story.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/import_wizard.h"

#include <QLabel>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

namespace {

/// What a person waits for at most; sanitizers make everything several times as slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int second = 5000;
#else
constexpr int second = 1000;
#endif

/// All that labels of a window say.
QString said(const QWidget& window)
{
    QString all;
    for (const auto* label : window.findChildren<QLabel*>())
        if (label->isVisible()) all += label->text() + QLatin1Char('\n');
    return all;
}

} // namespace

class TestOutsideChanges : public QObject {
    Q_OBJECT

private slots:
    void showsInTheWindowWithinASecond();
    void theShareWizardKeepsWhatWasTyped();
    void theImportWizardKeepsWhatWasTyped();
    void anUndoThatNoLongerFitsSaysWhy();
};

void TestOutsideChanges::showsInTheWindowWithinASecond()
{
    Story story;
    auto& sample = story.live.sample;
    QVERIFY(story.shareByWizard(true));
    auto* shares = story.view("providerShares");
    QTRY_COMPARE(shares->model()->rowCount(), 1);
    editOutside(sample, "ACCTA", [](AccountClaims& claims) { claims.exports.clear(); });
    QTRY_COMPARE_WITH_TIMEOUT(shares->model()->rowCount(), 0, second);
    QTRY_VERIFY(said(story.window()).contains("Another program changed the store."));
}

void TestOutsideChanges::theShareWizardKeepsWhatWasTyped()
{
    Story story;
    auto& sample = story.live.sample;
    story.action("newShare")->trigger();
    auto* wizard = story.wizard<ShareWizard>();
    QVERIFY(wizard);
    Driver user(*wizard);
    const std::vector<std::pair<const char*, QString>> typed{{"stream", "MYSTREAM"},
                                                             {"jsConsumer", "MYCONSUMER"},
                                                             {"deliverSubject", "deliver.mine"},
                                                             {"deliverGroup", "mygroup"}};
    const auto isKept = [&] {
        QStringList lost;
        for (const auto& [field, text] : typed)
            if (user.read(field) != text) lost << QLatin1String(field);
        return lost;
    };
    QVERIFY(user.choose("provider", QStringLiteral("ACCTA")));
    for (const auto& [field, text] : typed)
        QVERIFY(user.type(field, text));

    // In the middle of typing, and what has nothing to do with it.
    editOutside(sample, "ACCTC");
    QTRY_COMPARE_WITH_TIMEOUT(sample.claims("ACCTC").description, std::string("edited elsewhere"), second);
    QCOMPARE(isKept(), QStringList());
    QCOMPARE(user.focus(), QStringLiteral("deliverGroup"));

    QVERIFY(user.next());
    QVERIFY(user.checkRow("consumers", "ACCTB"));
    QVERIFY(user.next());
    QVERIFY(user.isEnabled("apply"));

    // The account that was chosen goes away, and comes again.
    const std::string key = sample.key("ACCTB");
    const auto folder = sample.session.snapshot()->accountNamed("ACCTB")->file.parent_path();
    const auto elsewhere = std::filesystem::path(pathFromQt(sample.folder.path())) / "elsewhere";
    std::filesystem::rename(folder, elsewhere);
    QTRY_VERIFY_WITH_TIMEOUT(!user.isEnabled("apply"), second);
    QVERIFY(user.read("applyReason").contains(toQt(key) + " is no account of this workspace."));
    QVERIFY(user.back());
    QVERIFY(user.read("consumers").contains("[x] | ACCTB")); // so that the tick can be taken away
    QVERIFY(user.checkRow("consumers", "ACCTB", false));
    QVERIFY(user.back());
    QCOMPARE(isKept(), QStringList());
    std::filesystem::rename(elsewhere, folder);
    QVERIFY(user.next());
    QTRY_VERIFY_WITH_TIMEOUT(user.read("consumers").contains("| ACCTB"), second);
    QVERIFY(user.checkRow("consumers", "ACCTB"));
    QVERIFY(user.next());
    QVERIFY(user.read("applyReason").isEmpty());
    QVERIFY(story.agree(user, "apply"));
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QVERIFY(std::ranges::all_of(sample.claims("ACCTA").exports, [](const Export& each) {
        return each.subject.find("mine") != std::string::npos || each.subject.find("MYCONSUMER") != std::string::npos;
    }));
}

void TestOutsideChanges::theImportWizardKeepsWhatWasTyped()
{
    SampleSession sample;
    const auto offered = planShare(sample.orderEvents(false), *sample.session.snapshot(), sample.session.now());
    QVERIFY(offered && !sample.apply(*offered));
    AcceptDraft draft;
    draft.account = sample.key("ACCTB");
    for (const auto& file : sample.session.snapshot()->tokenFiles) {
        draft.items.emplace_back();
        draft.items.back().token = file.token;
    }
    ImportWizard wizard(sample.session, draft, {});
    Driver user(wizard);
    QVERIFY(user.editCell("items", "deliver.", "Subject in ACCTB", "orders.here"));
    QVERIFY(user.editCell("items", "deliver.", "Name", "my orders"));
    QVERIFY(user.type("prefix", "UPSTREAM"));

    // Another program imports something else under the same subject.
    editOutside(sample, "ACCTB", [&](AccountClaims& claims) {
        Import other;
        other.account = sample.key("ACCTC");
        other.subject = "other.orders";
        other.localSubject = "orders.here";
        other.name = "of another program";
        claims.imports.push_back(other);
    });
    QTRY_COMPARE_WITH_TIMEOUT(sample.claims("ACCTB").imports.size(), 1U, second);
    QTRY_VERIFY_WITH_TIMEOUT(user.read("verdict").contains("ACCTB gets orders.here from two places."), second);
    QCOMPARE(user.read("prefix"), QStringLiteral("UPSTREAM"));
    QVERIFY(user.read("items").contains("orders.here"));
    QVERIFY(user.read("items").contains("my orders"));
    QVERIFY(user.next());
    QVERIFY(user.read("findings").contains("ACCTB gets orders.here from two places."));
}

void TestOutsideChanges::anUndoThatNoLongerFitsSaysWhy()
{
    Story story;
    auto& sample = story.live.sample;
    QVERIFY(story.shareByWizard(true));
    editOutside(sample, "ACCTB");
    QTRY_COMPARE_WITH_TIMEOUT(sample.claims("ACCTB").description, std::string("edited elsewhere"), second);
    const auto refused = sample.act([&] { story.action("undo")->trigger(); });
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::StoreChangedOutside);
    QTRY_VERIFY(said(story.window()).contains("ACCTB.jwt was edited by another program"));
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(sample.claims("ACCTB").description, std::string("edited elsewhere"));
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
}

QTEST_MAIN(TestOutsideChanges)
#include "tst_outside_changes.moc"
