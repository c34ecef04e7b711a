// SPDX-License-Identifier: GPL-3.0-or-later
// Hears of what other nodes on the same server have committed: by notification, and by looking once a second whatever happens.
// Flow:   another node's commit -> ChangeFollower -> edition, rankings
// Thread: owns one; `changed` is called on it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/records.hpp"

namespace stoppress::store {

class ChangeFollower {
public:
    /// Told the change log's number when it has moved.
    using Changed = std::function<void(base::ChangeNumber)>;
    /// Told when changes of others are no longer heard of (false), and when they are again, after `changed` was told of the last one.
    using Hears = std::function<void(bool)>;

    /// Begins to follow; where the site's database is a file, there is nobody else, and nothing is done.
    ChangeFollower(const settings::Settings& settings, Changed changed, Hears hears);
    ChangeFollower(const ChangeFollower&) = delete;
    ChangeFollower& operator=(const ChangeFollower&) = delete;
    ChangeFollower(ChangeFollower&&) = delete;
    ChangeFollower& operator=(ChangeFollower&&) = delete;
    ~ChangeFollower();

    /// Why changes of others are not heard of, with what to do; empty while they are. Any thread.
    [[nodiscard]] std::string trouble() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
