// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/site_handler.hpp"

namespace stoppress::cli {

namespace {

bool is_for_api(const http::Request& request) {
    return request.path.is_below("/api");
}

/// A preview link. Checked only for pages that are not cached, so that readers' pages do not pay for it.
bool is_preview(const http::Request& request) {
    return newsroom::Api::is_preview_link(request.path.text());
}

}  // namespace

std::uint64_t SiteHandler::body_limit(const http::Request& head) const {
    return is_for_api(head) ? api_.body_limit(head) : 0;
}

bool SiteHandler::wants_admission(const http::Request& head) const {
    return is_for_api(head) && api_.wants_admission(head);
}

boost::asio::awaitable<std::optional<http::Response>> SiteHandler::admit(std::shared_ptr<http::Request> head) {
    return api_.admit(std::move(head));
}

std::optional<http::Response> SiteHandler::try_answer(const http::Request& request) {
    if (is_for_api(request)) {
        return std::nullopt;
    }
    if (auto response = ui_.try_answer(request)) {
        return response;
    }
    // Readers' pages first: they are nearly all requests, and none has an address of /healthz and the like.
    if (auto response = reader_.try_answer(request)) {
        return response;
    }
    if (auto response = health_.try_answer(request)) {
        return response;
    }
    return is_preview(request) ? std::nullopt : reader_.try_absent(request);
}

boost::asio::awaitable<http::Response> SiteHandler::answer(http::Request request) {
    // No ?: around co_await: GCC 12 destroys its temporaries twice.
    if (is_for_api(request)) {
        return api_.answer(std::move(request));
    }
    if (is_preview(request)) {
        return api_.answer(std::move(request));
    }
    return reader_.answer(std::move(request));
}

}  // namespace stoppress::cli
