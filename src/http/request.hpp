// SPDX-License-Identifier: GPL-3.0-or-later
// A request that passed the gate, in two parts: what any page may depend on, and what only uncached answers may.
// Flow:   connection -> gate -> Request -> Handler
// Thread: made and used on the connection's loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/path.hpp"

namespace stoppress::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

[[nodiscard]] std::string_view method_name(Method method);

/// What an answer that others may get from a cache is allowed to read. Whoever makes public pages takes this type, which knows no
/// cookie, no credentials, no Host and no address: so nothing of one reader can end up in another's page.
/// The views end with the call they are passed to, except in a Request made by `detached()`.
struct PublicRequest {
    Method method = Method::get;
    Path path;
    std::string_view query;  ///< without '?', not decoded; see Query
    bool accepts_gzip = false;
    bool accepts_brotli = false;
    std::string_view if_none_match;
    std::string_view if_modified_since;
    std::string_view range;
    std::string_view if_range;
};

/// The whole request. What is made from its further fields is a PrivateResponse, or counts a view beside the page.
struct Request : PublicRequest {
    std::string_view target;  ///< as sent: path and query
    std::string_view host;    ///< checked, and never to build anything from
    std::string_view client;  ///< the client's address as text, as far as trusted proxies vouch for it
    std::size_t loop = 0;     ///< which loop this runs on
    bool prefetch = false;    ///< Sec-Purpose or Purpose says so: fetched on suspicion, read by nobody yet
    bool secure = false;      ///< came over TLS of our own

    std::string_view user_agent;
    std::string_view content_type;
    std::string_view if_match;
    std::string_view authorization;
    std::string_view cookie;
    std::string_view origin;
    std::string_view referrer;  ///< Referer, as sent: anybody can make it up
    std::string_view sec_fetch_site;
    std::string_view accept;
    std::string_view accept_language;
    std::string_view idempotency_key;

    std::uint64_t content_length = 0;
    std::string body;  ///< read up to the limit that the handler named
    /// What Handler::admit() put here, given back when the request is gone: a place among those that may hold large bodies.
    std::shared_ptr<const void> claim{};

    /// A copy whose views are of bytes it owns, for whoever keeps the request beyond the call.
    [[nodiscard]] Request detached() const;

private:
    std::shared_ptr<const std::string> owned_;
};

}  // namespace stoppress::http
