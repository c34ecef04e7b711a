// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/following/check_index.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "search/following/site_search.hpp"
#include "search/index/search_index.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

namespace {

constexpr std::int64_t kAtOnce = 1000;

/// The numbers of published articles above `after`; `last`: of what was looked at, 0 at the end.
base::Result<std::vector<base::StoryId>> published_after(store::ReadSnapshot& snapshot, base::StoryId after, base::StoryId& last) {
    TRY(const auto listed, store::ListReader(snapshot).by_id(after, kAtOnce));
    std::vector<base::StoryId> ids;
    std::ranges::transform(listed, std::back_inserter(ids), &story::Card::id);
    last = std::cmp_less(ids.size(), kAtOnce) ? base::StoryId{} : ids.back();
    TRY(const auto articles, store::ListReader(snapshot).cards(ids));
    std::vector<base::StoryId> published;
    std::ranges::transform(articles, std::back_inserter(published), &story::Card::id);
    std::ranges::sort(published);
    return published;
}

base::Result<void> compare(IndexSnapshot& index, store::ReadSnapshot& snapshot, IndexCheck& check) {
    base::StoryId after{};
    std::size_t compared = 0;
    while (true) {
        base::StoryId last{};
        TRY(const auto published, published_after(snapshot, after, last));
        TRY(auto indexed, index.story_ids(after, static_cast<std::size_t>(kAtOnce) + kMaxFindings));
        if (last) {
            std::erase_if(indexed, [&](base::StoryId id) { return id > last; });
        }
        std::vector<base::StoryId> missing;
        std::ranges::set_difference(published, indexed, std::back_inserter(missing));
        std::vector<base::StoryId> others;
        std::ranges::set_difference(indexed, published, std::back_inserter(others));
        for (const auto id : missing) {
            check.findings.push_back(fmt::format("story {} is missing", id.value));
        }
        for (const auto id : others) {
            check.findings.push_back(fmt::format("story {} is in it, but readers cannot see it", id.value));
        }
        compared += published.size();
        if (!last || check.findings.size() >= kMaxFindings) {
            check.findings.resize(std::min(check.findings.size(), kMaxFindings));
            check.checked = fmt::format("the search index: {} stories", compared);
            return {};
        }
        after = last;
    }
}

}  // namespace

base::Result<IndexCheck> check_index(const std::filesystem::path& site, store::ReadSnapshot& snapshot) {
    IndexCheck check;
    const auto folder = site / kIndexFolder;
    auto opened = IndexSnapshot::open(folder);
    if (!opened.has_value()) {
        check.findings.push_back(opened.error().message);
        return check;
    }
    if (!*opened) {
        check.checked = "the search index: there is none, the server builds it";
        return check;
    }
    TRY(const auto damage, damage_of(folder));
    if (!damage.empty()) {
        check.findings.push_back("it is damaged: " + damage);
        return check;
    }
    TRY(const auto number, snapshot.change_number());
    const auto reached = (*opened)->reached();
    if (!reached.whole || reached.change != number) {
        check.checked = "the search index: its files; the server is bringing it up to date";
        return check;
    }
    TRY_VOID(compare(**opened, snapshot, check));
    return check;
}

}  // namespace stoppress::search
