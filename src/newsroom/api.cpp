// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api.hpp"

#include <array>
#include <memory>

#include <spdlog/spdlog.h>

#include "http/from_callback.hpp"
#include "newsroom/api_answers.hpp"
#include "newsroom/asking.hpp"
#include "newsroom/audited.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/object_reader.hpp"
#include "newsroom/query_reader.hpp"
#include "newsroom/routes.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace asio = boost::asio;

namespace {

/// A transparent picture of one pixel, for <noscript>.
constexpr std::array<char, 43> kPixel{'G',
                                      'I',
                                      'F',
                                      '8',
                                      '9',
                                      'a',
                                      1,
                                      0,
                                      1,
                                      0,
                                      static_cast<char>(0x80),
                                      0,
                                      0,
                                      static_cast<char>(0xff),
                                      static_cast<char>(0xff),
                                      static_cast<char>(0xff),
                                      0,
                                      0,
                                      0,
                                      '!',
                                      static_cast<char>(0xf9),
                                      4,
                                      1,
                                      0,
                                      0,
                                      0,
                                      0,
                                      ',',
                                      0,
                                      0,
                                      0,
                                      0,
                                      1,
                                      0,
                                      1,
                                      0,
                                      0,
                                      2,
                                      2,
                                      'D',
                                      1,
                                      0,
                                      ';'};

}  // namespace

http::Response refusal(const http::Request& request, const base::Error& error) {
    const bool ours = error.code == ErrorCode::internal || error.code == ErrorCode::io || error.code == ErrorCode::corrupt;
    if (ours || error.code == ErrorCode::unavailable) {
        spdlog::error("{} {}: {}", http::method_name(request.method), request.path.text(), error.message);
    }
    return http::problem(error);
}

void log_failure(std::string_view what, const base::Error& error) {
    spdlog::error("{}: {}", what, error.message);
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

http::Response refusal(const Call& call, const base::Error& error) {
    return newsroom::refusal(call.request, error);
}

asio::awaitable<http::Response> at_once(http::Response response) {
    co_return response;
}

/// What a beacon, or a picture's address, says was viewed.
struct Viewed {
    base::StoryId story;
    std::string referrer{};
};

/// A picture is asked for by the story's own page, so that its Referer says nothing of where the reader came from.
Result<Viewed> read_view(const Call& call, bool picture) {
    if (picture) {
        QueryReader reader(call.query);
        const auto story = reader.number("story", 1, INT64_MAX);
        TRY_VOID(reader.finish());
        if (!story) {
            return fail(ErrorCode::malformed, "The parameter story is missing.");
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
        body.refuse("referrer", "must be a host alone: what page a reader came from is nobody's business");
    }
    TRY_VOID(body.close());
    return Viewed{.story = {*story}, .referrer = std::move(referrer).value_or("")};
}

}  // namespace

std::uint64_t Api::body_limit(const http::Request& head) const {
    const Match match = find_route(head.method, head.path.text());
    return match.route == nullptr ? 0 : newsroom::body_limit(match.route->input);
}

bool Api::is_preview_link(std::string_view path) {
    return path.starts_with("/preview/") && find_route(http::Method::get, path).route != nullptr;
}

asio::awaitable<Result<base::ChangeNumber>> Api::write(store::Writer::Job job) {
    using Written = Result<base::ChangeNumber>;
    std::move_only_function<void(http::Callback<Written>)> start = [this, work = std::move(job)](http::Callback<Written> callback) mutable {
        store::Writer::Done done = [answer = std::move(callback)](Result<void> result, base::ChangeNumber number) mutable {
            answer(result.has_value() ? Written(number) : Written(std::move(result).error()));
        };
        parts_.writer.submit(std::move(work), std::move(done));
    };
    auto result = co_await http::from_callback<Written>(std::move(start));
    co_return result;
}

asio::awaitable<void> Api::until_visible(base::ChangeNumber number) {
    std::move_only_function<void(http::Callback<bool>)> start = [this, number](http::Callback<bool> callback) {
        std::move_only_function<void()> visible = [answer = std::move(callback)]() mutable { answer(true); };
        parts_.visibility.when_visible(number, std::move(visible));
    };
    co_await http::from_callback<bool>(std::move(start));
}

asio::awaitable<Result<Answer>> Api::slowly(std::shared_ptr<Call> call, const Route* route, AccessHandler handler) {
    std::move_only_function<void(http::Callback<Result<Answer>>)> start = [this, call, route,
                                                                           handler](http::Callback<Result<Answer>> callback) {
        // Shared, since refused work takes its captures with it.
        auto done = std::make_shared<http::Callback<Result<Answer>>>(std::move(callback));
        // The parts outlive the door's threads; this object does not.
        staff::SlowWork::Work work = [parts = parts_, call, route, handler, done] {
            const auto made = [&]() -> Result<Answer> {
                try {
                    TRY_VOID(identify(parts, *call));
                    TRY_VOID(allow(call->who, route->needed));
                    return handler(parts, *call);
                } catch (const std::exception& error) {
                    return fail(ErrorCode::internal, error.what());
                }
            };
            (*done)(made());
        };
        if (!parts_.door.slow_work().post(std::move(work))) {
            (*done)(Result<Answer>(fail(ErrorCode::unavailable, "Many are signing in; try again in a moment.")));
        }
    };
    auto answer = co_await http::from_callback<Result<Answer>>(std::move(start));
    co_return answer;
}

void Api::note(const Route& route, const Call& call, const std::string& detail) {
    auto note = note_of(route, call);
    if (!note) {
        return;
    }
    note->detail = detail;
    if (const auto noted = parts_.credentials.audit().append(*note); !noted.has_value()) {
        // The change stands and readers see it; that it was not noted has to be seen, too.
        spdlog::error("{} of {} by {} could not be noted in the audit log: {}", note->action, note->subject, note->who,
                      noted.error().message);
    }
}

asio::awaitable<Result<Answer>> Api::change(std::shared_ptr<Call> call, const Route* route, std::unique_ptr<Change> change) {
    auto outcome = std::make_shared<Outcome>();
    store::Writer::Job job = [outcome, call, work = std::move(change->job)](store::WriteTransaction& transaction) mutable -> Result<void> {
        try {
            return work(transaction, *outcome);
        } catch (const std::exception& error) {
            return fail(ErrorCode::internal, error.what());
        }
    };
    auto written = co_await write(std::move(job));
    if (!written.has_value()) {
        co_return std::move(written).error();
    }
    if (outcome->visible) {
        co_await until_visible(*written);
    }
    if (change->frees_files) {
        co_await drop_gone_files();
    }
    std::move_only_function<Result<Answer>(store::ReadSnapshot&)> last =
        [this, call, route, outcome, detail = std::move(change->detail),
         work = std::move(change->answer)](store::ReadSnapshot& snapshot) mutable {
            note(*route, *call, detail);
            return work(snapshot, *outcome);
        };
    auto answer = co_await read<Answer>(std::move(last));
    co_return answer;
}

asio::awaitable<http::Response> Api::count_view(std::shared_ptr<Call> call, bool picture) {
    const auto read = read_view(*call, picture);
    if (!read.has_value()) {
        co_return refusal(*call, read.error());
    }
    // What nobody looks at is no view.
    if (call->request.method != http::Method::head && !call->request.prefetch) {
        std::move_only_function<void(http::Callback<Result<void>>)> start = [this, call,
                                                                             viewed = *read](http::Callback<Result<void>> durable) {
            const readership::Visitor visitor{
                .address = call->request.client, .user_agent = call->request.user_agent, .referrer = viewed.referrer};
            parts_.readership.count_durably(call->request.loop, viewed.story, visitor, std::move(durable));
        };
        auto counted = co_await http::from_callback<Result<void>>(std::move(start));
        if (!counted.has_value()) {
            co_return refusal(*call, counted.error());
        }
    }
    Answer answer;
    if (picture) {
        answer.content_type = "image/gif";
        answer.body.assign(kPixel.data(), kPixel.size());
    } else {
        answer.status = http::Status::no_content;
    }
    co_return sent(std::move(answer));
}

asio::awaitable<http::Response> Api::answer(http::Request request) {
    const Match match = find_route(request.method, request.path.text());
    if (match.route == nullptr) {
        if (match.allowed.empty()) {
            return at_once(
                http::problem(http::Status::not_found, "There is nothing at this address. /api/v1/openapi.json describes what there is."));
        }
        http::Response refused = http::problem(http::Status::method_not_allowed, "This address takes " + match.allowed + ".");
        refused.fields().add("Allow", match.allowed);
        return at_once(std::move(refused));
    }
    const Route& route = *match.route;
    auto call = std::make_shared<Call>();
    call->request = std::move(request);
    call->parameters = match.parameters;
    if (route.path.contains("/preview")) {
        call->preview = parts_.previews.on_loop(call->request.loop);
    }
    auto query = parse_query(call->request.query, route.query);
    if (!query.has_value()) {
        return at_once(refusal(*call, query.error()));
    }
    call->query = std::move(*query);
    if (auto checked = check_content_type(route, call->request); !checked.has_value()) {
        return at_once(refusal(*call, checked.error()));
    }
    if (const auto* view = std::get_if<ViewHandler>(&route.handler)) {
        return count_view(std::move(call), *view == ViewHandler::picture);
    }
    if (std::holds_alternative<UploadHandler>(route.handler)) {
        return upload(std::move(call), &route);
    }
    return handle(std::move(call), &route);
}

asio::awaitable<http::Response> Api::handle(std::shared_ptr<Call> call, const Route* route) {
    if (const auto* slow = std::get_if<SlowHandler>(&route->handler)) {
        auto answer = co_await slowly(call, route, slow->handler);
        if (!answer.has_value()) {
            co_return refusal(*call, answer.error());
        }
        co_return sent(std::move(*answer));
    }
    std::move_only_function<Result<Step>(store::ReadSnapshot&)> first = [this, call, route](store::ReadSnapshot& snapshot) -> Result<Step> {
        TRY_VOID(identify(parts_, *call));
        TRY_VOID(allow(call->who, route->needed));
        Step step;
        if (const auto* access = std::get_if<AccessHandler>(&route->handler)) {
            TRY(step.answer, (*access)(parts_, *call));
        }
        if (const auto* reads = std::get_if<ReadHandler>(&route->handler)) {
            TRY(step.answer, (*reads)(parts_, *call, snapshot));
        } else if (const auto* changes = std::get_if<ChangeHandler>(&route->handler)) {
            TRY(step.change, (*changes)(parts_, *call, snapshot));
        }
        return step;
    };
    auto step = co_await read<Step>(std::move(first));
    if (!step.has_value()) {
        co_return refusal(*call, step.error());
    }
    if (step->answer) {
        co_return sent(std::move(*step->answer));
    }
    // In a pointer: GCC 12 destroys aggregates that are passed in a co_await expression twice.
    auto wanted = std::make_unique<Change>(std::move(*step->change));
    auto made = co_await change(call, route, std::move(wanted));
    if (!made.has_value()) {
        co_return refusal(*call, made.error());
    }
    co_return sent(std::move(*made));
}

}  // namespace stoppress::newsroom
