// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/verdict_text.h"

#include "core/subject/subject.h"
#include "ui/bridge/strings.h"
#include "ui/look/status_look.h"
#include "ui/words/finding_text.h"
#include "ui/words/words.h"

#include <algorithm>

namespace gd::ui {

namespace {

QString findingWord(FindingCode code)
{
    switch (code) {
    case FindingCode::TokenMissing:
        return Words::tr("needs a token");
    case FindingCode::TokenForOther:
        return Words::tr("other account");
    case FindingCode::TokenWrongKind:
        return Words::tr("wrong kind");
    case FindingCode::TokenUndecodable:
        return Words::tr("damaged");
    case FindingCode::TokenExpired:
        return Words::tr("ended");
    case FindingCode::TokenNotYetValid:
        return Words::tr("not valid yet");
    case FindingCode::TokenRevoked:
        return Words::tr("revoked");
    case FindingCode::TokenNotTrusted:
        return Words::tr("not trusted");
    case FindingCode::TokenTooNarrow:
        return Words::tr("too narrow");
    case FindingCode::TokenTooWide:
        return Words::tr("wider than needed");
    case FindingCode::ExportMissing:
        return Words::tr("not offered");
    case FindingCode::ImportExists:
        return Words::tr("already there");
    case FindingCode::ImportCollides:
    case FindingCode::LocalNameShared:
    case FindingCode::LocalCaptured:
    case FindingCode::ExportOverlaps:
        return Words::tr("name is taken");
    case FindingCode::AckRenamed:
    case FindingCode::InfoUnprefixed:
    case FindingCode::PrefixReserved:
    case FindingCode::PrefixUsedByOther:
    case FindingCode::RenameMismatch:
    case FindingCode::SubjectMalformed:
        return Words::tr("name does not fit");
    case FindingCode::NamesDiffer:
    case FindingCode::RowMissing:
    case FindingCode::AckIsStream:
    case FindingCode::DeliverIsService:
    case FindingCode::NextNotStream:
    case FindingCode::ImportCycle:
    case FindingCode::ExportTooBroad:
    case FindingCode::ExportIsPublic:
    case FindingCode::WildcardsNotAllowed:
        return Words::tr("share does not fit");
    case FindingCode::TooManyImports:
    case FindingCode::TooManyExports:
    case FindingCode::AccountTooLarge:
        return Words::tr("too many");
    case FindingCode::FileUnreadable:
    case FindingCode::NotOperatorSigned:
    case FindingCode::KeystoreOldLayout:
    case FindingCode::NoKeyToSign:
    case FindingCode::StrictNeedsSigningKey:
    case FindingCode::SelfSignedLimits:
    case FindingCode::ImporterLosesProvider:
    case FindingCode::UserLosesSigner:
    case FindingCode::TokenLosesSigner:
    case FindingCode::SigningKeyReturns:
    case FindingCode::RevocationsDropped:
    case FindingCode::RevocationsReturn:
    case FindingCode::RevocationOnPublic:
    case FindingCode::RevocationSpares:
    case FindingCode::RevokedForAll:
    case FindingCode::OldTokensLive:
    case FindingCode::TokensLeft:
    case FindingCode::ExportMadePrivate:
    case FindingCode::SystemAccountGoes:
    case FindingCode::SystemAccountJetStream:
    case FindingCode::CredsMissing:
    case FindingCode::CredsOutdated:
        return Words::tr("cannot be changed");
    }
    return {};
}

const Finding* worst(const AcceptVerdict& verdict)
{
    const auto it = std::min_element(verdict.findings.begin(), verdict.findings.end(),
                                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    return it == verdict.findings.end() ? nullptr : &*it;
}

/// A subject without wildcards that the pattern matches, for showing.
QString exampleOf(const QString& subject)
{
    QStringList tokens = subject.split(u'.');
    int count = 0;
    for (auto& token : tokens) {
        if (token == u"*" || token == u">") {
            token = QChar(u'x' + count++ % 3);
        }
    }
    return tokens.join(u'.');
}

} // namespace

QString verdictWord(const AcceptVerdict& verdict)
{
    if (verdict.typed) {
        return Words::tr("bad name");
    }
    const Finding* finding = worst(verdict);
    if (!finding) {
        return verdict.importable ? Words::tr("ok") : Words::tr("not complete");
    }
    //: a verdict: it can be imported, although a warning stands beside it
    return verdict.importable ? Words::tr("ok, but %1").arg(findingWord(finding->code)) : findingWord(finding->code);
}

QIcon verdictIcon(const AcceptVerdict& verdict, const QPalette& palette)
{
    if (verdict.typed) {
        return lookOf(Severity::Blocks, palette).icon;
    }
    const Finding* finding = worst(verdict);
    if (finding) {
        return lookOf(verdict.importable ? Severity::Warning : finding->severity, palette).icon;
    }
    return verdict.importable ? lookOf(GrantState::Active, palette).icon : lookOf(Severity::Warning, palette).icon;
}

QString verdictSentences(const AcceptVerdict& verdict, const Snapshot& world)
{
    if (verdict.findings.empty() && !verdict.typed) {
        return verdict.importable ? Words::tr("This can be imported.") : Words::tr("This is not complete yet.");
    }
    QStringList parts;
    if (verdict.typed) {
        parts << explain(verdict.typed->error).all();
    }
    for (const auto& finding : verdict.findings) {
        parts << explain(finding, world).all();
    }
    parts.removeDuplicates();
    return parts.join(u'\n');
}

QString mappingExample(const Import& value, const QString& provider, const QString& consumer)
{
    if (value.subject.empty()) {
        return {};
    }
    const QString example = exampleOf(toQt(value.subject));
    const std::string local = value.localSubject.empty() ? value.subject : value.localSubject;
    const QString mapped = toQt(mapSubject(fromQt(example), value.subject, local));
    if (mapped.isEmpty()) {
        return {};
    }
    //: where a message goes: subject, account there, subject, account here
    return Words::tr("Example: %1 in %2 is %3 in %4.").arg(example, provider, mapped, consumer);
}

} // namespace gd::ui
