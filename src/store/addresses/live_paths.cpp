// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the paths that may be live: all of them, and those of some changes.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/addresses/records.hpp"
#include "store/lists/list_reader.hpp"
#include "store/sql/id_list.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

/// What the tags of changes refer to.
struct Named {
    std::vector<std::int64_t> stories;
    std::vector<std::int64_t> sections;
    std::vector<std::int64_t> topics;
    std::vector<std::int64_t> authors;
};

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The archive's paths of the month "2026-11" and its years, and of the neighbouring months, because another node's
/// time zone may differ.
void add_month(std::string_view name, std::vector<std::string>& paths) {
    const auto dash = std::min(name.find('-'), name.size());
    const std::chrono::year_month month{std::chrono::year{static_cast<int>(number_in(name.substr(0, dash)))},
                                        std::chrono::month{static_cast<unsigned>(number_in(name.substr(std::min(dash + 1, name.size()))))}};
    if (!month.ok()) {
        return;
    }
    for (const auto near : {month - std::chrono::months{1}, month, month + std::chrono::months{1}}) {
        paths.push_back(fmt::format("/archive/{:04}/{:02}", static_cast<int>(near.year()), static_cast<unsigned>(near.month())));
        paths.push_back(fmt::format("/archive/{:04}", static_cast<int>(near.year())));
    }
}

void add_tag(std::string_view tag, Named& named, std::vector<std::string>& paths) {
    const auto colon = std::min(tag.find(':'), tag.size());
    const auto kind = tag.substr(0, colon);
    const auto rest = tag.substr(std::min(colon + 1, tag.size()));
    struct Kind {
        std::string_view name;
        std::vector<std::int64_t> Named::* ids;
    };
    static constexpr std::array kKinds{Kind{"story", &Named::stories},         Kind{"section", &Named::sections},
                                       Kind{"section-name", &Named::sections}, Kind{"topic", &Named::topics},
                                       Kind{"topic-name", &Named::topics},     Kind{"author", &Named::authors},
                                       Kind{"author-name", &Named::authors}};
    if (const auto found = std::ranges::find(kKinds, kind, &Kind::name); found != kKinds.end()) {
        (named.*found->ids).push_back(number_in(rest));
    } else if (kind == "month") {
        add_month(rest, paths);
    } else if (kind == "redirect") {
        paths.emplace_back(rest);
    }
}

/// Whether the story and tags of a change say all paths that it may have added. A redirect without its path, or an
/// unknown kind of change, comes from another program: a bulk load, or a node of another version.
bool tells(const Change& change) {
    static constexpr std::array<std::string_view, 6> kKnown{"section", "topic", "author", "menu", "setting", "front"};
    const auto is_path = [](const Tag& tag) { return tag.starts_with("redirect:"); };
    return change.story || change.kind == "medium" || std::ranges::find(kKnown, change.kind) != kKnown.end() ||
           (change.kind == "redirect" && std::ranges::any_of(change.tags, is_path));
}

/// Slugs in the path are percent-encoded; addresses of stories are already, and stay as they are.
std::string as_in_links(const std::string& path) {
    return story::is_ascii(path) ? path : base::percent_encoded(path, "/");
}

void drop_doubles(std::vector<std::int64_t>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

}  // namespace

base::Result<LivePaths> AddressReader::list_paths() {
    return guarded([&]() -> base::Result<LivePaths> {
        auto& session = session_.session();
        LivePaths live;
        auto lists = session.query("list.paths");
        while (lists.next()) {
            live.paths.push_back(as_in_links(lists.text("path")));
        }
        auto months = session.query("month.list");
        while (months.next()) {
            add_month(months.text("month"), live.paths);
        }
        TRY(live.last_story, ListReader(ReadSnapshot(session_)).last_published_id());
        return live;
    });
}

base::Result<std::vector<std::string>> AddressReader::addresses_after(std::string_view path, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<std::string>> {
        std::vector<std::string> paths;
        auto query = session_.session().query("address.paths");
        query.set("after", path).set("limit", limit);
        while (query.next()) {
            paths.push_back(query.text("path"));
        }
        return paths;
    });
}

base::Result<LivePaths> AddressReader::paths_of(std::span<const Change> changes) {
    return guarded([&]() -> base::Result<LivePaths> {
        LivePaths live;
        Named named;
        for (const auto& change : changes) {
            live.whole = live.whole && tells(change);
            if (change.story) {
                named.stories.push_back(change.story.value);
                // A change without tags is of a story that is in no list.
                live.last_story = change.tags.empty() ? live.last_story : std::max(live.last_story, change.story);
            }
            for (const auto& tag : change.tags) {
                add_tag(tag, named, live.paths);
            }
        }
        for (auto* ids : {&named.stories, &named.sections, &named.topics, &named.authors}) {
            drop_doubles(*ids);
        }
        if (named.stories.empty() && named.sections.empty() && named.topics.empty() && named.authors.empty()) {
            return live;
        }
        auto& session = session_.session();
        auto query = session.query("changed.paths");
        query.set("stories", list_of(session.dialect(), named.stories)).set("sections", list_of(session.dialect(), named.sections));
        query.set("topics", list_of(session.dialect(), named.topics)).set("authors", list_of(session.dialect(), named.authors));
        while (query.next()) {
            live.paths.push_back(as_in_links(query.text("path")));
        }
        return live;
    });
}

}  // namespace stoppress::store
