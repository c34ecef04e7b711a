// SPDX-License-Identifier: GPL-3.0-or-later
// Who has which story open, in memory: each client reports every few seconds, and is forgotten half a minute after its
// last report.
// Thread: any; calls are serialised inside.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/threads/mutex.hpp"
#include "base/time/time.hpp"

namespace stoppress::newsroom {

class Presence {
public:
    struct Person {
        std::string name;  ///< the name that owns stories
        std::string display_name;
        bool editing = false;
        base::Time since;  ///< when they opened it, or began to edit
        base::Time seen;
    };

    static constexpr std::chrono::seconds kKept{30};
    static constexpr std::size_t kMostStories = 10'000;  ///< some MiB; newsrooms have dozens open
    static constexpr std::size_t kMostPeople = 100;      ///< per story; nobody reads a longer list

    /// Records that `name` has the story open, and returns the others who have, in order of arrival.
    [[nodiscard]] std::vector<Person> report(base::StoryId story, const std::string& name, const std::string& display_name, bool editing,
                                             base::Time now);

private:
    void forget(base::Time now) REQUIRES(mutex_);

    base::Mutex mutex_;
    std::map<base::StoryId, std::vector<Person>> by_story_ GUARDED_BY(mutex_);
    base::Time last_sweep_ GUARDED_BY(mutex_){};
};

}  // namespace stoppress::newsroom
