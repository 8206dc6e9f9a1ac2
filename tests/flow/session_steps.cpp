// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session_steps.h"

#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/store/journal.h"
#include "ui/bridge/strings.h"

#include <QDir>
#include <QFile>

namespace gd::test {

QStringList tokenFiles(const SampleSession& sample)
{
    return QDir(ui::pathToQt(sample.session.snapshot()->workspace.tokens))
        .entryList({QStringLiteral("*.tok")}, QDir::Files, QDir::Name);
}

SharePlan orderEventsPlan(const SampleSession& sample)
{
    auto planned = planShare(sample.orderEvents(), *sample.session.snapshot(), sample.session.now());
    return planned ? *planned : SharePlan{};
}

void cutOff(const SampleSession& sample, const Transaction& transaction)
{
    DiskArea disk;
    Journal journal(disk, sample.session.snapshot()->workspace.state / "journal");
    QVERIFY(journal.begin(transaction));
    const auto& first = transaction.edits.front();
    QVERIFY(first.after ? disk.replace(first.file, *first.after) : disk.remove(first.file));
}

bool reopen(ui::Session& session, const SampleSession& sample)
{
    QSignalSpy opened(&session, &ui::Session::opened);
    session.open(sample.session.snapshot()->workspace);
    return opened.wait(5000);
}

void editOutside(const SampleSession& sample, const char* name, const std::function<void(AccountClaims&)>& edit)
{
    const auto& world = *sample.session.snapshot();
    const auto* account = world.accountNamed(name);
    auto claims = account->claims;
    edit(claims);
    const KeyRing keys(world.workspace.keystore);
    const auto signer = accountSigner(*account, world, keys);
    QVERIFY(signer);
    const auto token = encodeToken(claims, *signer, claims.header.issuedAt + 5, keys);
    QVERIFY(token);
    QFile file(ui::pathToQt(account->file));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(token->data(), static_cast<qint64>(token->size()));
}

} // namespace gd::test
