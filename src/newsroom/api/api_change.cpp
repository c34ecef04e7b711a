// SPDX-License-Identifier: GPL-3.0-or-later
// Changes: made, recorded for the audit log, answered and remembered in one transaction of the writer.
#include <memory>

#include "http/from_callback.hpp"
#include "newsroom/api/api.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/api/audit_event.hpp"
#include "newsroom/api/handlers.hpp"
#include "store/engine/writer.hpp"
#include "store/site/site_reader.hpp"
#include "store/site/site_writer.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace asio = boost::asio;

namespace {

/// A job's results.
struct Made {
    Outcome outcome;
    Answer answer;
    bool noted = false;
};

Result<void> make(store::WriteTransaction& transaction, const Route& route, const Call& call, Change& change, Made& made) {
    // It may have run before, in a transaction that was rolled back.
    made = {};
    if (call.keyed) {
        TRY(const auto kept, store::SiteWriter(transaction).kept_answer(call.keyed->key));
        if (kept) {
            TRY(made.answer, first_answer(*kept, *call.keyed));
            return {};
        }
    }
    TRY_VOID(change.job(transaction, made.outcome));
    auto snapshot = transaction.look();
    TRY(made.answer, change.answer(snapshot, made.outcome));
    if (auto note = audit_event_of(route, call); note && made.outcome.audited) {
        note->detail = change.detail + made.outcome.detail;
        if (!made.outcome.subject.empty()) {
            note->subject = made.outcome.subject;
        }
        if (made.outcome.story) {
            note->detail += (note->detail.empty() ? "" : " ") + made.outcome.story->content.headline;
        }
        if (const auto action = made.outcome.action.empty() ? change.action : made.outcome.action; !action.empty()) {
            note->action = action;
        }
        TRY_VOID(store::SiteWriter(transaction).note(*note));
        made.noted = true;
    }
    if (call.keyed) {
        TRY_VOID(store::SiteWriter(transaction).keep_answer(to_keep(made.answer, *call.keyed)));
    }
    return {};
}

}  // namespace

asio::awaitable<Result<base::ChangeNumber>> Api::write(store::Writer::Job job) {
    using Written = Result<base::ChangeNumber>;
    std::move_only_function<void(http::Callback<Written>)> start = [this, work = std::move(job)](http::Callback<Written> callback) mutable {
        store::Writer::Done done = [answer = std::move(callback)](Result<void> result, base::ChangeNumber number) mutable {
            answer(result.has_value() ? Written(number) : Written(std::move(result).error()));
        };
        dependencies_.writer.submit(std::move(work), std::move(done));
    };
    auto result = co_await http::from_callback<Written>(std::move(start));
    co_return result;
}

asio::awaitable<void> Api::until_visible(base::ChangeNumber number) {
    std::move_only_function<void(http::Callback<bool>)> start = [this, number](http::Callback<bool> callback) {
        std::move_only_function<void()> visible = [answer = std::move(callback)]() mutable { answer(true); };
        dependencies_.visibility.when_visible(number, std::move(visible));
    };
    co_await http::from_callback<bool>(std::move(start));
}

asio::awaitable<Result<Answer>> Api::change(std::shared_ptr<Call> call, const Route* route, std::unique_ptr<Change> change) {
    auto made = std::make_shared<Made>();
    std::shared_ptr<Change> wanted = std::move(change);
    store::Writer::Job job = [made, call, route, wanted](store::WriteTransaction& transaction) -> Result<void> {
        try {
            return make(transaction, *route, *call, *wanted, *made);
        } catch (const std::exception& error) {
            return fail(ErrorCode::internal, error.what());
        }
    };
    auto written = co_await write(std::move(job));
    if (!written.has_value()) {
        if (wanted->stored) {
            auto stored = std::make_shared<const store::Medium>(std::move(*wanted->stored));
            co_await delete_files_of_failed_change(std::move(stored));
        }
        co_return std::move(written).error();
    }
    if (made->noted) {
        dependencies_.upkeep.wake();
    }
    if (made->outcome.visible) {
        co_await until_visible(*written);
    }
    // Screens read what they hear of at once, so readers have it by now.
    if (call->parameters.story) {
        dependencies_.story_news.changed(call->parameters.story);
    } else if (made->outcome.story) {
        dependencies_.story_news.changed(made->outcome.story->id);
    }
    if (!made->outcome.notified.empty()) {
        dependencies_.story_news.notified(made->outcome.notified);
    }
    if (wanted->frees_files) {
        co_await delete_unused_files();
    }
    co_return std::move(made->answer);
}

Result<std::optional<Api::Repeated>> Api::begin_keyed(Call& call, const Route& route, store::ReadSnapshot& snapshot) {
    TRY(call.keyed, keyed_request(route, call));
    if (!call.keyed) {
        return std::optional<Repeated>();
    }
    TRY(const auto kept, store::SiteReader(snapshot).kept_answer(call.keyed->key, dependencies_.clock.now()));
    if (kept) {
        Repeated repeated;
        TRY(repeated.answer, first_answer(*kept, *call.keyed));
        // The first answer may not have been sent yet: this one, too, waits until readers see the change.
        TRY(repeated.number, snapshot.change_number());
        return std::optional(std::move(repeated));
    }
    TRY(const auto used, store::SiteReader(snapshot).kept_answers_of(call.keyed->who, dependencies_.clock.now()));
    TRY_VOID(check_quota(used));
    TRY_VOID(hold(keys_, *call.keyed));
    return std::optional<Repeated>();
}

Result<Answer> Api::use_credentials(Call& call, const Route& route, AccessHandler handler) {
    if (!takes_idempotency_key(route)) {
        return handler(*handlers_, call);
    }
    TRY(call.keyed, keyed_request(route, call));
    auto& answers = dependencies_.credentials.answers();
    // One transaction also without a key, so that an added person always has the link that the answer shows.
    return dependencies_.credentials.together([&]() -> Result<Answer> {
        if (call.keyed) {
            TRY(const auto kept, answers.find(call.keyed->key));
            if (kept) {
                return first_answer(*kept, *call.keyed);
            }
            TRY(const auto used, answers.count(call.keyed->who));
            TRY_VOID(check_quota(used));
        }
        TRY(auto answer, handler(*handlers_, call));
        if (call.keyed) {
            TRY_VOID(answers.keep(to_keep(answer, *call.keyed)));
        }
        return answer;
    });
}

}  // namespace stoppress::newsroom
