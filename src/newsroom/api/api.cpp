// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/api.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "base/threads/this_thread.hpp"
#include "http/from_callback.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/api/handlers.hpp"
#include "newsroom/api/idempotency.hpp"
#include "newsroom/api/routes.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace asio = boost::asio;

namespace {

/// A transparent picture of one pixel, for <noscript>.
constexpr std::string_view kPixel(
    "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02"
    "D\x01\0;",
    43);

}  // namespace

base::FailureLog& FailedRequests::of(ErrorCode code) {
    switch (code) {
        case ErrorCode::io:
            return io_;
        case ErrorCode::corrupt:
            return corrupt_;
        case ErrorCode::unavailable:
            return unavailable_;
        case ErrorCode::outcome_unknown:
            return outcome_unknown_;
        default:
            return internal_;
    }
}

http::Response FailedRequests::refusal(const http::Request& request, const base::Error& error) {
    const bool ours = error.code == ErrorCode::internal || error.code == ErrorCode::io || error.code == ErrorCode::corrupt;
    if (ours || error.code == ErrorCode::unavailable || error.code == ErrorCode::outcome_unknown) {
        log(fmt::format("{} {}", http::method_name(request.method), request.path.text()), error);
    }
    return http::problem(error);
}

void FailedRequests::log(std::string_view what, const base::Error& error) {
    of(error.code).failed(fmt::format("{}: {}", what, error.message));
}

http::Response sent(Answer answer) {
    http::PrivateResponse response(answer.status);
    if (!answer.etag.empty()) {
        response.fields().add("ETag", answer.etag);
    }
    if (!answer.location.empty()) {
        response.fields().add("Location", answer.location);
    }
    if (!answer.cookie.empty()) {
        response.fields().add("Set-Cookie", answer.cookie);
    }
    if (answer.retry_after > 0) {
        response.fields().add("Retry-After", std::to_string(answer.retry_after));
    }
    response.fields().add(answer.fields);
    if (answer.status != http::Status::no_content) {
        response.fields().add("Content-Type", answer.content_type);
        response.append_owned(std::move(answer.body));
    }
    if (answer.live) {
        response.go_on(std::move(answer.live));
    }
    return response;
}

namespace {

asio::awaitable<http::Response> at_once(http::Response response) {
    co_return response;
}

/// Marks an answer to an authenticated user of the newsroom. Frees the request's key before the answer is sent: the client
/// may use it again at once, while other threads still hold the call. A request whose outcome is not known keeps its key
/// until the writer drops it.
asio::awaitable<http::Response> completed(std::shared_ptr<Call> call, asio::awaitable<http::Response> answering) {
    http::Response response = co_await std::move(answering);
    if (call->who || call->session) {
        response.set_for_newsroom();
    }
    const bool definite = response.status() != http::Status::service_unavailable && response.status() != http::Status::gateway_timeout;
    if (call->keyed && definite) {
        call->keyed->hold.reset();
    }
    co_return response;
}

/// The view reported by a beacon or a picture's address.
struct Viewed {
    base::StoryId story;
    std::string referrer{};
};

/// The picture is requested by the story's own page, so its Referer does not say where the reader came from.
Result<Viewed> read_view(const Call& call, bool picture) {
    if (picture) {
        QueryReader reader(call.query);
        const auto story = reader.number("story", 1, INT64_MAX);
        TRY_VOID(reader.finish());
        if (!story) {
            return fail(ErrorCode::malformed, "The parameter story is required.");
        }
        return Viewed{.story = {*story}};
    }
    BodyReader body(call.request.body);
    const auto story = body.id("story");
    if (!story) {
        body.missing("story");
    }
    auto referrer = body.text("referrer", kMaxReferrer);
    if (referrer && referrer->find_first_of("/?#@") != std::string::npos) {
        body.refuse("referrer", "must be a host name only, without the path of the page");
    }
    TRY_VOID(body.close());
    return Viewed{.story = {*story}, .referrer = std::move(referrer).value_or("")};
}

}  // namespace

Api::Api(store::ReadPool& readers_lane, ApiDependencies dependencies)
    : readers_lane_(readers_lane), dependencies_(dependencies), handlers_(std::make_shared<const Handlers>(dependencies)) {
    static_cast<void>(authenticating_.post([] { base::take_short_turns(); }));
}

std::uint64_t Api::body_limit(const http::Request& head) const {
    const Match match = find_route(head.method, head.path.text());
    if (match.route == nullptr) {
        return 0;
    }
    const std::uint64_t limit = newsroom::body_limit(match.route->input);
    if (match.route->needed == Capability::anyone) {
        return std::min(limit, kMaxAnonymousBytes);
    }
    // A request without any credential may not send a body: answer() refuses it by its head.
    return has_credential(head) ? limit : 0;
}

bool Api::is_preview_link(std::string_view path) {
    return path.starts_with("/preview/") && find_route(http::Method::get, path).route != nullptr;
}

asio::awaitable<Result<Answer>> Api::run_slow_handler(std::shared_ptr<Call> call, const Route* route, AccessHandler handler) {
    std::move_only_function<void(http::Callback<Result<Answer>>)> start = [this, call, route,
                                                                           handler](http::Callback<Result<Answer>> callback) {
        // Shared, because refused work destroys its captures.
        auto done = std::make_shared<http::Callback<Result<Answer>>>(std::move(callback));
        // The dependencies outlive the threads of SlowWork; this object does not.
        staff::SlowWork::Work work = [dependencies = dependencies_, handlers = handlers_, call, route, handler, done] {
            const auto made = [&]() -> Result<Answer> {
                try {
                    TRY_VOID(authenticate(dependencies.credentials, dependencies.settings, *call));
                    TRY_VOID(allow(call->who, route->needed));
                    return handler(*handlers, *call);
                } catch (const std::exception& error) {
                    return fail(ErrorCode::internal, error.what());
                }
            };
            (*done)(made());
        };
        if (!dependencies_.throttle.slow_work().post(std::move(work))) {
            (*done)(Result<Answer>(fail(ErrorCode::unavailable, "Too many sign-ins are in progress. Try again in a moment.")));
        }
    };
    auto answer = co_await http::from_callback<Result<Answer>>(std::move(start));
    co_return answer;
}

asio::awaitable<http::Response> Api::count_view(std::shared_ptr<Call> call, bool picture) {
    const auto read = read_view(*call, picture);
    if (!read.has_value()) {
        co_return failures_.refusal(call->request, read.error());
    }
    // A prefetch or a HEAD request is not a view.
    if (call->request.method != http::Method::head && !call->request.prefetch) {
        std::move_only_function<void(http::Callback<Result<void>>)> start = [this, call,
                                                                             viewed = *read](http::Callback<Result<void>> durable) {
            const readership::Visitor visitor{
                .address = call->request.client, .user_agent = call->request.user_agent, .referrer = viewed.referrer};
            dependencies_.readership.count_durably(call->request.loop, viewed.story, visitor, std::move(durable));
        };
        auto counted = co_await http::from_callback<Result<void>>(std::move(start));
        if (!counted.has_value()) {
            co_return failures_.refusal(call->request, counted.error());
        }
    }
    Answer answer;
    if (picture) {
        answer.content_type = "image/gif";
        answer.body = kPixel;
    } else {
        answer.status = http::Status::no_content;
    }
    co_return sent(std::move(answer));
}

asio::awaitable<http::Response> Api::answer(http::Request request) {
    const Match match = find_route(request.method, request.path.text());
    if (match.route == nullptr) {
        if (match.allowed.empty()) {
            return at_once(http::problem(http::Status::not_found, "Not found. /api/v1/openapi.json describes all addresses."));
        }
        http::Response refused =
            http::problem(http::Status::method_not_allowed, "Method not allowed. Allowed methods: " + match.allowed + ".");
        refused.fields().add("Allow", match.allowed);
        return at_once(std::move(refused));
    }
    const Route& route = *match.route;
    auto call = std::make_shared<Call>();
    call->request = std::move(request);
    call->parameters = match.parameters;
    if (route.needed != Capability::anyone && !has_credential(call->request) &&
        is_from_own_page(call->request, origin_of(dependencies_.settings.site.url))) {
        // Decided by the head, without a reading thread.
        return at_once(failures_.refusal(call->request, allow(std::nullopt, route.needed).error()));
    }
    if (route.path.contains("/preview")) {
        call->preview = dependencies_.previews.on_loop(call->request.loop);
    }
    auto query = parse_query(call->request.query, route.query);
    if (!query.has_value()) {
        return at_once(failures_.refusal(call->request, query.error()));
    }
    call->query = std::move(*query);
    if (takes_idempotency_key(route)) {
        // Before any look-up, and before an upload's bytes are read.
        if (const auto key = read_idempotency_key(call->request.idempotency_key); !key.has_value()) {
            return at_once(failures_.refusal(call->request, key.error()));
        }
    }
    if (auto checked = check_content_type(route, call->request); !checked.has_value()) {
        return at_once(failures_.refusal(call->request, checked.error()));
    }
    if (const auto* view = std::get_if<ViewHandler>(&route.handler)) {
        return count_view(std::move(call), *view == ViewHandler::picture);
    }
    if (std::holds_alternative<UploadHandler>(route.handler)) {
        return completed(call, upload(call, &route));
    }
    if (std::holds_alternative<FetchHandler>(route.handler)) {
        return completed(call, fetch(call, &route));
    }
    return completed(call, handle(call, &route));
}

asio::awaitable<Result<void>> Api::run_on_credentials_thread(std::move_only_function<Result<void>()> work) {
    std::move_only_function<void(http::Callback<Result<void>>)> start =
        [this, work = std::move(work)](http::Callback<Result<void>> callback) mutable {
            // Shared, because refused work destroys its captures.
            auto done = std::make_shared<http::Callback<Result<void>>>(std::move(callback));
            auto asked = [done, work = std::move(work)]() mutable {
                try {
                    (*done)(work());
                } catch (const std::exception& error) {
                    (*done)(Result<void>(fail(ErrorCode::internal, error.what())));
                }
            };
            if (!authenticating_.post(std::move(asked))) {
                (*done)(Result<void>(fail(ErrorCode::unavailable, "The server is busy. Try again in a moment.")));
            }
        };
    auto answer = co_await http::from_callback<Result<void>>(std::move(start));
    co_return answer;
}

asio::awaitable<Result<void>> Api::authenticate_first(std::shared_ptr<Call> call) {
    if (!has_credential(call->request)) {
        co_return Result<void>();
    }
    std::move_only_function<Result<void>()> work = [this, call] {
        return authenticate(dependencies_.credentials, dependencies_.settings, *call);
    };
    auto identified = co_await run_on_credentials_thread(std::move(work));
    co_return identified;
}

store::ReadPool& Api::lane_of(const Call& call) const {
    return call.who || call.session ? dependencies_.pool : readers_lane_;
}

asio::awaitable<http::Response> Api::handle(std::shared_ptr<Call> call, const Route* route) {
    if (const auto* slow = std::get_if<SlowHandler>(&route->handler)) {
        auto answer = co_await run_slow_handler(call, route, slow->handler);
        if (!answer.has_value()) {
            co_return failures_.refusal(call->request, answer.error());
        }
        co_return sent(std::move(*answer));
    }
    std::move_only_function<Result<Step>(store::ReadSnapshot&)> first = [this, call, route](store::ReadSnapshot& snapshot) -> Result<Step> {
        if (!has_credential(call->request)) {
            TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, *call));
        }
        TRY_VOID(allow(call->who, route->needed));
        Step step;
        if (const auto* access = std::get_if<AccessHandler>(&route->handler)) {
            TRY(step.answer, use_credentials(*call, *route, *access));
            return step;
        }
        TRY(auto kept, begin_keyed(*call, *route, snapshot));
        if (kept) {
            step.answer = std::move(kept->answer);
            step.visible_from = kept->number;
            return step;
        }
        if (const auto* reads = std::get_if<ReadHandler>(&route->handler)) {
            TRY(step.answer, (*reads)(*handlers_, *call, snapshot));
        } else if (const auto* changes = std::get_if<ChangeHandler>(&route->handler)) {
            TRY(step.change, (*changes)(*handlers_, *call, snapshot));
        }
        return step;
    };
    const auto identified = co_await authenticate_first(call);
    if (!identified.has_value()) {
        co_return failures_.refusal(call->request, identified.error());
    }
    auto step = co_await read<Step>(lane_of(*call), std::move(first));
    if (!step.has_value()) {
        co_return failures_.refusal(call->request, step.error());
    }
    if (step->answer) {
        if (step->visible_from > 0) {
            co_await until_visible(step->visible_from);
        }
        co_return sent(std::move(*step->answer));
    }
    // In a pointer, because GCC 12 destroys aggregates passed in a co_await expression twice.
    auto wanted = std::make_unique<Change>(std::move(*step->change));
    auto made = co_await change(call, route, std::move(wanted));
    if (!made.has_value()) {
        co_return failures_.refusal(call->request, made.error());
    }
    co_return sent(std::move(*made));
}

}  // namespace stoppress::newsroom
