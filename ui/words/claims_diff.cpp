// SPDX-License-Identifier: Apache-2.0
#include "ui/words/claims_diff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace gd::ui {

namespace {

/// Above this many cells the middle is not aligned: the table would cost more than it tells.
constexpr qsizetype maxCells = 4'000'000;

/// Which lines of `a` and `b` stand in a longest common subsequence.
struct Common {
    std::vector<bool> inA{}, inB{};
};

Common commonLines(const QStringList& a, const QStringList& b)
{
    Common common{std::vector<bool>(static_cast<std::size_t>(a.size())),
                  std::vector<bool>(static_cast<std::size_t>(b.size()))};
    if (a.size() * b.size() > maxCells) {
        return common;
    }
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> length((static_cast<std::size_t>(a.size()) + 1) * width);
    const auto at = [&](qsizetype i, qsizetype j) -> int& {
        return length[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
    };
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j) {
            at(i, j) = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    for (qsizetype i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) {
            common.inA[static_cast<std::size_t>(i++)] = true;
            common.inB[static_cast<std::size_t>(j++)] = true;
        } else if (at(i + 1, j) >= at(i, j + 1)) {
            ++i;
        } else {
            ++j;
        }
    }
    return common;
}

} // namespace

SideBySide sideBySide(const QString& before, const QString& after)
{
    QStringList a = before.split(u'\n');
    QStringList b = after.split(u'\n');
    const auto [endA, endB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const qsizetype head = endA - a.begin();
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
        ++tail;
    }
    const QStringList middleA = a.mid(head, a.size() - head - tail);
    const QStringList middleB = b.mid(head, b.size() - head - tail);
    const Common common = commonLines(middleA, middleB);
    const auto mark = [head](QStringList& lines, const std::vector<bool>& isCommon, QChar sign) {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const bool isMiddle = i >= head && i < head + static_cast<qsizetype>(isCommon.size());
            const bool isSame = !isMiddle || isCommon[static_cast<std::size_t>(i - head)];
            lines[i].prepend(QString(isSame ? u' ' : sign) + u' ');
        }
    };
    mark(a, common.inA, u'-');
    mark(b, common.inB, u'+');
    return {a.join(u'\n'), b.join(u'\n'), static_cast<int>(head)};
}

} // namespace gd::ui
