// SPDX-License-Identifier: Apache-2.0
//
// The parts of validate(). Internal to core/jwt.
#pragma once

#include "core/jwt/validate.h"

#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// The list that the rules fill.
class Issues {
public:
    void add(IssueCode code, std::string_view where = {}, IssueLevel level = IssueLevel::Error)
    {
        m_list.push_back({code, level, std::string(where)});
    }
    std::size_t size() const { return m_list.size(); }
    std::vector<Issue> take() { return std::move(m_list); }

private:
    std::vector<Issue> m_list{};
};

/// A subject as the reference library sees it: far more passes than with checkSubject().
void checkReferenceSubject(Issues& issues, std::string_view subject);

/// Local name of an import against the provider's subject.
void checkLocalSubject(Issues& issues, std::string_view local, std::string_view subject);

/// Length and form of the texts that describe an account or export.
void checkInfo(Issues& issues, std::string_view description, std::string_view infoUrl);

/// Subjects of permissions; a subscribe subject may carry a queue name.
void checkPermissions(Issues& issues, const Permissions& permissions);
void checkPermissionSubject(Issues& issues, std::string_view text, bool queueAllowed);

/// A subject that contains the subject of another export of the same group.
struct ExportOverlap {
    std::string container{};
    std::string firstContained{}; ///< of the export that comes first in the list
};

/// Overlaps among the services, or among everything else; one per container text, by container.
std::vector<ExportOverlap> exportOverlaps(const std::vector<Export>& exports, bool services);

/// One by one, then all together.
void checkExports(Issues& issues, const std::vector<Export>& exports);

/// @param holder  public key of the account that has these imports.
void checkImports(Issues& issues, const std::vector<Import>& imports, const std::string& holder);

/// What an activation grants, without its times.
void checkActivationContent(Issues& issues, const ActivationClaims& claims);

/// Everything of the kinds but the times.
void checkContent(Issues& issues, const OperatorClaims& claims);
void checkContent(Issues& issues, const AccountClaims& claims);
void checkContent(Issues& issues, const UserClaims& claims);
inline void checkContent(Issues& issues, const ActivationClaims& claims)
{
    checkActivationContent(issues, claims);
}
inline void checkContent(Issues&, const GenericClaims&) {}

} // namespace gd
