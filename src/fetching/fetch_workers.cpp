// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/fetch_workers.hpp"

#include <algorithm>

namespace stoppress::fetching {

using base::ErrorCode;

bool Allowance::take(const std::string& who, Time now) {
    const base::Lock lock(mutex_);
    const auto known = by_name_.find(who);
    if (known == by_name_.end()) {
        people_.push_front({.name = who, .counted = now});
        by_name_[who] = people_.begin();
        if (people_.size() > kMaxRemembered) {
            by_name_.erase(people_.back().name);
            people_.pop_back();
        }
    } else {
        people_.splice(people_.begin(), people_, known->second);
    }
    Person& person = people_.front();
    const double seconds = std::chrono::duration<double>(now - person.counted).count();
    person.left = std::min(kFetchesAtOnce, person.left + std::max(seconds, 0.0) / kSecondsPerFetch);
    person.counted = now;
    if (person.left < 1) {
        return false;
    }
    person.left -= 1;
    return true;
}

base::Result<void> FetchWorkers::run(const std::string& who, Work work) {
    if (!allowance_.take(who, std::chrono::steady_clock::now())) {
        return base::fail(ErrorCode::too_many, "You have fetched too many addresses in a short time. Try again in a minute.",
                          {"fetch-too-often"});
    }
    if (!threads_.post([this, work = std::move(work)]() mutable { work(fetcher_); })) {
        return base::fail(ErrorCode::unavailable, "Too many addresses are being fetched. Try again in a moment.", {"fetch-busy"});
    }
    return {};
}

void FetchWorkers::stop() {
    fetcher_.abandon();
    threads_.stop();
}

}  // namespace stoppress::fetching
