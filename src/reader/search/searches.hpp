// SPDX-License-Identifier: GPL-3.0-or-later
// Answers readers' searches: each is made for its request, on a reading thread, and not kept.
// Flow:   /search -> Searches -> SiteSearch, theme -> response
// Owner:  serve (cli).
// Thread: called on every loop; what it has of its own is atomic.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string_view>

#include "base/time/clock.hpp"
#include "http/message/request.hpp"
#include "press/page.hpp"
#include "press/press.hpp"
#include "search/following/site_search.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::reader {

class Searches {
public:
    /// The arguments must outlive it. `pool`: the readers' lane.
    Searches(press::Press& press, store::ReadPool& pool, const search::SiteSearch& search, const base::Clock& clock)
        : press_(press), pool_(pool), search_(search), clock_(clock) {}
    Searches(const Searches&) = delete;
    Searches& operator=(const Searches&) = delete;
    Searches(Searches&&) = delete;
    Searches& operator=(Searches&&) = delete;
    ~Searches() = default;

    /// "/search", its feeds, or "/opensearch.xml".
    [[nodiscard]] static bool answers(std::string_view path);
    /// Fails with `unavailable` while kMaxSearches are being made, or as the store does.
    [[nodiscard]] boost::asio::awaitable<base::Result<std::shared_ptr<const press::Page>>> obtain(const http::PublicRequest& request,
                                                                                                  std::size_t loop);

private:
    press::Press& press_;
    store::ReadPool& pool_;
    const search::SiteSearch& search_;
    const base::Clock& clock_;
    std::atomic<std::size_t> running_{0};
};

}  // namespace stoppress::reader
