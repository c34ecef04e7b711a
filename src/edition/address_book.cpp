// SPDX-License-Identifier: GPL-3.0-or-later
#include "edition/address_book.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/threads/this_thread.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::edition {

namespace {

constexpr std::int64_t kPathsAtOnce = 10'000;  // a few milliseconds of a reading thread, since the desk may need one
constexpr std::chrono::seconds kReadAgain{2};  // after a failure

void add(std::shared_ptr<LiveAddresses>& addresses, std::string_view path) {
    while (!addresses->add(path)) {
        addresses = addresses->grown();
    }
}

void add(std::shared_ptr<LiveAddresses>& addresses, const store::LivePaths& paths) {
    for (const auto& path : paths.paths) {
        add(addresses, path);
    }
    addresses->note_story(paths.last_story);
}

}  // namespace

AddressBook::AddressBook(store::ReadPool& pool, std::function<void()> ready) : pool_(pool), ready_(std::move(ready)) {
    thread_ = std::thread{[this] {
        base::name_this_thread("addresses");
        work();
    }};
}

AddressBook::~AddressBook() {
    stop();
}

void AddressBook::stop() {
    {
        const base::Lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void AddressBook::read_all() {
    current_ = nullptr;
    {
        const base::Lock lock(mutex_);
        ++wanted_;
        read_ = nullptr;
    }
    wake_.notify_all();
}

void AddressBook::follow(store::LivePaths paths) {
    if (current_ != nullptr) {
        add(current_, paths);
    } else {
        meanwhile_.paths.insert(meanwhile_.paths.end(), std::make_move_iterator(paths.paths.begin()),
                                std::make_move_iterator(paths.paths.end()));
        meanwhile_.last_story = std::max(meanwhile_.last_story, paths.last_story);
    }
    if (!paths.whole) {
        read_all();
    }
}

std::shared_ptr<const LiveAddresses> AddressBook::current() {
    if (current_ == nullptr) {
        {
            const base::Lock lock(mutex_);
            current_ = std::exchange(read_, nullptr);
        }
        if (current_ != nullptr) {
            add(current_, meanwhile_);
            meanwhile_ = {};
        }
    }
    return current_;
}

bool AddressBook::superseded(std::uint64_t wanted) {
    const base::Lock lock(mutex_);
    return stopping_ || wanted_ != wanted;
}

void AddressBook::work() {
    base::Lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&]() REQUIRES(mutex_) { return stopping_ || wanted_ != done_; });
        if (stopping_) {
            return;
        }
        const auto wanted = wanted_;
        lock.unlock();
        auto result = read(wanted);
        lock.lock();
        if (stopping_ || wanted != wanted_) {
            continue;
        }
        if (!result.has_value()) {
            spdlog::warn("the addresses of the pages cannot be read from the database, retrying: {}", result.error().message);
            wake_.wait_for(lock, kReadAgain, [&]() REQUIRES(mutex_) { return stopping_ || wanted_ != wanted; });
            continue;
        }
        done_ = wanted;
        read_ = std::move(*result);
        lock.unlock();
        ready_();
        lock.lock();
    }
}

base::Result<std::shared_ptr<LiveAddresses>> AddressBook::read(std::uint64_t wanted) {
    auto addresses = std::make_shared<LiveAddresses>();
    store::LivePaths lists;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(lists, store::AddressReader(snapshot).list_paths());
        return {};
    }));
    add(addresses, lists);
    add(addresses, "/");
    std::string last;
    while (!superseded(wanted)) {
        std::vector<std::string> paths;
        TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(paths, store::AddressReader(snapshot).addresses_after(last, kPathsAtOnce));
            return {};
        }));
        for (const auto& path : paths) {
            add(addresses, path);
        }
        if (paths.size() < static_cast<std::size_t>(kPathsAtOnce)) {
            break;
        }
        last = std::move(paths.back());
    }
    return addresses;
}

}  // namespace stoppress::edition
