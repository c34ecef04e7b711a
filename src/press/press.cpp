// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/press.hpp"

#include <future>

#include "store/transaction/read_snapshot.hpp"

namespace stoppress::press {

namespace {

constexpr std::size_t kMaxOrders = 16384;  // each is looked up within microseconds; more means that something is wrong

}  // namespace

Press::Press(http::Loops& loops, store::ReadPool& pool, std::size_t cache_bytes, Printer printer)
    : loops_(loops),
      pool_(pool),
      printer_(std::move(printer)),
      store_(cache_bytes,
             [this](std::vector<std::shared_ptr<const Page>> evicted) {
                 const auto shared = std::make_shared<const std::vector<std::shared_ptr<const Page>>>(std::move(evicted));
                 loops_.post_to_all([this, shared](std::size_t loop) {
                     for (const auto& page : *shared) {
                         by_loop_[loop]->release(*page);
                     }
                 });
             }),
      finder_(kMaxOrders) {
    for (std::size_t loop = 0; loop < loops_.count(); ++loop) {
        by_loop_.push_back(std::make_unique<LoopPress>([this, loop](const std::string& key) { return order(loop, key); }));
    }
}

bool Press::order(std::size_t loop, const std::string& key) {
    // A page that another loop has had made needs no reading thread, which may be waiting for an unreachable database.
    return finder_.post([this, loop, key, state = by_loop_[loop]->shared_state()] {
        if (auto page = store_.find(key)) {
            deliver(loop, key, Made{page, page->change});
            return;
        }
        const bool ordered = pool_.post([this, loop, key, state](base::Result<store::ReadSnapshot*> snapshot) {
            deliver(loop, key, make(std::move(snapshot), *state, key));
        });
        if (!ordered) {
            deliver(loop, key, base::fail(base::ErrorCode::unavailable, "The server is busy. Please try again in a moment."));
        }
    });
}

void Press::deliver(std::size_t loop, const std::string& key, base::Result<Made> made) {
    loops_.post(loop, [this, loop, key, made = std::move(made)]() mutable {
        if (made.has_value()) {
            by_loop_[loop]->deliver(key, std::move(made->page), made->as_of);
        } else {
            by_loop_[loop]->deliver(key, std::move(made).error(), 0);
        }
    });
}

base::Result<Press::Made> Press::make(base::Result<store::ReadSnapshot*> snapshot, const SiteState& state, const std::string& key) {
    if (auto page = store_.find(key)) {
        return Made{page, page->change};
    }
    if (!snapshot.has_value()) {
        return snapshot.error();
    }
    TRY(const auto number, (*snapshot)->change_number());
    TRY(auto printed, printer_(**snapshot, state, key));
    auto kept_at = key;
    if (!printed.replaced_by.empty()) {
        // Cached once for all the keys that it answers.
        kept_at = std::move(printed.replaced_by);
        if (auto page = store_.find(kept_at)) {
            return Made{page, number};
        }
        TRY(printed, printer_(**snapshot, state, kept_at));
    }
    auto page = make_page(std::move(kept_at), std::move(printed), number, state);
    if (page->keep) {
        store_.insert(page);
    }
    return Made{page, number};
}

void Press::switch_to(std::shared_ptr<const SiteState> state, Outdated outdated) {
    const auto number = state->edition->number;
    const auto live_paths = state->addresses == nullptr ? 0 : state->addresses->size();
    store_.invalidate(outdated);
    std::promise<void> switched;
    const auto done = switched.get_future();
    loops_.post_to_all(
        [this, state = std::move(state), outdated = std::move(outdated)](std::size_t loop) { by_loop_[loop]->switch_to(state, outdated); },
        [&switched] { switched.set_value(); });
    done.wait();
    shown_.store(number, std::memory_order_relaxed);
    live_paths_.store(live_paths, std::memory_order_relaxed);
}

void Press::set_addresses_incomplete(AddressesIncomplete why, bool holds) {
    const auto bit = static_cast<unsigned>(why);
    if (holds) {
        incomplete_.fetch_or(bit, std::memory_order_relaxed);
    } else {
        incomplete_.fetch_and(~bit, std::memory_order_relaxed);
    }
}

}  // namespace stoppress::press
