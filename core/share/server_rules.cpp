// SPDX-License-Identifier: Apache-2.0
#include "core/share/server_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gd {

namespace {

/// Major, minor and patch number; 0 for what is not there.
std::array<int, 3> numbersOf(std::string_view version)
{
    std::array<int, 3> numbers{};
    const char* at = version.data();
    const char* const end = at + version.size();
    for (auto& number : numbers) {
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || next == end || *next != '.') break;
        at = next + 1;
    }
    return numbers;
}

} // namespace

ServerAge serverAge(std::string_view version)
{
    const auto numbers = numbersOf(version);
    const auto since = [&](int minor, int patch) {
        return numbers >= std::array{2, minor, patch};
    };
    const bool isNewer = numbers < std::array{2, 12, 0} ? since(11, 15) : since(12, 6);
    return isNewer ? ServerAge::Newer : ServerAge::Older;
}

ServerEffect effectOf(const Finding& finding, ServerAge age)
{
    static constexpr FindingCode refused[] = {FindingCode::TokenForOther,  FindingCode::TokenUndecodable,
                                              FindingCode::TokenTooNarrow, FindingCode::ExportOverlaps,
                                              FindingCode::ImportCollides, FindingCode::TooManyImports,
                                              FindingCode::TooManyExports, FindingCode::WildcardsNotAllowed,
                                              FindingCode::RenameMismatch, FindingCode::AccountTooLarge};
    static constexpr FindingCode leftOut[] = {FindingCode::TokenMissing,     FindingCode::TokenExpired,
                                              FindingCode::TokenNotYetValid, FindingCode::TokenRevoked,
                                              FindingCode::ExportMissing,    FindingCode::ImportCycle};
    if (std::ranges::find(refused, finding.code) != std::end(refused)) return ServerEffect::LocksOut;
    if (std::ranges::find(leftOut, finding.code) != std::end(leftOut)) return ServerEffect::Silent;
    switch (finding.code) {
    case FindingCode::TokenNotTrusted: // by what the token says itself, or by what the provider says now
    case FindingCode::TokenWrongKind:  // than the import, or than the export
        return finding.severity == Severity::Blocks ? ServerEffect::LocksOut : ServerEffect::Silent;
    case FindingCode::LocalNameShared:
        return age == ServerAge::Older ? ServerEffect::LocksOut : ServerEffect::Works;
    default:
        return ServerEffect::Works;
    }
}

bool locksOutSomewhere(const Finding& finding)
{
    return effectOf(finding, ServerAge::Older) == ServerEffect::LocksOut ||
           effectOf(finding, ServerAge::Newer) == ServerEffect::LocksOut;
}

} // namespace gd
