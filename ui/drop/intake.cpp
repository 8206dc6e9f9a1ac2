// SPDX-License-Identifier: Apache-2.0
#include "ui/drop/intake.h"

#include "core/base/text.h"
#include "core/base/unix_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token_sniff.h"
#include "core/nkeys/seed.h"
#include "ui/bridge/background.h"
#include "ui/bridge/strings.h"

#include <QFileInfo>
#include <QStringEncoder>
#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <set>

namespace gd::ui {

namespace {

/// A whole file in locked memory, for somebody may drop a creds file or a key.
Result<SecretBytes> contentOf(const QString& path, const std::string& name)
{
    auto content = readSecretFile(pathFromQt(path), maxTokenFileBytes);
    if (!content) {
        return Error{content.error().code, name, content.error().detail};
    }
    if (!*content) {
        return Error{ErrorCode::FileUnreadable, name, "missing"};
    }
    return std::move(**content);
}

/// The lines that begin like a token. What else stands in a text is no business of ours: it may be a seed.
std::vector<std::string_view> tokenLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const auto line = trimmed(text.substr(0, end)); line.starts_with("eyJ")) {
            lines.push_back(line);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The tokens of some bytes: what core finds, or bare tokens that stand on lines of their own (a mail, a list).
Result<std::vector<FoundToken>> tokensIn(std::string_view bytes)
{
    if (bytes.size() > maxTokenFileBytes) {
        return Error{ErrorCode::FileTooLarge};
    }
    const auto text = trimmed(withoutByteOrderMark(bytes));
    Result<std::vector<FoundToken>> found = Error{ErrorCode::NotAToken};
    // Decoding copies what it reads, so a text is decoded as a whole only where that cannot be a seed.
    if (!textBlocks(text).empty() || (text.find('\n') == std::string_view::npos && !holdsSeed(text))) {
        found = sniffTokens(bytes);
    }
    if (found) {
        return found;
    }
    std::vector<FoundToken> inLines;
    for (const auto line : tokenLines(text)) {
        auto more = sniffTokens(line);
        if (more) {
            std::move(more->begin(), more->end(), std::back_inserter(inLines));
        } else if (found.error().code == ErrorCode::NotAToken) {
            found = std::move(more);
        }
    }
    return inLines.empty() ? std::move(found) : Result<std::vector<FoundToken>>(std::move(inLines));
}

/// UTF-8 in locked memory. Of a text that was pasted Qt has copies of its own; there need not be more of them.
SecretBytes utf8Of(const QString& text)
{
    QStringEncoder toUtf8(QStringEncoder::Utf8);
    SecretBytes bytes = SecretBytes::ofSize(static_cast<std::size_t>(toUtf8.requiredSpace(text.size())));
    if (!bytes.empty()) {
        auto* const begin = reinterpret_cast<char*>(bytes.bytes().data());
        bytes.shrink(static_cast<std::size_t>(toUtf8.appendToBuffer(begin, text) - begin));
    }
    return bytes;
}

/// Adds the activation tokens of some bytes; a token that is there already is only counted.
void add(Intake& intake, std::set<std::string>& seen, std::string_view bytes, const std::string& name)
{
    const auto found = tokensIn(bytes);
    if (!found) {
        intake.refused.push_back({found.error().code, name, found.error().detail});
        return;
    }
    for (const auto& one : *found) {
        if (!std::holds_alternative<ActivationClaims>(one.claims)) {
            intake.refused.push_back({ErrorCode::TokenTypeMismatch, name, {}});
        } else if (seen.insert(one.token).second) {
            intake.items.push_back({.token = one.token, .sourceName = name});
        } else {
            ++intake.duplicates;
        }
    }
}

} // namespace

void takeIn(QObject* owner, const QStringList& files, std::function<void(Intake)> done)
{
    const auto work = [files] {
        Intake intake;
        std::set<std::string> seen;
        for (const auto& path : files) {
            const QString fileName = QFileInfo(path).fileName();
            const std::string name = fromQt(fileName.isEmpty() ? path : fileName);
            if (const auto content = contentOf(path, name)) {
                add(intake, seen, content->text(), name);
            } else {
                intake.refused.push_back(content.error());
            }
        }
        return intake;
    };
    inBackground(owner, QThreadPool::globalInstance(), work,
                 [done = std::move(done)](Intake intake) { done(std::move(intake)); });
}

Intake takeInText(const QString& text)
{
    Intake intake;
    std::set<std::string> seen;
    add(intake, seen, utf8Of(text).text(), {});
    return intake;
}

} // namespace gd::ui
