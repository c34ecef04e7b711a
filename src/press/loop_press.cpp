// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/loop_press.hpp"

namespace stoppress::press {

namespace {

// Under a change every few milliseconds a page of everything is out of date as soon as it is made: then the last one made is
// handed out once, which still is younger than the request.
constexpr int kTries = 3;

}  // namespace

std::shared_ptr<const Finished> LoopPress::find(std::string_view key, Coding coding) {
    auto* held = pages_.find(key);
    if (held == nullptr) {
        return nullptr;
    }
    if (!held->page->used.load(std::memory_order_relaxed)) {
        held->page->used.store(true, std::memory_order_relaxed);
    }
    auto& finished = held->finished.at(static_cast<std::size_t>(coding));
    if (finished == nullptr || finished->boxes != front_->boxes) {
        finished = finish(held->page, front_->boxes, coding);
    }
    return finished;
}

void LoopPress::obtain(std::string key, Arrived arrived) {
    auto [place, first] = waiting_.try_emplace(std::move(key));
    place->second.callers.push_back(std::move(arrived));
    if (first && !order_(place->first)) {
        deliver(place->first, base::fail(base::ErrorCode::unavailable, "The server is busy. Please try again in a moment."));
    }
}

void LoopPress::switch_to(std::shared_ptr<const Front> front, const Outdated& outdated) {
    front_ = std::move(front);
    recent_.record(outdated);
    pages_.take_outdated(outdated);
    auto early = std::move(early_);
    early_.clear();
    for (auto& page : early) {
        const auto key = page->key;
        deliver(key, std::move(page));
    }
}

void LoopPress::deliver(std::string key, base::Result<std::shared_ptr<const Page>> made) {
    const auto place = waiting_.find(key);
    if (place == waiting_.end()) {
        return;
    }
    if (made.has_value()) {
        const auto& page = *made;
        if (page->change > front_->edition->number) {
            early_.push_back(page);
            return;
        }
        if (recent_.covers(*page)) {
            if (place->second.tries < kTries && order_(key)) {
                ++place->second.tries;
                return;
            }
        } else if (page->keep && !page->evicted.load(std::memory_order_relaxed)) {
            pages_.insert(page);
        }
    }
    serve(key, made);
}

void LoopPress::serve(const std::string& key, const base::Result<std::shared_ptr<const Page>>& made) {
    auto callers = std::move(waiting_.extract(key).mapped().callers);
    for (auto& caller : callers) {
        caller(made);
    }
}

}  // namespace stoppress::press
