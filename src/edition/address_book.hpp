// SPDX-License-Identifier: GPL-3.0-or-later
// Maintains the live addresses: reads them all once, in the background, and adds those of each change.
//
// Reading takes about a second for a million stories, and nothing waits for it: until it is done there are none, so
// every address must be treated as possibly live. Each batch is read from a later state than the edition current when
// read_all() was called, and follow() gets all changes after that edition. So no path is missed, though batches are
// read from different states.
//
// Flow:   store -> AddressBook -> desk -> SiteState
// Owner:  the desk.
// Thread: the desk's; it owns one, which reads.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "edition/live_addresses.hpp"
#include "store/addresses/records.hpp"

namespace stoppress::store {
class ReadPool;
}  // namespace stoppress::store

namespace stoppress::edition {

class AddressBook {
public:
    /// `ready` is called, on the reading thread, when current() has a new result. `pool` must outlive the book.
    AddressBook(store::ReadPool& pool, std::function<void()> ready);
    AddressBook(const AddressBook&) = delete;
    AddressBook& operator=(const AddressBook&) = delete;
    AddressBook(AddressBook&&) = delete;
    AddressBook& operator=(AddressBook&&) = delete;
    ~AddressBook();
    /// Ends the reading. Waits only for the statement being run.
    void stop();

    /// Reads all paths again; current() is null until that is done.
    void read_all();
    /// Adds the paths of changes; call it before the edition with these changes is shown. Reads all again if the
    /// changes do not say which paths they add.
    void follow(store::LivePaths paths);
    /// The addresses for the next site state; null while they are being read.
    [[nodiscard]] std::shared_ptr<const LiveAddresses> current();

private:
    void work();
    base::Result<std::shared_ptr<LiveAddresses>> read(std::uint64_t wanted);
    [[nodiscard]] bool superseded(std::uint64_t wanted);

    store::ReadPool& pool_;
    const std::function<void()> ready_;

    // Used by the desk's thread only.
    std::shared_ptr<LiveAddresses> current_;
    store::LivePaths meanwhile_;  ///< changes that came while all addresses were being read

    base::Mutex mutex_;
    base::Condition wake_;
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::uint64_t wanted_ GUARDED_BY(mutex_) = 0;  ///< incremented by each read_all()
    std::uint64_t done_ GUARDED_BY(mutex_) = 0;
    std::shared_ptr<LiveAddresses> read_ GUARDED_BY(mutex_);
    std::thread thread_;
};

}  // namespace stoppress::edition
