// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/review/presence.hpp"

#include <algorithm>

namespace stoppress::newsroom {

std::vector<Presence::Person> Presence::report(base::StoryId story, const std::string& name, const std::string& display_name, bool editing,
                                               base::Time now) {
    const base::Lock lock(mutex_);
    if (now - last_sweep_ >= kKept || now < last_sweep_) {
        forget(now);
    }
    if (by_story_.size() >= kMostStories && !by_story_.contains(story)) {
        return {};
    }
    auto& people = by_story_[story];
    std::erase_if(people, [now](const Person& person) { return now - person.seen > kKept; });
    std::vector<Person> others;
    Person* self = nullptr;
    for (auto& person : people) {
        if (person.name == name) {
            self = &person;
        } else {
            others.push_back(person);
        }
    }
    if (self != nullptr) {
        self->since = self->editing == editing ? self->since : now;
        self->editing = editing;
        self->display_name = display_name;
        self->seen = now;
    } else if (people.size() < kMostPeople) {
        people.push_back({name, display_name, editing, now, now});
    }
    return others;
}

void Presence::forget(base::Time now) {
    std::erase_if(by_story_, [now](const auto& entry) {
        return std::ranges::all_of(entry.second, [now](const Person& person) { return now - person.seen > kKept; });
    });
    last_sweep_ = now;
}

}  // namespace stoppress::newsroom
