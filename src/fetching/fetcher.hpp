// SPDX-License-Identifier: GPL-3.0-or-later
// Asks other servers, and is the only part of the program that does so with an address that somebody wrote. Each request
// runs in a child process of its own (fetch_child.hpp); this side follows redirects and decides where they may lead.
// Nobody but staff may cause a request, and nothing does while a page is made. What comes back is untrusted.
// Flow:   newsroom (pasted picture, embed) -> Fetcher -> child -> Fetched -> media, document
// Thread: any but a loop's, several at once; the caller waits up to kMaxTime and a little.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "fetching/fetch_child.hpp"
#include "fetching/fetch_message.hpp"
#include "fetching/limits.hpp"

namespace stoppress::fetching {

struct FetchOptions {
    bool on = true;
    std::string site_url;        ///< named in the User-Agent
    std::string certificates;    ///< the file with certificates of authorities
    PrivateHosts private_hosts;  ///< see Target
};

struct FetchRequest {
    std::string url;
    std::string accept = "*/*";
    std::size_t limit = kMaxBytes;  ///< bytes of the answer
    AtLimit at_limit = AtLimit::refuse;
    std::chrono::milliseconds time = kMaxTime;  ///< in all, redirects included; not more than kMaxTime
};

struct Fetched {
    std::string url;   ///< after redirects
    std::string type;  ///< Content-Type; may be empty
    std::string body;
    bool cut = false;  ///< the body is longer
};

class Fetcher {
public:
    explicit Fetcher(FetchOptions options, std::vector<std::string> arguments = {std::string(kFetchArgument)})
        : options_(std::move(options)), arguments_(std::move(arguments)) {}

    /// Fails with `forbidden` (fetch-off); `invalid` with fetch-refused, fetch-not-found, fetch-too-slow,
    /// fetch-too-large or fetch-failed; `io` if the child failed; `unavailable` after abandon().
    [[nodiscard]] base::Result<Fetched> fetch(const FetchRequest& request) const;
    /// Gives up running and future work, because the program is ending. Any thread.
    void abandon() { abandoned_ = true; }

private:
    [[nodiscard]] base::Result<ChildAnswer> ask(const ChildRequest& request) const;

    FetchOptions options_;
    std::vector<std::string> arguments_;
    std::atomic<bool> abandoned_ = false;
};

}  // namespace stoppress::fetching
