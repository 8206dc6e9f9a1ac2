// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/notes.h"

#include "core/jwt/revocations.h"
#include "ui/accounts/account_tree_model.h"
#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"
#include "ui/look/status_look.h"
#include "ui/words/operator_text.h"
#include "ui/words/tool_tip.h"

#include <QApplication>
#include <QCoreApplication>
#include <QPainter>

namespace gd::ui {

namespace {

constexpr int picture = 16;
constexpr int space = 4;
constexpr int between = 12;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::Note)
};

QColor colorOf(Note::Tone tone, const QPalette& palette)
{
    switch (tone) {
    case Note::Tone::Plain:
        return palette.color(QPalette::Text);
    case Note::Tone::Good:
        return lookOf(GrantState::Active, palette).color;
    case Note::Tone::Care:
        return lookOf(Severity::Warning, palette).color;
    case Note::Tone::Bad:
        return lookOf(Severity::Problem, palette).color;
    }
    return {};
}

Note keyNote(const Snapshot& world, const std::string& key)
{
    return world.keysHere.contains(key) ? Note{Words::tr("key here"), QStringLiteral("key"), Note::Tone::Good}
                                        : Note{Words::tr("key not here"), QStringLiteral("state-revoked")};
}

bool signingKeyHere(const Snapshot& world, const Account& account)
{
    return std::ranges::any_of(account.claims.signingKeys, [&](const auto& entry) {
        return !entry.second && world.keysHere.contains(entry.first);
    });
}

bool hasJetStream(const AccountLimits& limits)
{
    return limits.jetStream.memoryStorage != 0 || limits.jetStream.diskStorage != 0 || !limits.tiers.empty();
}

void noteTimes(Notes& notes, const ClaimsHeader& header, UnixSeconds now)
{
    if (header.expires > 0 && header.expires <= now)
        notes.push_back({Words::tr("ended"), QStringLiteral("state-expired"), Note::Tone::Bad});
    if (header.notBefore > now)
        notes.push_back({Words::tr("not valid yet"), QStringLiteral("state-not-yet"), Note::Tone::Care});
}

Notes operatorNotes(const Snapshot& world, UnixSeconds now)
{
    Notes notes{keyNote(world, world.op.key)};
    if (world.op.managed) notes.push_back({Words::tr("managed elsewhere"), QStringLiteral("server"), Note::Tone::Care});
    if (world.op.claims.strictSigningKeyUsage)
        notes.push_back({Words::tr("signing keys only"), QStringLiteral("state-not-trusted")});
    noteTimes(notes, world.op.claims.header, now);
    return notes;
}

/// Nothing to note about what a store of one's own has signed: that goes without saying.
std::optional<Note> standingNote(const Snapshot& world, const Account& account, const OperatorAnswers& answers)
{
    const auto standing = standingOf(account, world, answers);
    const auto word = standingWord(standing);
    switch (standing) {
    case AccountStanding::Signed:
        if (!world.op.managed) return std::nullopt;
        return Note{word, QStringLiteral("state-ok"), Note::Tone::Good};
    case AccountStanding::Unsent:
    case AccountStanding::Waits:
        return Note{word, QStringLiteral("state-not-yet"), Note::Tone::Care};
    case AccountStanding::NotReached:
        return Note{word, QStringLiteral("state-warning"), Note::Tone::Care};
    case AccountStanding::Refused:
        return Note{word, QStringLiteral("state-revoked"), Note::Tone::Bad};
    case AccountStanding::NotSigned:
        return Note{word, QStringLiteral("state-warning"), Note::Tone::Bad};
    }
    return std::nullopt;
}

Notes accountNotes(const Snapshot& world, const Account& account, UnixSeconds now, const OperatorAnswers& answers)
{
    Notes notes;
    // First, because it is cut off last.
    const auto standing = standingNote(world, account, answers);
    if (world.op.managed && standing) notes.push_back(*standing);
    if (world.keysHere.contains(account.key) || !signingKeyHere(world, account))
        notes.push_back(keyNote(world, account.key));
    else
        notes.push_back({Words::tr("signing key here"), QStringLiteral("key"), Note::Tone::Good});
    if (account.key == world.op.claims.systemAccount)
        notes.push_back({Words::tr("system account"), QStringLiteral("server")});
    if (hasJetStream(account.claims.limits)) notes.push_back({Words::tr("JetStream"), QStringLiteral("feed")});
    if (!world.op.managed && standing) notes.push_back(*standing);
    noteTimes(notes, account.claims.header, now);
    return notes;
}

Notes userNotes(const Snapshot& world, const Account& account, const User& user, UnixSeconds now)
{
    Notes notes{keyNote(world, user.key)};
    if (!user.credsFile.empty()) notes.push_back({Words::tr("creds file"), QStringLiteral("configuration")});
    if (user.claims.permissions.bearerToken)
        notes.push_back({Words::tr("bearer"), QStringLiteral("state-warning"), Note::Tone::Care});
    if (isRevoked(account.claims.revocations, user.claims.header))
        notes.push_back({Words::tr("revoked"), QStringLiteral("state-revoked"), Note::Tone::Bad});
    noteTimes(notes, user.claims.header, now);
    return notes;
}

} // namespace

Notes notesOf(const Snapshot& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers)
{
    const auto* account = world.account(thing.account);
    switch (thing.kind) {
    case Thing::Kind::None:
        return {};
    case Thing::Kind::Operator:
        return operatorNotes(world, now);
    case Thing::Kind::OperatorKey:
        return {keyNote(world, thing.key)};
    case Thing::Kind::Account:
        return account ? accountNotes(world, *account, now, answers) : Notes{};
    case Thing::Kind::SigningKey: {
        Notes notes{keyNote(world, thing.key)};
        if (findScope(world, thing)) notes.push_back({Words::tr("scoped"), QStringLiteral("state-narrow")});
        return notes;
    }
    case Thing::Kind::User: {
        const auto* user = findUser(world, thing);
        return user ? userNotes(world, *account, *user, now) : Notes{};
    }
    case Thing::Kind::Contacts:
        return {};
    case Thing::Kind::Contact:
        if (!world.account(thing.key)) return {};
        return {{Words::tr("account of this store now"), QStringLiteral("state-info"), Note::Tone::Care}};
    }
    return {};
}

QString noteWords(const Notes& notes)
{
    QStringList words;
    for (const auto& note : notes)
        words << note.word;
    return words.join(QStringLiteral(" · "));
}

int notesWidth(const Notes& notes, const QFontMetrics& metrics)
{
    int width = 0;
    for (const auto& note : notes)
        width += (width ? between : 0) + picture + space + metrics.horizontalAdvance(note.word);
    return width;
}

void paintNotes(QPainter& painter, const QRect& rect, const Notes& notes, const QPalette& palette, bool isSelected)
{
    const auto metrics = painter.fontMetrics();
    QRect rest = rect;
    for (std::size_t at = 0; at < notes.size(); ++at) {
        const auto& note = notes[at];
        const int wanted = picture + space + metrics.horizontalAdvance(note.word);
        const bool isLast = at + 1 == notes.size();
        const int ellipsis = isLast ? 0 : between + metrics.horizontalAdvance(QChar(0x2026));
        const auto color = isSelected ? palette.color(QPalette::HighlightedText) : colorOf(note.tone, palette);
        painter.setPen(color);
        const int least = picture + space + metrics.averageCharWidth() * 6;
        if (at > 0 && rest.width() < std::min(wanted, least) + ellipsis) {
            painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, QString(QChar(0x2026)));
            return;
        }
        icon(note.shape, color)
            .paint(&painter, QRect(rest.left(), rest.center().y() - picture / 2 + 1, picture, picture));
        rest.setLeft(rest.left() + picture + space);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(note.word, Qt::ElideRight, rest.width()));
        rest.setLeft(rest.left() + wanted - picture - space + between);
    }
}

void NoteRow::setNotes(const Notes& notes)
{
    m_notes = notes;
    setAccessibleName(noteWords(notes));
    setToolTip(plainToolTip(noteWords(notes)));
    updateGeometry();
    update();
}

QSize NoteRow::sizeHint() const
{
    return {notesWidth(m_notes, fontMetrics()), std::max(picture, fontMetrics().height()) + space};
}

QSize NoteRow::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void NoteRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintNotes(painter, rect(), m_notes, palette(), false);
}

void NoteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto cell = option;
    initStyleOption(&cell, index);
    cell.text.clear(); // the background, the selection and the focus only
    const auto* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    painter->save();
    painter->setFont(cell.font);
    paintNotes(*painter, cell.rect.adjusted(space, 0, -space, 0),
               index.data(AccountTreeModel::NotesRole).value<Notes>(), cell.palette,
               cell.state.testFlag(QStyle::State_Selected));
    painter->restore();
}

QSize NoteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto size = QStyledItemDelegate::sizeHint(option, index);
    size.setWidth(notesWidth(index.data(AccountTreeModel::NotesRole).value<Notes>(), option.fontMetrics) + 2 * space);
    return size;
}

} // namespace gd::ui
