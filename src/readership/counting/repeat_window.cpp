// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/repeat_window.hpp"

namespace stoppress::readership {

void RepeatWindow::set_time(std::chrono::seconds now) {
    now_ = now;
    while (!added_.empty() && added_.front().second + length_ <= now_) {
        drop_oldest();
    }
}

bool RepeatWindow::add(std::uint64_t key) {
    if (length_ == std::chrono::seconds{0}) {
        return true;
    }
    if (!seen_.try_emplace(key, static_cast<std::uint32_t>(now_.count())).second) {
        return false;
    }
    if (added_.empty() || added_.back().second != now_) {
        added_.push_back(Added{.second = now_, .keys = {}});
    }
    added_.back().keys.push_back(key);
    while (seen_.size() > capacity_ && added_.size() > 1) {
        drop_oldest();
    }
    return true;
}

void RepeatWindow::drop_oldest() {
    const auto second = static_cast<std::uint32_t>(added_.front().second.count());
    for (const auto key : added_.front().keys) {
        const auto found = seen_.find(key);
        if (found != seen_.end() && found->second == second) {
            seen_.erase(found);
        }
    }
    added_.pop_front();
}

}  // namespace stoppress::readership
