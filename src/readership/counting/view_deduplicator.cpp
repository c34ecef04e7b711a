// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/view_deduplicator.hpp"

#include <algorithm>

#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

ViewDeduplicator::ViewDeduplicator(std::chrono::minutes repeat, Referrers& referrers)
    : counts_all_(repeat == std::chrono::minutes{0}),
      salt_(std::max(repeat, kPresent)),
      window_(repeat, kRemembered),
      referrers_(referrers) {}

void ViewDeduplicator::set_time(base::Time now, base::Hour hour) {
    if (now_ != base::Time{} && now > now_) {
        elapsed_ += now - now_;
    }
    now_ = now;
    if (hour != hour_) {
        hour_ = hour;
        hosts_of_hour_.clear();
    }
    salt_.set_time(now);
    window_.set_time(std::chrono::floor<std::chrono::seconds>(elapsed_));
}

std::optional<std::uint64_t> ViewDeduplicator::first_key(const View& view) {
    const auto key = salt_.key(view);
    const auto former = salt_.former_key(view);
    // The same person, whatever story they read.
    const View anything{.story = {}, .user_agent = view.user_agent, .address = view.address};
    if (seen_.size() < kSeenAtOnce) {
        seen_.push_back({.story = view.story,
                         .reader = salt_.key(anything),
                         .reader_of_story = key,
                         .former_reader = salt_.former_key(anything),
                         .former_reader_of_story = former});
    }
    if (counts_all_) {
        return key;
    }
    if ((former && window_.holds(*former)) || !window_.add(key)) {
        ++repeats_;
        return std::nullopt;
    }
    return key;
}

Tally* ViewDeduplicator::tally(base::StoryId story, base::Hour hour) {
    const auto found = places_.find({story.value, base::to_number(hour)});
    if (found != places_.end()) {
        return &open_[found->second];
    }
    if (open_.size() >= kPendingRows) {
        return nullptr;
    }
    places_.emplace(std::pair{story.value, base::to_number(hour)}, static_cast<std::uint32_t>(open_.size()));
    return &open_.emplace_back(Tally{.story = story, .hour = hour});
}

ReferrerTally* ViewDeduplicator::referrer_tally(const View& view) {
    if (view.referrer == kNoReferrer) {
        return nullptr;
    }
    auto host = referrers_.name(view.referrer);
    if (view.referrer != kWithinSite && hosts_of_hour_.size() >= kReferrers && !hosts_of_hour_.contains(host)) {
        host = store::kOtherSites;
    }
    return referrer_tallies_.at(view.story, hour_, std::move(host));
}

void ViewDeduplicator::await(std::span<const CheckedBeacon> beacons) {
    if (counts_all_) {
        return;
    }
    for (const auto& beacon : beacons) {
        if (beacon.remembered) {
            awaited_.insert(*beacon.remembered);
        }
    }
}

void ViewDeduplicator::decided() {
    awaited_.clear();
    for (const auto& [key, view] : std::exchange(put_aside_, {})) {
        page(view);
    }
}

void ViewDeduplicator::page(const View& view) {
    if (!awaited_.empty() && !view.robot) {
        if (const auto key = salt_.key(view); awaited_.contains(key)) {
            if (const auto [place, first] = put_aside_.try_emplace(key, view); !first) {
                place->second.times += view.times;
            }
            return;
        }
    }
    auto* tally_of = tally(view.story, hour_);
    if (tally_of == nullptr) {
        lost_ += view.times;
    } else if (view.robot) {
        tally_of->page_robots += view.times;
    } else if (first_key(view)) {
        const std::uint32_t counted = counts_all_ ? view.times : 1;
        repeats_ += view.times - counted;
        tally_of->pages += counted;
        if (auto* referrer = referrer_tally(view)) {
            referrer->pages += counted;
        }
    } else {
        repeats_ += view.times - 1;  // first_key() counted one
    }
}

CheckedBeacon ViewDeduplicator::beacon(Beacon beacon) {
    CheckedBeacon checked{.story = beacon.view.story, .remembered = std::nullopt, .durable = std::move(beacon.durable)};
    auto* tally_of = tally(checked.story, hour_);
    if (tally_of == nullptr) {
        checked.refused = true;
    } else if (beacon.view.robot) {
        ++tally_of->beacon_robots;
    } else if (const auto key = first_key(beacon.view)) {
        checked.remembered = key;
        ++tally_of->beacons;
        if (auto* referrer = referrer_tally(beacon.view)) {
            ++referrer->beacons;
        }
    }
    return checked;
}

std::vector<Tally> ViewDeduplicator::take() {
    places_.clear();
    auto taken = std::exchange(open_, {});
    std::erase_if(taken, [](const Tally& each) { return each.pages + each.page_robots + each.beacons + each.beacon_robots == 0; });
    return taken;
}

void ViewDeduplicator::note_stored(const std::vector<store::ReferrerCount>& referrers) {
    for (const auto& referrer : referrers) {
        if (referrer.hour == hour_ && hosts_of_hour_.size() < kReferrers && referrer.host != store::kWithinSite &&
            referrer.host != store::kOtherSites) {
            hosts_of_hour_.insert(referrer.host);
        }
    }
}

void ViewDeduplicator::restore(const std::vector<Tally>& tallies, const std::vector<ReferrerTally>& referrers) {
    referrer_tallies_.restore(referrers);
    for (const auto& back : tallies) {
        if (back.pages == 0 && back.page_robots == 0) {
            continue;
        }
        auto* tally_of = tally(back.story, back.hour);
        if (tally_of == nullptr) {
            lost_ += static_cast<std::uint64_t>(back.pages);
        } else {
            tally_of->pages += back.pages;
            tally_of->page_robots += back.page_robots;
        }
    }
}

}  // namespace stoppress::readership
