// SPDX-License-Identifier: GPL-3.0-or-later
// Detects commits of other nodes on the same database server: by notifications, and by a query once a
// second in any case.
// Flow:   another node's commit -> ChangeFollower -> edition, rankings, live connections of the newsroom
// Thread: it owns one and calls its callbacks on it; trouble() any.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {

class ChangeFollower {
public:
    /// Called with the change log's number when it has grown.
    using Changed = std::function<void(base::ChangeNumber)>;
    /// Called with the names of people who have new notifications, also those that this node made.
    using Told = std::function<void(const std::vector<std::string>&)>;
    /// Called with false when changes of other nodes can no longer be received, and with true when they can again,
    /// after `changed` was called for the last of them.
    using Hears = std::function<void(bool)>;

    /// Starts to follow. Does nothing if the site's database is a file, since there are no other nodes.
    ChangeFollower(const settings::Settings& settings, Changed changed, Told told, Hears hears);
    ChangeFollower(const ChangeFollower&) = delete;
    ChangeFollower& operator=(const ChangeFollower&) = delete;
    ChangeFollower(ChangeFollower&&) = delete;
    ChangeFollower& operator=(ChangeFollower&&) = delete;
    ~ChangeFollower();

    /// Why changes of other nodes are not received, and what to do about it; empty while they are. Any thread.
    [[nodiscard]] std::string trouble() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
