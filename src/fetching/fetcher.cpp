// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/fetcher.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/processes/own_child.hpp"

namespace stoppress::fetching {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using SteadyClock = std::chrono::steady_clock;

/// The error of an answer that is none; nothing if it is one.
Result<void> check_verdict(const ChildAnswer& answer) {
    switch (answer.verdict) {
        case Verdict::answered:
            return {};
        case Verdict::no_such_host:
            return fail(ErrorCode::invalid, "There is no server of that name.", {"fetch-not-found"});
        case Verdict::not_public:
            return fail(ErrorCode::invalid, "This address is not fetched: it leads to a private network or to this machine.",
                        {"fetch-refused"});
        case Verdict::unreachable:
            return fail(ErrorCode::invalid, fmt::format("The server cannot be reached ({}).", answer.reason), {"fetch-failed"});
        case Verdict::too_slow:
            return fail(ErrorCode::invalid, "The server took too long to answer.", {"fetch-too-slow"});
        case Verdict::too_large:
            return fail(ErrorCode::invalid, "The server's answer is too large.", {"fetch-too-large"});
        case Verdict::failed:
            break;
    }
    return fail(ErrorCode::io, fmt::format("the process that fetches addresses failed: {}", answer.reason));
}

Result<void> check_status(const ChildAnswer& answer) {
    if (answer.status == 404 || answer.status == 410) {
        return fail(ErrorCode::invalid, "There is nothing at that address.", {"fetch-not-found"});
    }
    if (answer.status < 200 || answer.status >= 300) {
        return fail(ErrorCode::invalid, fmt::format("The server answered with status {}.", answer.status), {"fetch-failed"});
    }
    return {};
}

bool is_redirect(const ChildAnswer& answer) {
    const bool moved = answer.status == 301 || answer.status == 302 || answer.status == 303 || answer.status == 307 || answer.status == 308;
    return moved && !answer.location.empty();
}

}  // namespace

Result<ChildAnswer> Fetcher::ask(const ChildRequest& request) const {
    const std::string input = write_request(request);
    const base::OwnChild child{.arguments = arguments_,
                               .input = input,
                               .most_output = most_answer_bytes(request.limit),
                               .patience = request.time + kChildSlack,
                               .abandoned = abandoned_};
    TRY(const auto output, base::run_own_child(child));
    if (abandoned_) {
        return fail(ErrorCode::unavailable, "The server is shutting down. Try again in a moment.");
    }
    auto answer = read_answer(output.bytes, request.limit);
    if (!output.in_time) {
        // Most likely it still waited for a name server.
        ChildAnswer late;
        late.verdict = Verdict::too_slow;
        return late;
    }
    if (!answer.has_value()) {
        return fail(ErrorCode::invalid, fmt::format("The server's answer could not be read: {}.", answer.error().message),
                    {"fetch-failed"});
    }
    return answer;
}

Result<Fetched> Fetcher::fetch(const FetchRequest& request) const {
    if (!options_.on) {
        return fail(ErrorCode::forbidden, "Fetching from other sites is switched off (fetching.requests).", {"fetch-off"});
    }
    const auto latest = SteadyClock::now() + std::min(request.time, kMaxTime);
    ChildRequest next;
    TRY(next.target, parse_target(request.url, options_.private_hosts));
    next.accept = request.accept;
    next.user_agent = fmt::format("Stoppress (+{})", options_.site_url);
    next.certificates = options_.certificates;
    next.limit = std::min(request.limit, kMaxBytes);
    next.at_limit = request.at_limit;
    for (int redirects = 0;;) {
        next.time = std::chrono::duration_cast<std::chrono::milliseconds>(latest - SteadyClock::now());
        if (next.time.count() <= 0) {
            return fail(ErrorCode::invalid, "The server took too long to answer.", {"fetch-too-slow"});
        }
        TRY(auto answer, ask(next));
        TRY_VOID(check_verdict(answer));
        if (is_redirect(answer)) {
            TRY(next.target, redirected(next.target, answer.location, ++redirects, options_.private_hosts));
            continue;
        }
        TRY_VOID(check_status(answer));
        return Fetched{next.target.url, std::move(answer.type), std::move(answer.body), answer.cut};
    }
}

}  // namespace stoppress::fetching
