// SPDX-License-Identifier: GPL-3.0-or-later
// Serves sound and film by the hash of their content, "/media/HASH.EXT": whole, or the range of bytes that a player asks for. Nothing is
// kept in memory but the piece that each client is being sent; the library is read on threads of its own. They are sent as uploaded, so
// always with the type that the library knows, and as downloads: players do not mind, and a browser that opens one shows no page.
// Flow:   request -> Recordings -> response; connection -> source -> threads -> media::Library
// Owner:  serve (cli).
// Thread: respond() on every loop.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>

#include "base/failure_log.hpp"
#include "base/result.hpp"
#include "base/threads/worker_thread.hpp"
#include "http/connection/body_budget.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"
#include "media/library.hpp"
#include "reader/limits.hpp"

namespace stoppress::reader {

class Recordings {
public:
    /// `library` must outlive it. `streams`: how many may be sent at once, in all and to each client.
    Recordings(const media::Library& library, http::BodyBudget streams);

    /// Fails with `not_found` if there is none; with `unavailable` if too many are being sent, or the library cannot be reached. The
    /// request's views must stay valid until it is done. `client`: its address, which is only counted.
    [[nodiscard]] boost::asio::awaitable<base::Result<http::Response>> respond(http::PublicRequest request, media::Name name,
                                                                               std::string_view client);

    /// Ends the threads; waiting requests are dropped. The owner's thread.
    void stop() { threads_.stop(); }

private:
    class Source;
    const media::Library& library_;
    http::BodyBudget streams_;
    base::FailureLog unreachable_{"recordings cannot be read, requests for them are answered with 503"};
    base::WorkerThread threads_;  ///< last: it must end before what it uses
};

}  // namespace stoppress::reader
