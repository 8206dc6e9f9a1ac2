// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/file_area.h"
#include "ui/bridge/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace gd::test {

/// The sample workspace in a temporary folder, open in a real session with the real clock.
class SampleSession {
public:
    explicit SampleSession(std::shared_ptr<FileArea> area = std::make_shared<DiskArea>())
        : session(std::move(area), systemClock())
    {
        QSignalSpy opened(&session, &ui::Session::opened);
        session.openSample(folder.filePath(QStringLiteral("sample")));
        isOpen = opened.wait(10000);
    }

    std::string key(const char* name) const { return session.snapshot()->accountNamed(name)->key; }
    const AccountClaims& claims(const char* name) const { return session.snapshot()->accountNamed(name)->claims; }

    /// The guide's share of ORDEREVENTS-C1 from ACCTA with ACCTB.
    ShareDraft orderEvents(bool importNow = true) const
    {
        ShareDraft draft;
        draft.provider = key("ACCTA");
        draft.stream = "ORDEREVENTS";
        draft.jsConsumer = "ORDEREVENTS-C1";
        draft.deliverSubject = "deliver.retail.v1.order.events";
        draft.deliverGroup = "order-processor";
        draft.consumers = {ConsumerWish{key("ACCTB"), importNow}};
        return draft;
    }

    /// Waits for applied() or refused(); the error of the latter.
    template <class Do>
    std::optional<Error> act(Do&& what)
    {
        std::optional<Error> failed;
        bool answered = false;
        QObject context;
        QObject::connect(&session, &ui::Session::applied, &context, [&] { answered = true; });
        QObject::connect(&session, &ui::Session::refused, &context, [&](ui::Session::Act, const Error& error) {
            failed = error;
            answered = true;
        });
        what();
        if (!QTest::qWaitFor([&] { return answered; }, 10000)) failed = Error{ErrorCode::Cancelled, "no answer"};
        return failed;
    }

    std::optional<Error> apply(const SharePlan& plan)
    {
        return act([&] { session.apply(plan); });
    }

    QTemporaryDir folder{};
    ui::Session session;
    bool isOpen = false;
};

/// Claims without what every signing changes: issue time and id, also in embedded tokens (which become their claims).
AccountClaims withoutTimes(AccountClaims claims);

} // namespace gd::test
