// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"
#include "core/store/file_area.h"
#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace gd::test {

/// The sample workspace in a temporary folder, opened in a session, and the order-events share in it on wish.
class OpenSample {
public:
    explicit OpenSample(Clock clock = systemClock())
        : m_clock(std::move(clock)), m_session(std::make_shared<DiskArea>(), m_clock)
    {}

    bool open()
    {
        QSignalSpy opened(&m_session, &ui::Session::opened);
        m_session.openSample(m_folder.filePath(QStringLiteral("sample")));
        return QTest::qWaitFor([&] { return opened.count() == 1; });
    }

    ui::Session& session() { return m_session; }
    const Snapshot& world() const { return *m_session.snapshot(); }
    std::string key(const std::string& name) const { return world().accountNamed(name)->key; }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// ACCTA's consumer ORDEREVENTS-C1 is shared with an account; false if it was refused.
    ///
    /// @param days  for which the tokens are valid; 0: for ever.
    bool share(const std::string& consumer, int days = 0)
    {
        ShareDraft draft;
        draft.provider = key("ACCTA");
        draft.stream = "ORDEREVENTS";
        draft.jsConsumer = "ORDEREVENTS-C1";
        draft.deliverSubject = "deliver.retail.v1.order.events";
        draft.deliverGroup = "order-processor";
        ConsumerWish wish;
        wish.account = key(consumer);
        if (days > 0) wish.validity.end = m_clock() + days * UnixSeconds{24 * 60 * 60};
        draft.consumers = {wish};
        const auto plan = planShare(draft, world(), m_clock());
        if (!plan) return false;
        QSignalSpy applied(&m_session, &ui::Session::applied);
        m_session.apply(*plan);
        return QTest::qWaitFor([&] { return applied.count() == 1; });
    }

private:
    QTemporaryDir m_folder{};
    Clock m_clock;
    ui::Session m_session;
};

} // namespace gd::test
