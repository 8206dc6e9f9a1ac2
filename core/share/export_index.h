// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/subject/subject_index.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace gd {

/// The exports of one account, for asking often which of them covers a subject.
class ExportIndex {
public:
    /// @param provider  must outlive the index and stay as it is.
    explicit ExportIndex(const AccountClaims& provider);

    /// As coveringExport() in core/share/trust.h, without a walk over all exports if there are many.
    std::optional<std::size_t> covering(ExportType type, std::string_view subject) const;

private:
    struct OfType {
        std::unordered_map<std::string_view, std::size_t> firstEqual{};
        SubjectIndex containers{};
    };
    const AccountClaims* m_provider = nullptr;
    std::array<OfType, 3> m_ofType{}; ///< by ExportType; empty if there are few exports
    bool m_isFew = false;
};

} // namespace gd
