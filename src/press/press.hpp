// SPDX-License-Identifier: GPL-3.0-or-later
// The press: makes pages that are missing, caches them, and switches all loops to a new state at once.
// Flow:   edition, boxes -> Press -> reader
// Owner:  serve (cli).
// Thread: said with each function.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "base/threads/worker_thread.hpp"
#include "http/server/loops.hpp"
#include "press/loop_press.hpp"
#include "press/page_store.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::press {

/// Reasons why this node may not know of an address that another node made.
enum class AddressesIncomplete : std::uint8_t {
    read_failed = 1,    ///< the last known change could not be read
    changes_missed = 2  ///< changes of other nodes are not received
};

class Press {
public:
    /// Makes the page of a key from one state of the store, on a thread of the reading pool. An address without content
    /// is not a failure: the printer returns the key of the "not found" page.
    using Printer = std::function<base::Result<RenderedPage>(store::ReadSnapshot&, const SiteState&, const std::string& key)>;

    /// `loops` and `pool` must outlive the press.
    Press(http::Loops& loops, store::ReadPool& pool, std::size_t cache_bytes, Printer printer);
    Press(const Press&) = delete;
    Press& operator=(const Press&) = delete;
    Press(Press&&) = delete;
    Press& operator=(Press&&) = delete;
    ~Press() = default;

    /// The loop's own part. Use it on that loop only.
    [[nodiscard]] LoopPress& on_loop(std::size_t loop) { return *by_loop_.at(loop); }

    /// Ends the thread that looks up pages; no page is made after that. The owner's thread.
    void stop() { finder_.stop(); }

    /// Switches every loop to a new state and returns once all have switched. Any thread but a loop's; the loops must
    /// be running.
    void switch_to(std::shared_ptr<const SiteState> state, Outdated outdated);

    /// The number of the edition that every loop was last switched to. Any thread.
    [[nodiscard]] base::ChangeNumber shown() const { return shown_.load(std::memory_order_relaxed); }
    /// Addresses that may be live, for a request on that loop; null if they are not known or not complete. That loop's thread.
    [[nodiscard]] const edition::LiveAddresses* addresses(std::size_t loop) const {
        return incomplete_.load(std::memory_order_relaxed) == 0 ? by_loop_.at(loop)->state().addresses.get() : nullptr;
    }
    /// While any reason holds, addresses() gives null: any address may be live. Any thread.
    void set_addresses_incomplete(AddressesIncomplete why, bool holds);
    /// How many live paths are known; 0 while they are being read. Any thread.
    [[nodiscard]] std::size_t live_paths() const { return live_paths_.load(std::memory_order_relaxed); }
    /// Size of the cache. Any thread; takes no lock.
    [[nodiscard]] PageStore::Size size() const { return store_.size(); }

private:
    bool order(std::size_t loop, const std::string& key);
    struct Made {
        std::shared_ptr<const Page> page;
        base::ChangeNumber as_of = 0;
    };
    void deliver(std::size_t loop, const std::string& key, base::Result<Made> made);
    base::Result<Made> make(base::Result<store::ReadSnapshot*> snapshot, const SiteState& state, const std::string& key);

    http::Loops& loops_;
    store::ReadPool& pool_;
    Printer printer_;
    std::vector<std::unique_ptr<LoopPress>> by_loop_;
    PageStore store_;
    std::atomic<base::ChangeNumber> shown_{0};
    std::atomic<std::size_t> live_paths_{0};
    std::atomic<unsigned> incomplete_{0};  // bits of AddressesIncomplete
    base::WorkerThread finder_;            // last: it must end before what it uses
};

}  // namespace stoppress::press
