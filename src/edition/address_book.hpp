// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the live addresses: reads them all once, in the background, and adds what the change log brings.
//
// Reading takes about a second for a million stories, and nothing waits for it: until it is done there are none, which means that every
// address may be live. Each batch is read from a later state than that of the edition with which read_all() was called, and whatever
// changes after that edition comes through follow(): so no path is missed, though batches are read from different states.
//
// Flow:   store -> AddressBook -> desk -> Front
// Owner:  the desk. Thread: the desk's; one of its own reads.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "edition/live_addresses.hpp"
#include "store/read_pool.hpp"

namespace stoppress::edition {

class AddressBook {
public:
    /// `ready` is called, on the reading thread, when current() has something new. `pool` outlives the book.
    AddressBook(store::ReadPool& pool, std::function<void()> ready);
    AddressBook(const AddressBook&) = delete;
    AddressBook& operator=(const AddressBook&) = delete;
    AddressBook(AddressBook&&) = delete;
    AddressBook& operator=(AddressBook&&) = delete;
    ~AddressBook();
    /// Ends the reading. Waits for the statement that is being run, and for no more.
    void stop();

    /// Reads all paths anew; there are no live addresses until that is done.
    void read_all();
    /// Adds the paths of changes, before the edition with these changes is shown. Reads all anew where they do not tell.
    void follow(store::LivePaths paths);
    /// The addresses for the next front; null while they are being read.
    [[nodiscard]] std::shared_ptr<const LiveAddresses> current();

private:
    void work();
    base::Result<std::shared_ptr<LiveAddresses>> read(std::uint64_t wanted);
    [[nodiscard]] bool superseded(std::uint64_t wanted);

    store::ReadPool& pool_;
    const std::function<void()> ready_;

    // The desk's.
    std::shared_ptr<LiveAddresses> current_;
    store::LivePaths meanwhile_;  ///< what came while all was being read

    std::mutex mutex_;
    std::condition_variable wake_;
    // Under mutex_, as are the rest.
    bool stopping_ = false;
    std::uint64_t wanted_ = 0;  ///< grows with each read_all()
    std::uint64_t done_ = 0;
    std::shared_ptr<LiveAddresses> read_;
    std::thread thread_;
};

}  // namespace stoppress::edition
