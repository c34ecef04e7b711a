// SPDX-License-Identifier: GPL-3.0-or-later
// One loop's view of the press: its front, and the pages it has at hand. No lock, no waiting.
// Flow:   request -> LoopPress -> (at hand) Finished; (not at hand) reading pool -> page -> Finished
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
    /// Has the page made on the reading pool; refused (false) when too many wait.
    using Order = std::function<bool(const std::string& key)>;

    explicit LoopPress(Order order) : order_(std::move(order)) {}

    /// Never null once the desk has begun, which is before the server listens.
    [[nodiscard]] const Front& front() const { return *front_; }
    [[nodiscard]] const std::shared_ptr<const Front>& shared_front() const { return front_; }

    /// The page as it is to be sent now, or null where it is not at hand.
    [[nodiscard]] std::shared_ptr<const Finished> find(std::string_view key, Coding coding);

    /// Gets the page made and calls `arrived` on this loop: soon, never before this returns. Orders for one key are one.
    void obtain(std::string key, Arrived arrived);

    // For the press.
    void switch_to(std::shared_ptr<const Front> front, const Outdated& outdated);
    /// What was made for `key` from the store's state `as_of` or a later one. A page that is kept under another key says that nothing
    /// stands at this one: who asked when the loop showed a later state than that has it looked up again.
    void deliver(std::string key, base::Result<std::shared_ptr<const Page>> made, base::ChangeNumber as_of);
    void let_go(const Page& page) { pages_.erase(page); }

private:
    struct Caller {
        Arrived arrived;
        base::ChangeNumber since = 0;  ///< what the loop showed when it asked
    };
    struct Waiting {
        std::vector<Caller> callers;
        int tries = 1;
    };
    void order(const std::string& key);
    void serve(const std::string& key, const base::Result<std::shared_ptr<const Page>>& made);
    void serve_absence(const std::string& key, const std::shared_ptr<const Page>& page, base::ChangeNumber as_of);

    Order order_;
    std::shared_ptr<const Front> front_;
    TaggedPages pages_;
    RecentlyOutdated recent_;
    std::unordered_map<std::string, Waiting> waiting_;
    struct Early {
        std::string key;  // that was asked for; the page may be kept under another
        std::shared_ptr<const Page> page;
        base::ChangeNumber as_of = 0;
    };
    std::vector<Early> early_;  // made from a state that this loop has not been told of yet
};

}  // namespace stoppress::press
