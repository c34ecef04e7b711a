// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/following/index_keeper.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "search/following/read_entries.hpp"
#include "store/engine/read_pool.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

namespace {

constexpr std::int64_t kStoriesAtOnce = 100;     // whose bodies are in memory
constexpr std::size_t kBuiltBytes = 16'000'000;  // of bodies in one commit while the index is built
constexpr std::size_t kBytesOfEach = 1000;       // what a story takes beside its body, about
constexpr std::int64_t kListedAtOnce = 1000;     // cards
constexpr std::int64_t kChangesAtOnce = 500;

/// Adds the numbers of the published articles in a list.
base::Result<void> add_stories_of(store::ReadSnapshot& snapshot, const store::ListScope& scope, std::set<base::StoryId>& ids) {
    for (std::int64_t offset = 0;; offset += kListedAtOnce) {
        TRY(const auto cards, store::ListReader(snapshot).list(scope, offset, kListedAtOnce));
        std::ranges::transform(cards, std::inserter(ids, ids.end()), &story::Card::id);
        if (std::cmp_less(cards.size(), kListedAtOnce)) {
            return {};
        }
    }
}

/// The stories that changed, and those that are found by a name that did.
base::Result<std::vector<base::StoryId>> affected(store::ReadSnapshot& snapshot, const Changed& changed) {
    std::set<base::StoryId> ids(changed.stories.begin(), changed.stories.end());
    store::ListScope scope;
    for (const auto section : changed.sections) {
        scope.section = section;
        TRY_VOID(add_stories_of(snapshot, scope, ids));
    }
    scope.section = {};
    for (const auto topic : changed.topics) {
        scope.topic = topic;
        TRY_VOID(add_stories_of(snapshot, scope, ids));
    }
    scope.topic = {};
    for (const auto author : changed.authors) {
        scope.author = author;
        TRY_VOID(add_stories_of(snapshot, scope, ids));
    }
    return std::vector<base::StoryId>(ids.begin(), ids.end());
}

}  // namespace

base::Result<bool> IndexKeeper::advance() {
    if (!verified_) {
        TRY_VOID(open());
    }
    return writer_->reached().whole ? follow() : build();
}

base::Result<void> IndexKeeper::open() {
    if (writer_ == nullptr) {
        TRY(writer_, IndexWriter::open(folder_));
    }
    const auto reached = writer_->reached();
    bool other = false;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(const auto number, snapshot.change_number());
        TRY(const auto mark, mark_of(snapshot, reached.change));
        other = reached.change > number || mark != reached.mark;
        return {};
    }));
    if (other) {
        TRY_VOID(writer_->clear());
    }
    verified_ = true;
    return {};
}

base::Result<bool> IndexKeeper::build() {
    auto reached = writer_->reached();
    std::vector<Entry> entries;
    std::size_t bytes = 0;
    bool nothing_yet = false;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        if (reached == Reached{}) {
            // What changes from here on is followed once the rest is there. Before the first change there is nothing, and
            // that change may bring many stories that it does not name (`stoppress generate`).
            TRY(reached.change, snapshot.change_number());
            TRY(reached.mark, mark_of(snapshot, reached.change));
            nothing_yet = reached.change == 0;
            if (nothing_yet) {
                return {};
            }
        }
        while (bytes < kBuiltBytes) {
            TRY(const auto cards, store::ListReader(snapshot).by_id(reached.built_to, kStoriesAtOnce));
            std::vector<base::StoryId> ids;
            std::ranges::transform(cards, std::back_inserter(ids), &story::Card::id);
            TRY(auto read, read_entries(snapshot, ids));
            for (auto& entry : read.published) {
                bytes += entry.headline.size() + entry.body.size() + kBytesOfEach;
                entries.push_back(std::move(entry));
            }
            if (std::cmp_less(cards.size(), kStoriesAtOnce)) {
                reached.built_to = {};
                reached.whole = true;
                return {};
            }
            reached.built_to = ids.back();
        }
        return {};
    }));
    if (nothing_yet) {
        return false;
    }
    TRY_VOID(writer_->write(entries, {}, reached));
    if (reached.whole) {
        spdlog::info("the search index is complete");
    } else {
        spdlog::info("the search index is being built: stories up to number {}", reached.built_to.value);
    }
    return true;
}

base::Result<bool> IndexKeeper::follow() {
    const auto before = writer_->reached();
    Changed changed;
    std::vector<base::StoryId> ids;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(changed, read_changed(snapshot, before.change, kChangesAtOnce));
        TRY(ids, affected(snapshot, changed));
        return {};
    }));
    if (changed.last == 0) {
        return false;
    }
    if (changed.gap) {
        spdlog::warn("the search index is built anew, because the change log is not the one that it followed");
        TRY_VOID(writer_->clear());
        return true;
    }
    auto reached = before;
    reached.change = changed.last;
    reached.mark = changed.mark;
    // Read in turns, so that nobody else waits for a reading thread meanwhile. What changes between them is followed later.
    std::span<const base::StoryId> rest = ids;
    do {
        const auto part = rest.first(std::min<std::size_t>(rest.size(), kStoriesAtOnce));
        rest = rest.subspan(part.size());
        ReadEntries read;
        TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(read, read_entries(snapshot, part));
            return {};
        }));
        TRY_VOID(writer_->write(read.published, read.others, rest.empty() ? reached : before));
    } while (!rest.empty());
    return true;
}

}  // namespace stoppress::search
