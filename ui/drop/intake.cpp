// SPDX-License-Identifier: Apache-2.0
#include "ui/drop/intake.h"

#include "core/jwt/token_sniff.h"
#include "ui/bridge/background.h"
#include "ui/bridge/strings.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

#include <iterator>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gd::ui {

namespace {

/// A file descriptor that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }

private:
    int m_number;
};

/// At most maxTokenFileBytes of a regular file; never waits for a pipe or a device.
Result<QByteArray> contentOf(const QString& path, const std::string& name)
{
    const QByteArray nativePath = QFile::encodeName(path);
    struct stat before {};
    if (::stat(nativePath.constData(), &before) != 0) {
        return Error{ErrorCode::FileUnreadable, name, "stat"};
    }
    if (!S_ISREG(before.st_mode)) { // opening a device or a pipe may already do something
        return Error{ErrorCode::NotAFile, name, {}};
    }
    const Descriptor file(::open(nativePath.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat opened {};
    if (file.number() < 0 || ::fstat(file.number(), &opened) != 0) {
        return Error{ErrorCode::FileUnreadable, name, "open"};
    }
    if (!S_ISREG(opened.st_mode)) { // it was replaced between the two calls
        return Error{ErrorCode::NotAFile, name, {}};
    }
    QFile reader;
    if (!reader.open(file.number(), QIODevice::ReadOnly, QFileDevice::DontCloseHandle)) {
        return Error{ErrorCode::FileUnreadable, name, "read"};
    }
    const QByteArray bytes = reader.read(static_cast<qint64>(maxTokenFileBytes) + 1);
    if (reader.error() != QFileDevice::NoError) {
        return Error{ErrorCode::FileUnreadable, name, "read"};
    }
    if (bytes.size() > static_cast<qsizetype>(maxTokenFileBytes)) {
        return Error{ErrorCode::FileTooLarge, name, {}};
    }
    return bytes;
}

/// The tokens of some bytes: what core finds, or bare tokens that stand on lines of their own (a mail, a list).
Result<std::vector<FoundToken>> tokensIn(std::string_view bytes)
{
    auto found = sniffTokens(bytes);
    if (found || found.error().code == ErrorCode::FileTooLarge) {
        return found;
    }
    std::vector<FoundToken> inLines;
    for (const QByteArray& line :
         QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).split('\n')) {
        const QByteArray text = line.trimmed();
        if (!text.startsWith("eyJ")) {
            continue;
        }
        if (auto more = sniffTokens({text.constData(), static_cast<std::size_t>(text.size())})) {
            std::move(more->begin(), more->end(), std::back_inserter(inLines));
        }
    }
    return inLines.empty() ? std::move(found) : Result<std::vector<FoundToken>>(std::move(inLines));
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
            const auto bytes = contentOf(path, name);
            if (bytes) {
                add(intake, seen, {bytes->constData(), static_cast<std::size_t>(bytes->size())}, name);
            } else {
                intake.refused.push_back(bytes.error());
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
    add(intake, seen, fromQt(text), {});
    return intake;
}

} // namespace gd::ui
