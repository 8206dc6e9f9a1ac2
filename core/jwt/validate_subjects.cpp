// SPDX-License-Identifier: Apache-2.0
//
// Rules about texts that are subjects or describe something.
#include "core/jwt/issues.h"
#include "core/jwt/url_rules.h"
#include "core/subject/local_subject.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

constexpr std::size_t maxInfoBytes = 8192;

bool hasTail(std::string_view subject)
{
    return subject == ">" || subject.ends_with(".>");
}

std::vector<std::string_view> splitAtBlanks(std::string_view text)
{
    std::vector<std::string_view> pieces;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t blank = std::min(text.find(' ', start), text.size());
        pieces.push_back(text.substr(start, blank - start));
        start = blank + 1;
    }
    return pieces;
}

void checkPermission(Issues& issues, const Permission& permission, bool queueAllowed)
{
    for (const std::string& text : permission.allow)
        checkPermissionSubject(issues, text, queueAllowed);
    for (const std::string& text : permission.deny)
        checkPermissionSubject(issues, text, queueAllowed);
}

} // namespace

void checkReferenceSubject(Issues& issues, std::string_view subject)
{
    if (subject.empty()) {
        issues.add(IssueCode::SubjectEmpty);
        return;
    }
    if (subject.find(' ') != std::string_view::npos) issues.add(IssueCode::SubjectSpaces, subject);
    if (subject.front() == '.' || subject.back() == '.') issues.add(IssueCode::SubjectDotEdge, subject);
    if (subject.find("..") != std::string_view::npos) issues.add(IssueCode::SubjectDotDouble, subject);
}

void checkLocalSubject(Issues& issues, std::string_view local, std::string_view subject)
{
    checkReferenceSubject(issues, local);
    if (subject.empty()) issues.add(IssueCode::SubjectEmpty);
    // The reference library says this a second time; a window folds equal issues.
    if (local.find(' ') != std::string_view::npos) issues.add(IssueCode::SubjectSpaces, local);
    if (hasTail(local) != hasTail(subject)) issues.add(IssueCode::RenameSuffixMismatch, local);

    const int stars = starCount(subject);
    int used = starCount(local);
    for (const std::string_view token : subjectTokens(local)) {
        const auto number = referenceNumber(token);
        if (!number) continue;
        if (*number > stars) {
            issues.add(IssueCode::RenameReferenceRange, token);
        } else {
            ++used;
        }
    }
    if (used != stars) issues.add(IssueCode::RenameWildcardCount, local);
}

void checkInfo(Issues& issues, std::string_view description, std::string_view infoUrl)
{
    if (description.size() > maxInfoBytes) issues.add(IssueCode::DescriptionTooLong);
    if (infoUrl.empty()) return;
    if (infoUrl.size() > maxInfoBytes) issues.add(IssueCode::InfoUrlTooLong);
    const auto url = parseUrl(infoUrl);
    if (!url || url->scheme.empty() || url->host.empty()) {
        issues.add(IssueCode::InfoUrlInvalid, infoUrl.substr(0, maxInfoBytes));
    }
}

void checkPermissionSubject(Issues& issues, std::string_view text, bool queueAllowed)
{
    const auto pieces = splitAtBlanks(text);
    if (pieces.size() > 2) {
        issues.add(IssueCode::PermissionSpaces, text);
        return;
    }
    for (const std::string_view piece : pieces)
        checkReferenceSubject(issues, piece);
    if (pieces.size() == 2 && !queueAllowed) issues.add(IssueCode::PermissionQueue, text);
}

void checkPermissions(Issues& issues, const Permissions& permissions)
{
    checkPermission(issues, permissions.pub, false);
    checkPermission(issues, permissions.sub, true);
}

} // namespace gd
