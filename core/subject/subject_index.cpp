// SPDX-License-Identifier: Apache-2.0
#include "core/subject/subject_index.h"

#include "core/subject/subject.h"

#include <algorithm>
#include <utility>

namespace gd {

void FirstRanks::add(SubjectRank rank, SubjectRank owner)
{
    if (rank < m_rank) {
        if (owner != m_owner) {
            m_nextRank = m_rank;
            m_nextOwner = m_owner;
        }
        m_rank = rank;
        m_owner = owner;
    } else if (owner != m_owner && rank < m_nextRank) {
        m_nextRank = rank;
        m_nextOwner = owner;
    }
}

void FirstRanks::add(const FirstRanks& others)
{
    if (others.m_rank != noRank) add(others.m_rank, others.m_owner);
    if (others.m_nextRank != noRank) add(others.m_nextRank, others.m_nextOwner);
}

SubjectIndex::SubjectIndex() : m_nodes(1) {}

SubjectIndex::Number SubjectIndex::child(Number parent, std::string_view token) const
{
    if (token == "*") return m_nodes[parent].star;
    if (token == ">") return m_nodes[parent].tail;
    const auto found = m_children.find({parent, token});
    return found == m_children.end() ? 0 : found->second;
}

SubjectIndex::Number SubjectIndex::childFor(Number parent, std::string_view token)
{
    if (const Number known = child(parent, token)) return known;
    const auto made = static_cast<Number>(m_nodes.size());
    m_nodes.emplace_back();
    m_nodes[made].nextSibling = std::exchange(m_nodes[parent].firstChild, made);
    if (token == "*")
        m_nodes[parent].star = made;
    else if (token == ">")
        m_nodes[parent].tail = made;
    else
        m_children.emplace(Edge{parent, token}, made);
    return made;
}

void SubjectIndex::add(std::string_view subject, SubjectRank rank, SubjectRank owner)
{
    Number at = 0;
    for (const std::string_view token : subjectTokens(subject)) {
        m_nodes[at].below.add(rank, owner);
        at = childFor(at, token);
    }
    m_nodes[at].here.add(rank, owner);
}

void SubjectIndex::forEachContainer(std::string_view subject, const std::function<void(const FirstRanks&)>& found) const
{
    const auto tokens = subjectTokens(subject);
    std::vector<std::pair<Number, std::size_t>> open{{0, 0}}; // no recursion: a hostile subject has many tokens
    const auto tell = [&](const Node& node) {
        if (node.here.first() != noRank) found(node.here);
    };
    while (!open.empty()) {
        const auto [number, depth] = open.back();
        open.pop_back();
        const Node& node = m_nodes[number];
        const bool isLast = depth + 1 == tokens.size();
        if (node.tail != 0) tell(m_nodes[node.tail]); // an end such as ".>" takes all that is left
        const Number same = child(number, tokens[depth]);
        for (const Number next : {same, node.star}) {
            if (next == 0) continue;
            if (!isLast)
                open.emplace_back(next, depth + 1);
            else if (next != node.tail) // told already
                tell(m_nodes[next]);
            if (same == node.star) break;
        }
    }
}

SubjectRank SubjectIndex::firstColliding(std::string_view subject, SubjectRank owner) const
{
    const auto tokens = subjectTokens(subject);
    SubjectRank best = noRank;
    std::vector<std::pair<Number, std::size_t>> open{{0, 0}};
    const auto enter = [&](Number number, std::size_t depth) {
        const Node& node = m_nodes[number];
        if (depth == tokens.size())
            best = std::min(best, node.here.firstNotOf(owner));
        else if (node.below.firstNotOf(owner) < best) // nothing better lies below otherwise
            open.emplace_back(number, depth);
    };
    while (!open.empty()) {
        const auto [number, depth] = open.back();
        open.pop_back();
        const Node& node = m_nodes[number];
        const std::string_view token = tokens[depth];
        if (token == ">" && depth + 1 == tokens.size()) {
            best = std::min(best, node.below.firstNotOf(owner));
            continue;
        }
        if (node.tail != 0) best = std::min(best, m_nodes[node.tail].here.firstNotOf(owner));
        if (token == "*") {
            for (Number next = node.firstChild; next != 0; next = m_nodes[next].nextSibling)
                enter(next, depth + 1);
            continue;
        }
        if (const Number same = child(number, token)) enter(same, depth + 1);
        if (node.star != 0) enter(node.star, depth + 1);
    }
    return best;
}

} // namespace gd
