// SPDX-License-Identifier: GPL-3.0-or-later
// Who has which story open just now, in memory: each says so every few seconds, and is forgotten half a minute after the last time.
// Thread: any; calls are serialised inside.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace stoppress::newsroom {

class Presence {
public:
    struct Person {
        std::string name;  ///< the key by which stories are owned
        std::string display_name;
        bool editing = false;
        base::Time since;  ///< when this person opened it, or began to edit
        base::Time seen;
    };

    static constexpr std::chrono::seconds kKept{30};
    static constexpr std::size_t kMostStories = 10'000;  ///< some MiB; newsrooms have dozens open
    static constexpr std::size_t kMostPeople = 100;      ///< of one story; beyond that nobody reads the list

    /// Notes that `name` has the story open, and returns who else has, in the order in which they came.
    [[nodiscard]] std::vector<Person> meet(base::StoryId story, const std::string& name, const std::string& display_name, bool editing,
                                           base::Time now);

private:
    void forget(base::Time now);

    std::mutex mutex_;
    std::map<base::StoryId, std::vector<Person>> by_story_;  // under mutex_, as is the next
    base::Time last_sweep_{};
};

}  // namespace stoppress::newsroom
