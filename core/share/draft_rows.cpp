// SPDX-License-Identifier: Apache-2.0
#include "core/share/draft_rows.h"

namespace gd {

Import importOf(const std::string& name, const std::string& provider, ExportType type, const std::string& subject,
                const std::string& localSubject)
{
    Import import{.name = name, .subject = subject, .account = provider, .type = type};
    const auto& local = localSubject.empty() ? subject : localSubject;
    if (type == ExportType::Service || local != subject) import.localSubject = local;
    return import;
}

std::vector<std::string> importNames(const AccountClaims& claims)
{
    std::vector<std::string> names;
    for (const auto& import : claims.imports)
        names.push_back(import.name);
    return names;
}

std::vector<std::string> exportNames(const AccountClaims& claims)
{
    std::vector<std::string> names;
    for (const auto& offered : claims.exports)
        names.push_back(offered.name);
    return names;
}

} // namespace gd
