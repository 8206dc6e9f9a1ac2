// SPDX-License-Identifier: Apache-2.0
//
// Keys come from files and folders into the keystore of the open workspace, and the window says whose they are.
#include "core/nkeys/key_ring.h"
#include "tests/ui/sample_window.h"
#include "ui/shell/key_import.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestKeyImport : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWindow> m_window;

    const Snapshot& world() { return m_window->sample().world(); }
    QString notice()
    {
        auto* label = m_window->find<QLabel>("noticeText-keys");
        return label && label->isVisible() ? label->text() : QString();
    }
    /// Moves the key of an account out of the keystore into a folder.
    QString takeAway(const std::string& account)
    {
        const auto key = m_window->sample().key(account);
        const auto target = m_window->sample().path(QStringLiteral("away"));
        QDir().mkpath(target);
        const auto file = target + QLatin1Char('/') + toQt(account) + QStringLiteral(".nk");
        std::filesystem::rename(KeyRing(world().workspace.keystore).pathOf(key), pathFromQt(file));
        return file;
    }
    bool isHere(const std::string& account) { return world().keysHere.contains(m_window->sample().key(account)); }
    QFileDialog* ask(const char* action)
    {
        m_window->action(action)->trigger();
        return m_window->window().findChild<QFileDialog*>(QStringLiteral("importKeysDialog"));
    }

private slots:
    /// A key where keys once lay keeps nsc from working: the list of problems has the cure.
    void aKeystoreOfTheOldFormIsBroughtUpToDate()
    {
        const auto keystore = world().workspace.keystore;
        const auto key = KeyRing(keystore).pathOf(m_window->sample().key("ACCTB"));
        const auto isOld = [this] {
            return std::ranges::any_of(world().findings, [](const Finding& finding) {
                return finding.code == FindingCode::KeystoreOldLayout;
            });
        };
        auto* migrate = m_window->find<QPushButton>("migrateKeystore");
        QVERIFY(migrate);
        m_window->action("showProblems")->trigger();
        QVERIFY(!migrate->isVisible());
        std::filesystem::rename(key, keystore / "ACCTB.nk");
        m_window->session().lookAgain();
        QTRY_VERIFY(isOld());
        QTRY_VERIFY(migrate->isVisible());
        QVERIFY(migrate->isEnabled());
        QTest::mouseClick(migrate, Qt::LeftButton);
        QTRY_VERIFY(isHere("ACCTB") && !isOld());
        QVERIFY(std::filesystem::exists(key));
        auto* said = m_window->find<QLabel>("noticeText-migrated");
        QTRY_VERIFY(said && said->isVisible());
        const auto old = std::ranges::count_if(std::filesystem::directory_iterator(keystore.parent_path()),
                                               [](const auto& entry) { return exists(entry.path() / "ACCTB.nk"); });
        QCOMPARE(old, 1);
        QVERIFY(!migrate->isVisible());
    }

    void init()
    {
        m_window = std::make_unique<SampleWindow>();
        QVERIFY(!m_window->action("importKeys")->isEnabled());
        QVERIFY(m_window->sample().open());
    }
    void cleanup() { m_window.reset(); }

    void aFileComesBack()
    {
        const auto file = takeAway("ACCTB");
        m_window->session().lookAgain();
        QTRY_VERIFY(!isHere("ACCTB"));
        auto* dialog = ask("importKeys");
        QVERIFY(dialog && !dialog->testOption(QFileDialog::ShowDirsOnly));
        emit dialog->filesSelected({file});
        QTRY_VERIFY(isHere("ACCTB"));
        QTRY_VERIFY2(notice().contains("account ACCTB"), qPrintable(notice()));
        QVERIFY(notice().contains("1 key is"));
    }

    void aFolderComesBack()
    {
        takeAway("ACCTA");
        const auto file = takeAway("ACCTB");
        m_window->session().lookAgain();
        QTRY_VERIFY(!isHere("ACCTA") && !isHere("ACCTB"));
        auto* dialog = ask("importKeyFolder");
        QVERIFY(dialog && dialog->testOption(QFileDialog::ShowDirsOnly));
        emit dialog->filesSelected({QFileInfo(file).path()});
        QTRY_VERIFY(isHere("ACCTA") && isHere("ACCTB"));
        QTRY_VERIFY2(notice().contains("2 keys are"), qPrintable(notice()));
    }

    void whatIsNoKeyIsToldWithWhatCame()
    {
        const auto good = takeAway("ACCTC");
        const auto bad = m_window->sample().path(QStringLiteral("note.nk"));
        QFile note(bad);
        QVERIFY(note.open(QIODevice::WriteOnly) && note.write("no key") > 0);
        note.close();
        emit ask("importKeys")->filesSelected({good, bad});
        QTRY_VERIFY2(notice().contains("note.nk"), qPrintable(notice()));
        QVERIFY2(notice().contains("account ACCTC"), qPrintable(notice()));
    }

    void badFilesOfAFolderKeepNoOtherBack()
    {
        const auto folder = QFileInfo(takeAway("ACCTB")).path();
        m_window->session().lookAgain();
        QTRY_VERIFY(!isHere("ACCTB"));
        for (const char* name : {"/0.nk", "/zz.nk"}) {
            QFile bad(folder + QLatin1String(name));
            QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("no key") > 0);
        }
        emit ask("importKeyFolder")->filesSelected({folder});
        QTRY_VERIFY(isHere("ACCTB"));
        QTRY_VERIFY2(notice().contains("0.nk") && notice().contains("zz.nk") && notice().contains("account ACCTB"),
                     qPrintable(notice()));
    }

    void anEmptyFolderIsTold()
    {
        const auto folder = m_window->sample().path(QStringLiteral("empty"));
        QVERIFY(QDir().mkpath(folder));
        emit ask("importKeyFolder")->filesSelected({folder});
        QTRY_VERIFY2(notice().contains("No key"), qPrintable(notice()));
    }
};

QTEST_MAIN(TestKeyImport)
#include "tst_key_import.moc"
