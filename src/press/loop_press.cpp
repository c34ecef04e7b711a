// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/loop_press.hpp"

namespace stoppress::press {

namespace {

// If there is a change every few milliseconds, a page of everything is out of date as soon as it is made. Then the last
// one is sent once; it is still newer than the request.
constexpr int kTries = 3;

}  // namespace

std::shared_ptr<const EncodedPage> LoopPress::find(std::string_view key, Coding coding) {
    auto* held = pages_.find(key);
    if (held == nullptr) {
        return nullptr;
    }
    if (!held->page->used.load(std::memory_order_relaxed)) {
        held->page->used.store(true, std::memory_order_relaxed);
    }
    auto& encoded = held->encoded.at(static_cast<std::size_t>(coding));
    if (encoded == nullptr || encoded->boxes != state_->boxes) {
        encoded = encode_page(held->page, state_->boxes, coding);
    }
    return encoded;
}

void LoopPress::obtain(std::string key, Arrived arrived) {
    auto [place, first] = waiting_.try_emplace(std::move(key));
    place->second.callers.push_back({std::move(arrived), state_->edition->number});
    if (first) {
        order(place->first);
    }
}

void LoopPress::order(const std::string& key) {
    if (!order_(key)) {
        deliver(key, base::fail(base::ErrorCode::unavailable, "The server is busy. Please try again in a moment."), 0);
    }
}

void LoopPress::switch_to(std::shared_ptr<const SiteState> state, const Outdated& outdated) {
    state_ = std::move(state);
    recent_.record(outdated);
    pages_.take_outdated(outdated);
    auto early = std::move(early_);
    early_.clear();
    for (auto& [key, page, as_of] : early) {
        deliver(std::move(key), std::move(page), as_of);
    }
}

void LoopPress::deliver(std::string key, base::Result<std::shared_ptr<const Page>> made, base::ChangeNumber as_of) {
    const auto place = waiting_.find(key);
    if (place == waiting_.end()) {
        return;
    }
    if (made.has_value()) {
        const auto& page = *made;
        if (page->change > state_->edition->number) {
            early_.push_back({std::move(key), page, as_of});
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
        if (page->key != key) {
            serve_absence(key, page, as_of);
            return;
        }
    }
    serve(key, made);
}

void LoopPress::serve(const std::string& key, const base::Result<std::shared_ptr<const Page>>& made) {
    auto callers = std::move(waiting_.extract(key).mapped().callers);
    for (auto& caller : callers) {
        caller.arrived(made);
    }
}

void LoopPress::serve_absence(const std::string& key, const std::shared_ptr<const Page>& page, base::ChangeNumber as_of) {
    auto callers = std::move(waiting_.extract(key).mapped().callers);
    std::vector<Caller> now;
    std::vector<Caller> again;
    for (auto& caller : callers) {
        (caller.since <= as_of ? now : again).push_back(std::move(caller));
    }
    if (!again.empty()) {
        // Something may have been published at the address since; these requests came after that was acknowledged.
        waiting_[key].callers = std::move(again);
        order(key);
    }
    for (auto& caller : now) {
        caller.arrived(page);
    }
}

}  // namespace stoppress::press
