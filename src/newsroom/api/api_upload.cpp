// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads: permission is checked before any byte is read, and only a few are in memory at once.
#include <memory>

#include <fmt/format.h>

#include "http/from_callback.hpp"
#include "newsroom/api/api.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/new_medium.hpp"
#include "store/media/media_reader.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace asio = boost::asio;

namespace {

/// An answer at once, or an upload to be made.
struct UploadStep {
    std::optional<Answer> answer;
    base::ChangeNumber visible_from = 0;  ///< the answer waits until readers see everything up to this change
    std::unique_ptr<WantedMedium> wanted;
};

Result<UploadStep> first_step(const Call& call, UploadHandler kind, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    auto wanted = std::make_unique<WantedMedium>();
    store::Medium& fields = wanted->fields;
    fields.file_name = short_file_name(reader.text("filename", kMaxFileName));
    fields.alt = reader.text("alt", kMaxAlt);
    fields.credit = reader.text("credit", kMaxCredit);
    fields.caption = reader.text("caption", kMaxCaption);
    fields.copyright = reader.text("copyright", kMaxCredit);
    TRY_VOID(reader.finish());
    fields.created_by = call.who->name;
    UploadStep step;
    if (kind == UploadHandler::replace) {
        TRY(const auto medium, find_medium(call, snapshot));
        TRY_VOID(allow_change(call, medium.medium));
        wanted->replaced = medium.medium.id;
        wanted->while_used = while_used(call);
    } else {
        TRY(const auto known, store::MediaReader(snapshot).medium_of_original(media::hash_of(call.request.body)));
        if (known && known->trash == 0) {
            step.answer = medium_answer(*known);
            return step;
        }
    }
    step.wanted = std::move(wanted);
    return step;
}

}  // namespace

bool Api::wants_admission(const http::Request& head) const {
    const Match match = find_route(head.method, head.path.text());
    // For everything larger than a head, the token or session is checked first.
    return match.route != nullptr && match.route->needed != Capability::anyone &&
           (match.route->input == Input::file || head.content_length > kMaxUnauthenticatedBytes);
}

asio::awaitable<std::optional<http::Response>> Api::admit(std::shared_ptr<http::Request> head) {
    const Route* const route = find_route(head->method, head->path.text()).route;
    auto sender = std::make_shared<std::string>();
    // Needs no snapshot, and no place in a reading lane.
    std::move_only_function<Result<void>()> ask = [this, head, route, sender]() -> Result<void> {
        Call head_only;
        head_only.request = *head;
        TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, head_only));
        TRY_VOID(allow(head_only.who, route->needed));
        TRY_VOID(read_idempotency_key(head->idempotency_key));
        TRY_VOID(check_content_type(*route, *head));
        *sender = head_only.who->name;
        return {};
    };
    auto allowed = co_await run_on_credentials_thread(std::move(ask));
    if (!allowed.has_value()) {
        co_return std::optional<http::Response>(failures_.refusal(*head, allowed.error()));
    }
    if (route->input != Input::file) {
        co_return std::optional<http::Response>();
    }
    head->claim = places_.take(*sender);
    if (head->claim == nullptr) {
        co_return std::optional<http::Response>(
            http::problem(fail(ErrorCode::unavailable, "Too many files are being uploaded. Try again in a moment.", {"uploads-busy"})));
    }
    co_return std::optional<http::Response>();
}

asio::awaitable<Result<media::ImportedFile>> Api::import_file(std::shared_ptr<const void> owner, std::string_view bytes) {
    using Taken = Result<media::ImportedFile>;
    std::move_only_function<void(http::Callback<Taken>)> start = [this, owner, bytes](http::Callback<Taken> callback) {
        // The owner is kept until the callback is called, because the bytes are read on another thread.
        media::MediaWorkers::Done done = [owner, answer = std::move(callback)](Taken taken) mutable { answer(std::move(taken)); };
        dependencies_.media_workers.import_file(bytes, std::move(done));
    };
    auto taken = co_await http::from_callback<Taken>(std::move(start));
    co_return taken;
}

asio::awaitable<void> Api::delete_unused_files() {
    auto job = job_to_delete_files(dependencies_.media_workers.media_library());
    const auto dropped = co_await write(std::move(job));
    if (!dropped.has_value()) {
        failures_.log("unused media files cannot be deleted", dropped.error());
    }
}

asio::awaitable<http::Response> Api::upload(std::shared_ptr<Call> call, const Route* route) {
    const UploadHandler kind = std::get<UploadHandler>(route->handler);
    std::move_only_function<Result<UploadStep>(store::ReadSnapshot&)> first = [this, call, route,
                                                                               kind](store::ReadSnapshot& snapshot) -> Result<UploadStep> {
        TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, *call));
        TRY_VOID(allow(call->who, route->needed));
        TRY(auto kept, begin_keyed(*call, *route, snapshot));
        if (kept) {
            UploadStep step;
            step.answer = std::move(kept->answer);
            step.visible_from = kept->number;
            return step;
        }
        return first_step(*call, kind, snapshot);
    };
    auto step = co_await read<UploadStep>(dependencies_.pool, std::move(first));
    if (!step.has_value()) {
        co_return failures_.refusal(call->request, step.error());
    }
    if (step->answer) {
        if (step->visible_from > 0) {
            co_await until_visible(step->visible_from);
        }
        co_return sent(std::move(*step->answer));
    }
    auto taken = co_await import_file(call, call->request.body);
    if (!taken.has_value()) {
        co_return failures_.refusal(call->request, refused_file(taken.error()));
    }
    auto wanted = change_to_store(*call, dependencies_.media_workers.media_library(), *taken, *step->wanted);
    auto made = co_await change(call, route, std::move(wanted));
    if (!made.has_value()) {
        co_return failures_.refusal(call->request, made.error());
    }
    co_return sent(std::move(*made));
}

}  // namespace stoppress::newsroom
