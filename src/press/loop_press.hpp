// SPDX-License-Identifier: GPL-3.0-or-later
// One loop's view of the press: its state and the pages in its cache. No locks, no waiting.
// Flow:   request -> LoopPress -> (cached) EncodedPage; (not cached) reading pool -> page -> EncodedPage
// Thread: its loop's only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "press/tagged_pages.hpp"

namespace stoppress::press {

class LoopPress {
public:
    using Arrived = std::move_only_function<void(base::Result<std::shared_ptr<const Page>>)>;
    /// Asks the reading pool to make the page; false if too many requests wait.
    using Order = std::function<bool(const std::string& key)>;

    explicit LoopPress(Order order) : order_(std::move(order)) {}

    /// Never null after the desk has opened, which is before the server listens.
    [[nodiscard]] const SiteState& state() const { return *state_; }
    [[nodiscard]] const std::shared_ptr<const SiteState>& shared_state() const { return state_; }

    /// The page as it must be sent now, or null if it is not cached.
    [[nodiscard]] std::shared_ptr<const EncodedPage> find(std::string_view key, Coding coding);

    /// Has the page made and calls `arrived` on this loop, never before this function returns. Requests for one key
    /// share one order.
    void obtain(std::string key, Arrived arrived);

    // Called by the press.
    void switch_to(std::shared_ptr<const SiteState> state, const Outdated& outdated);
    /// Delivers the result for `key`, made from the store's state `as_of` or a later one. A page with another key means
    /// that nothing is at this one: callers that asked when the loop showed a later state have it looked up again.
    void deliver(std::string key, base::Result<std::shared_ptr<const Page>> made, base::ChangeNumber as_of);
    void release(const Page& page) { pages_.erase(page); }

private:
    struct Caller {
        Arrived arrived;
        base::ChangeNumber since = 0;  ///< the state that the loop showed when it asked
    };
    struct Waiting {
        std::vector<Caller> callers;
        int tries = 1;
    };
    void order(const std::string& key);
    void serve(const std::string& key, const base::Result<std::shared_ptr<const Page>>& made);
    void serve_absence(const std::string& key, const std::shared_ptr<const Page>& page, base::ChangeNumber as_of);

    Order order_;
    std::shared_ptr<const SiteState> state_;
    TaggedPages pages_;
    RecentlyOutdated recent_;
    std::unordered_map<std::string, Waiting> waiting_;
    struct Early {
        std::string key;  // the key that was asked for; the page may have another
        std::shared_ptr<const Page> page;
        base::ChangeNumber as_of = 0;
    };
    std::vector<Early> early_;  // made from a state later than this loop's state
};

}  // namespace stoppress::press
