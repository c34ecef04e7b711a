// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/following/index_keeper.hpp"

#include <algorithm>
#include <vector>

#include <spdlog/spdlog.h>

#include "search/following/read_entries.hpp"
#include "store/engine/read_pool.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

namespace {

constexpr std::int64_t kStoriesAtOnce = 200;
constexpr std::int64_t kBuiltAtOnce = 2000;  // stories of one commit while the index is built
constexpr std::int64_t kChangesAtOnce = 500;

/// Calls `each` with the numbers of the published articles in a list, some at a time.
template <class Each>
base::Result<void> each_story_of(store::ReadSnapshot& snapshot, const store::ListScope& scope, const Each& each) {
    for (std::int64_t offset = 0;; offset += kStoriesAtOnce) {
        TRY(const auto cards, store::ListReader(snapshot).list(scope, offset, kStoriesAtOnce));
        std::vector<base::StoryId> ids;
        std::ranges::transform(cards, std::back_inserter(ids), &story::Card::id);
        TRY_VOID(each(ids));
        if (std::cmp_less(cards.size(), kStoriesAtOnce)) {
            return {};
        }
    }
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
        while (std::cmp_less(entries.size(), kBuiltAtOnce)) {
            TRY(const auto cards, store::ListReader(snapshot).by_id(reached.built_to, kStoriesAtOnce));
            std::vector<base::StoryId> ids;
            std::ranges::transform(cards, std::back_inserter(ids), &story::Card::id);
            TRY(auto read, read_entries(snapshot, ids));
            std::ranges::move(read.published, std::back_inserter(entries));
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
    bool more = false;
    bool gap = false;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(const auto changed, read_changed(snapshot, writer_->reached().change, kChangesAtOnce));
        more = changed.last != 0;
        gap = changed.gap;
        return more && !gap ? write_again(snapshot, changed) : base::Result<void>();
    }));
    if (gap) {
        spdlog::warn("the search index is built anew, because the change log is not the one that it followed");
        TRY_VOID(writer_->clear());
    }
    return more;
}

base::Result<void> IndexKeeper::write_again(store::ReadSnapshot& snapshot, const Changed& changed) {
    const auto before = writer_->reached();
    const auto write = [&](std::span<const base::StoryId> ids, const Reached& reached) -> base::Result<void> {
        TRY(const auto read, read_entries(snapshot, ids));
        return writer_->write(read.published, read.others, reached);
    };
    const auto write_list = [&](const store::ListScope& scope) {
        return each_story_of(snapshot, scope, [&](const std::vector<base::StoryId>& ids) { return write(ids, before); });
    };
    for (const auto section : changed.sections) {
        TRY_VOID(write_list({.section = section, .topic = {}, .author = {}, .language = {}, .from = {}, .before = {}}));
    }
    for (const auto topic : changed.topics) {
        TRY_VOID(write_list({.section = {}, .topic = topic, .author = {}, .language = {}, .from = {}, .before = {}}));
    }
    for (const auto author : changed.authors) {
        TRY_VOID(write_list({.section = {}, .topic = {}, .author = author, .language = {}, .from = {}, .before = {}}));
    }
    auto reached = before;
    reached.change = changed.last;
    reached.mark = changed.mark;
    std::span<const base::StoryId> rest = changed.stories;
    while (std::cmp_greater(rest.size(), kStoriesAtOnce)) {
        TRY_VOID(write(rest.first(kStoriesAtOnce), before));
        rest = rest.subspan(kStoriesAtOnce);
    }
    return write(rest, reached);
}

}  // namespace stoppress::search
