// SPDX-License-Identifier: GPL-3.0-or-later
// The library of media: single ones, lists, and what stories' pages show of them.
#include <array>

#include "store/read_snapshot.hpp"
#include "store/reading/medium_row.hpp"
#include "store/reading/story_row.hpp"
#include "store/sql/reader_session.hpp"
#include "story/folded.hpp"

namespace stoppress::store {
namespace {

/// A word as a pattern that finds it anywhere; what would be a wildcard in it stands for itself.
std::string pattern_of(std::string_view word) {
    std::string pattern = "%";
    for (const char c : story::folded(word)) {
        pattern += c == '%' || c == '_' || c == '!' ? std::string{'!', c} : std::string{c};
    }
    return pattern + '%';
}

std::optional<CountedMedium> counted(Session& session, std::optional<Medium> medium) {
    if (!medium) {
        return std::nullopt;
    }
    const auto uses = count_uses(session, medium->id);
    return CountedMedium{std::move(*medium), uses};
}

}  // namespace

base::Result<std::optional<Medium>> ReadSnapshot::medium(std::string_view source) {
    return guarded([&]() -> base::Result<std::optional<Medium>> { return find_medium_of_source(session_.session(), source); });
}

base::Result<std::optional<CountedMedium>> ReadSnapshot::medium(base::MediumId id) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        return counted(session, find_medium(session, id));
    });
}

base::Result<std::optional<CountedMedium>> ReadSnapshot::medium_of_original(std::string_view hash) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        return counted(session, find_medium_of_original(session, hash));
    });
}

base::Result<std::vector<CountedMedium>> ReadSnapshot::media(const MediaQuery& wanted) {
    return guarded([&]() -> base::Result<std::vector<CountedMedium>> {
        constexpr std::array<std::string_view, 4> kPatterns{"first", "second", "third", "fourth"};
        auto query = session_.session().query("medium.list");
        query.set("before", wanted.before ? wanted.before.value : INT64_MAX);
        query.set("type", wanted.type.empty() ? std::string("%") : wanted.type + "/%").set("limit", wanted.limit);
        for (std::size_t i = 0; i < kPatterns.size(); ++i) {
            query.set(kPatterns.at(i), i < wanted.words.size() ? pattern_of(wanted.words[i]) : std::string("%"));
        }
        std::vector<CountedMedium> media;
        while (query.next()) {
            media.push_back({medium_in(query), 0});
        }
        for (auto& medium : media) {
            read_renditions(session_.session(), medium.medium);
            medium.used_by = count_uses(session_.session(), medium.medium.id);
        }
        return media;
    });
}

base::Result<std::map<std::string, Medium>> ReadSnapshot::media_at(const std::set<std::string>& hashes) {
    return guarded([&]() -> base::Result<std::map<std::string, Medium>> {
        std::map<std::string, Medium> found;
        for (const auto& hash : hashes) {
            auto query = session_.session().query("medium.by_address");
            if (query.set("hash", hash).one()) {
                auto medium = medium_in(query);
                read_renditions(session_.session(), medium);
                found.emplace(hash, std::move(medium));
            }
        }
        return found;
    });
}

base::Result<std::vector<story::Story>> ReadSnapshot::stories_with(base::MediumId id, base::StoryId after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<story::Story>> {
        auto& session = session_.session();
        std::vector<base::StoryId> ids;
        auto query = session.query("medium.stories");
        query.set("id", id.value).set("after", after.value).set("limit", limit);
        while (query.next()) {
            ids.push_back({query.integer("story")});
        }
        std::vector<story::Story> stories;
        for (const auto story_id : ids) {
            if (const auto row = find_story_row(session, story_id)) {
                TRY(auto story, story_of(session, *row, session_.settings(), Body::without));
                stories.push_back(std::move(story));
            }
        }
        return stories;
    });
}

}  // namespace stoppress::store
