// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed request in two parts: what any page may depend on, and what only uncached answers may depend on.
// Flow:   connection -> gate -> Request -> Handler
// Thread: made and used on the connection's loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/message/path.hpp"
#include "http/message/streams.hpp"

namespace stoppress::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

[[nodiscard]] std::string_view method_name(Method method);

/// What a cacheable answer may depend on. Code that makes public pages takes this type, which has no cookies,
/// credentials, Host or address, so nothing of one reader can appear in another's page. The views are valid during the
/// call they are passed to, except in a Request made by `detached()`.
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

/// The whole request. Its further fields may only be used for a PrivateResponse, or to count a view.
struct Request : PublicRequest {
    std::string_view target;  ///< as sent: path and query
    std::string_view host;    ///< valid, but never use it to build addresses
    std::string_view client;  ///< the client's address as text, as reported by trusted proxies
    std::size_t loop = 0;     ///< the loop that it runs on
    bool prefetch = false;    ///< by Sec-Purpose or Purpose: prefetched, not read by anybody yet
    bool secure = false;      ///< came over this server's own TLS

    std::string_view user_agent;
    std::string_view content_type;
    std::string_view if_match;
    std::string_view authorization;
    std::string_view cookie;
    std::string_view origin;
    std::string_view referrer;  ///< Referer, as sent: anybody can forge it
    std::string_view sec_fetch_site;
    std::string_view accept;
    std::string_view accept_language;
    std::string_view idempotency_key;

    std::uint64_t content_length = 0;  ///< bytes
    std::string body;                  ///< read up to the handler's limit
    /// Set by Handler::admit() and released with the request: the reservation for a large body.
    std::shared_ptr<const void> claim{};
    /// Set by Handler::admit(): takes the body instead of `body`, which stays empty.
    std::shared_ptr<BodySink> sink{};

    /// A copy that owns its bytes, for code that keeps the request beyond the call.
    [[nodiscard]] Request detached() const;

private:
    std::shared_ptr<const std::string> owned_;
};

}  // namespace stoppress::http
