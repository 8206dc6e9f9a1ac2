// SPDX-License-Identifier: Apache-2.0
//
// Many subjects at once: which of them contain a subject, or could match the same messages, without asking each pair.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gd {

/// Place of a subject in its list, or number of a group in which subjects do not get in each other's way.
using SubjectRank = std::uint32_t;
constexpr SubjectRank noRank = UINT32_MAX;

/// The first ranks of two different owners: enough to answer "which is the first that is not mine?".
class FirstRanks {
public:
    void add(SubjectRank rank, SubjectRank owner);
    void add(const FirstRanks& others);

    /// The first rank of another owner, or noRank. Ranks without an owner (noRank) are never one's own.
    SubjectRank firstNotOf(SubjectRank owner) const
    {
        return owner == noRank || m_owner != owner ? m_rank : m_nextRank;
    }
    SubjectRank first() const { return m_rank; }

private:
    SubjectRank m_rank = noRank, m_owner = noRank;
    SubjectRank m_nextRank = noRank, m_nextOwner = noRank;
};

/// A tree of tokens. Answers are those of subjectContained() and subjectsCollide(), also for subjects that no server
/// would take. Both visit no node twice, so that a question costs at most one walk over the tree, and usually the
/// length of the subject.
class SubjectIndex {
public:
    SubjectIndex();

    /// @param subject  must outlive the index. @param owner  see FirstRanks; noRank: nobody's.
    void add(std::string_view subject, SubjectRank rank, SubjectRank owner = noRank);

    bool empty() const { return m_nodes.size() == 1; }

    /// Calls `found` for each text in the index that contains `subject` (itself, if it is in there), in no order, with
    /// what was added under that text.
    void forEachContainer(std::string_view subject, const std::function<void(const FirstRanks&)>& found) const;

    /// The first rank of another owner whose subject collides with `subject`, or noRank.
    SubjectRank firstColliding(std::string_view subject, SubjectRank owner = noRank) const;

private:
    using Number = std::uint32_t; ///< of a node; 0, the root, is nobody's child and stands for none

    struct Node {
        FirstRanks here{};  ///< of subjects that end here
        FirstRanks below{}; ///< of longer ones
        Number star = 0, tail = 0;
        Number firstChild = 0, nextSibling = 0;
    };
    struct Edge {
        Number parent = 0;
        std::string_view token{};

        bool operator==(const Edge&) const = default;
    };
    struct EdgeHash {
        std::size_t operator()(const Edge& edge) const
        {
            return std::hash<std::string_view>()(edge.token) ^ (edge.parent * std::size_t{0x9e3779b97f4a7c15});
        }
    };

    Number child(Number parent, std::string_view token) const;
    Number childFor(Number parent, std::string_view token);

    std::vector<Node> m_nodes{};
    std::unordered_map<Edge, Number, EdgeHash> m_children{};
};

} // namespace gd
