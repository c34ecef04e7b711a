// SPDX-License-Identifier: GPL-3.0-or-later
// The interface that answers requests; all that the server knows of the site.
// Flow:   connection -> Handler -> Response -> connection
// Thread: called on all loops concurrently. Request::loop says which loop it is, for data kept per loop.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>

#include "http/message/request.hpp"
#include "http/message/response.hpp"

namespace stoppress::http {

class Handler {
public:
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    Handler(Handler&&) = delete;
    Handler& operator=(Handler&&) = delete;
    virtual ~Handler() = default;

    /// How many bytes of body a request with this head may have. Called only if there is a body; a longer one is
    /// answered with 413 and not read. 0: bodies are not allowed; answer() gets the request without it (to answer 404
    /// or 405), then the connection ends.
    [[nodiscard]] virtual std::uint64_t body_limit(const Request& head) const = 0;

    /// Whether to call admit() before this request's body is read: for bodies so large that few may be in
    /// memory at once.
    [[nodiscard]] virtual bool wants_admission(const Request& head) const {
        static_cast<void>(head);
        return false;
    }
    /// A response refuses the request, and its body is not read; nothing admits it, and what admit() put into its
    /// `claim` is held until it has been answered. Runs on the loop `head->loop`.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<Response>> admit(std::shared_ptr<Request> head);

    /// Answers at once, on the loop, requests that need no waiting: it delays every other connection of that loop.
    /// Nothing means that answer() is called. Called only for requests without a body.
    [[nodiscard]] virtual std::optional<Response> try_answer(const Request& request) = 0;

    /// Answers everything else. Runs on the loop `request.loop`, and returns to it after each wait; `request` owns its
    /// bytes. An exception is answered with 500 and ends that one connection.
    [[nodiscard]] virtual boost::asio::awaitable<Response> answer(Request request) = 0;

    /// The page to send with `status` when the server refuses a well-formed request, for example because its path is
    /// not canonical, so that it looks like the site's own pages. Nothing means a short text.
    [[nodiscard]] virtual std::optional<Response> page_for(Status status, std::size_t loop) {
        static_cast<void>(status);
        static_cast<void>(loop);
        return std::nullopt;
    }
};

inline boost::asio::awaitable<std::optional<Response>> Handler::admit(std::shared_ptr<Request> /*head*/) {
    co_return std::optional<Response>{};
}

}  // namespace stoppress::http
