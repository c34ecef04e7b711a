// SPDX-License-Identifier: GPL-3.0-or-later
// The media library: single media, lists, and what stories' pages show of them.
#include "store/media/media_reader.hpp"

#include <array>
#include <span>
#include <unordered_map>

#include "store/media/medium_row.hpp"
#include "store/sql/id_list.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/trash/trash_rows.hpp"
#include "story/folded.hpp"

namespace stoppress::store {
namespace {

/// A pattern that finds the word anywhere; wildcards in it are escaped.
std::string pattern_of(std::string_view word) {
    std::string pattern = "%";
    for (const char c : story::folded(word)) {
        pattern += c == '%' || c == '_' || c == '!' ? std::string{'!', c} : std::string{c};
    }
    return pattern + '%';
}

void read_crops(Session& session, std::span<CountedMedium> media) {
    if (media.empty()) {
        return;
    }
    std::unordered_map<std::int64_t, CountedMedium*> by_id;
    std::vector<std::int64_t> ids;
    ids.reserve(media.size());
    for (auto& medium : media) {
        by_id.emplace(medium.medium.id.value, &medium);
        ids.push_back(medium.medium.id.value);
    }
    auto query = session.query("crop.of_media");
    query.set("ids", list_of(session.dialect(), ids));
    while (query.next()) {
        by_id.at(query.integer("medium"))->crop = Crop{{query.integer("made_from")}, query.integer("x"),      query.integer("y"),
                                                       query.integer("width"),       query.integer("height"), query.integer("rotate")};
    }
}

std::optional<CountedMedium> counted(Session& session, std::optional<Medium> medium) {
    if (!medium) {
        return std::nullopt;
    }
    const auto uses = count_uses(session, medium->id);
    const auto trash = trash_of_medium(session, medium->id);
    std::optional<CountedMedium> found(CountedMedium{std::move(*medium), uses, trash});
    read_crops(session, std::span(&*found, 1));
    return found;
}

void count_uses(Session& session, std::span<CountedMedium> media) {
    if (media.empty()) {
        return;
    }
    std::unordered_map<std::int64_t, CountedMedium*> by_id;
    std::vector<std::int64_t> ids;
    for (auto& medium : media) {
        by_id.emplace(medium.medium.id.value, &medium);
        ids.push_back(medium.medium.id.value);
    }
    auto query = session.query("media.used_by");
    query.set("ids", list_of(session.dialect(), ids));
    while (query.next()) {
        by_id.at(query.integer("medium"))->used_by = query.integer("stories");
    }
}

}  // namespace

MediaReader::MediaReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::optional<Medium>> MediaReader::medium(std::string_view source) {
    return guarded([&]() -> base::Result<std::optional<Medium>> { return find_medium_of_source(session_.session(), source); });
}

base::Result<std::optional<CountedMedium>> MediaReader::medium(base::MediumId id) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        return counted(session, find_medium(session, id));
    });
}

base::Result<std::optional<CountedMedium>> MediaReader::medium_of_original(std::string_view hash) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        return counted(session, find_medium_of_original(session, hash));
    });
}

base::Result<std::optional<CountedMedium>> MediaReader::medium_at(std::string_view address) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        return counted(session, find_medium_at(session, address));
    });
}

base::Result<std::optional<CountedMedium>> MediaReader::medium_of_crop(const Crop& crop) {
    return guarded([&]() -> base::Result<std::optional<CountedMedium>> {
        auto& session = session_.session();
        auto query = session.query("crop.find");
        query.set("made_from", crop.made_from.value).set("x", crop.x).set("y", crop.y);
        query.set("width", crop.width).set("height", crop.height).set("rotate", crop.rotate);
        return query.one() ? counted(session, find_medium(session, {query.integer("medium")})) : std::nullopt;
    });
}

base::Result<std::vector<CountedMedium>> MediaReader::media(const MediaQuery& wanted) {
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
            media.push_back({medium_in(query), 0, 0, {}});
        }
        std::vector<Medium*> without_files;
        without_files.reserve(media.size());
        for (auto& medium : media) {
            without_files.push_back(&medium.medium);
        }
        read_details(session_.session(), without_files);
        count_uses(session_.session(), media);
        read_crops(session_.session(), media);
        return media;
    });
}

base::Result<std::map<std::string, Medium>> MediaReader::media_at(const std::set<std::string>& hashes) {
    return guarded([&]() -> base::Result<std::map<std::string, Medium>> {
        std::map<std::string, Medium> found;
        if (hashes.empty()) {
            return found;
        }
        auto& session = session_.session();
        const std::vector<std::string_view> wanted(hashes.begin(), hashes.end());
        auto query = session.query("media.by_address");
        query.set("hashes", list_of_hashes(session.dialect(), wanted));
        while (query.next()) {
            found.emplace(query.text("address"), medium_in(query));
        }
        std::vector<Medium*> without_files;
        without_files.reserve(found.size());
        for (auto& [hash, medium] : found) {
            without_files.push_back(&medium);
        }
        read_details(session, without_files);
        return found;
    });
}

base::Result<std::vector<story::Story>> MediaReader::stories_with(base::MediumId id, base::StoryId after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<story::Story>> {
        auto& session = session_.session();
        std::vector<base::StoryId> ids;
        auto query = session.query("medium.stories");
        query.set("id", id.value).set("after", after.value).set("limit", limit);
        while (query.next()) {
            ids.push_back({query.integer("story")});
        }
        std::vector<story::Story> stories;
        for (auto& row : filed_rows(session, ids)) {
            stories.push_back(story_of(std::move(row), session_.settings()));
        }
        return stories;
    });
}

}  // namespace stoppress::store
