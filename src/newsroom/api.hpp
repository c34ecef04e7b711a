// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's and every other program's way in: answers all below /api.
// Flow:   request -> route -> reading thread (who asks, what is wanted) -> writer (commit) -> visible on every loop -> answer
// Thread: answer() on the request's loop; what it does runs on the store's threads. One object for all loops; it holds references only.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/request.hpp"
#include "http/response.hpp"
#include "newsroom/call.hpp"
#include "newsroom/routes.hpp"

namespace stoppress::newsroom {

class Api {
public:
    explicit Api(Parts parts) : parts_(parts) {}

    /// Whether the path is that of a preview's link, which stands outside of /api.
    [[nodiscard]] static bool is_preview_link(std::string_view path);

    /// How many bytes of body the route of this request takes.
    [[nodiscard]] std::uint64_t body_limit(const http::Request& head) const;

    /// Every failure is problem+json (RFC 9457) that names each invalid field. A change is answered when it is durable and every loop
    /// shows it; a posted view when it is durable.
    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request request);

private:
    /// A route's first half: an answer, or a change that is still to be made.
    struct Step {
        std::optional<Answer> answer;
        std::optional<Change> change;
    };

    template <class T>
    boost::asio::awaitable<base::Result<T>> read(std::move_only_function<base::Result<T>(store::ReadSnapshot&)> task);
    boost::asio::awaitable<base::Result<base::ChangeNumber>> write(store::Writer::Job job);
    boost::asio::awaitable<void> until_visible(base::ChangeNumber number);
    boost::asio::awaitable<base::Result<Answer>> change(std::shared_ptr<Call> call, std::unique_ptr<Change> change);
    boost::asio::awaitable<http::Response> count_view(std::shared_ptr<Call> call, bool picture);
    /// Everything but views; `route` stands for ever.
    boost::asio::awaitable<http::Response> handle(std::shared_ptr<Call> call, const Route* route);

    Parts parts_;
};

}  // namespace stoppress::newsroom
