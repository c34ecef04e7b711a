// SPDX-License-Identifier: GPL-3.0-or-later
// What answers requests. The server knows no more of the site than this.
// Flow:   connection -> Handler -> Response -> connection
// Thread: called on every loop at once; what an implementation keeps per loop it finds by Request::loop.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>

#include "http/request.hpp"
#include "http/response.hpp"

namespace stoppress::http {

class Handler {
public:
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    Handler(Handler&&) = delete;
    Handler& operator=(Handler&&) = delete;
    virtual ~Handler() = default;

    /// How many bytes of body a request with this head may carry. Asked only where there is a body; a longer one is answered 413
    /// and not read. 0: no body is taken, and answer() gets the request without it (to say 404 or 405), then the connection ends.
    [[nodiscard]] virtual std::uint64_t body_limit(const Request& head) const = 0;

    /// Whether admit() is asked before this request's body is read: for bodies so large that not everybody's may be held in memory.
    [[nodiscard]] virtual bool wants_admission(const Request& head) const {
        static_cast<void>(head);
        return false;
    }
    /// An answer refuses the request, whose body is then not read; nothing lets it in, and what was put into its `claim` is held until it
    /// has been answered. Runs on the loop of `head->loop`.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<Response>> admit(std::shared_ptr<Request> head);

    /// Answers at once what needs no waiting, on the loop: whatever it does delays every other connection of that loop.
    /// Nothing: answer() is asked. Only requests without a body come here.
    [[nodiscard]] virtual std::optional<Response> try_answer(const Request& request) = 0;

    /// Answers everything else. Runs on the loop of `request.loop`, and comes back to it after each wait; `request` owns its bytes.
    /// A failure that escapes as an exception is answered 500 and ends that one connection.
    [[nodiscard]] virtual boost::asio::awaitable<Response> answer(Request request) = 0;

    /// An answer to a path that is not canonical, or whatever else the server refuses although the request was well-formed, may look
    /// like the site's own pages: nothing means a short text.
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
