// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/media/medium_row.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "store/media/media_address.hpp"
#include "store/media/records.hpp"
#include "store/sql/id_list.hpp"

namespace stoppress::store {
namespace {

bool is_recording(const Medium& medium) {
    return medium.file.content_type.starts_with("audio/") || medium.file.content_type.starts_with("video/");
}

std::optional<Medium> with_renditions(Session& session, const Query& row) {
    std::optional<Medium> medium = medium_in(row);
    read_details(session, *medium);
    return medium;
}

}  // namespace

MediumFile medium_file_in(const Query& row) {
    return {row.text("hash"), row.text("content_type"), row.integer("width"), row.integer("height"), row.integer("size")};
}

Medium medium_in(const Query& row) {
    Medium medium;
    medium.id = {row.integer("id")};
    medium.file = medium_file_in(row);
    medium.original = row.text("original");
    medium.original_type = row.text("original_type");
    if (const auto size = row.optional_integer("original_size")) {
        medium.original_measures = Measures{row.integer("original_width"), row.integer("original_height"), *size};
    } else if (medium.file.width == 0) {
        medium.original_measures = Measures{0, 0, medium.file.size};  // readers get the original
    }
    medium.file_name = row.text("file_name");
    medium.alt = row.text("alt");
    medium.caption = row.text("caption");
    medium.credit = row.text("credit");
    medium.copyright = row.text("copyright");
    if (const auto x = row.optional_integer("focal_x")) {
        medium.focal_point = FocalPoint{*x, row.integer("focal_y")};
    }
    medium.placeholder = row.text("placeholder");
    medium.source = row.text("source");
    medium.created_at = base::from_milliseconds(row.integer("created_at"));
    medium.created_by = row.text("created_by");
    return medium;
}

void read_details(Session& session, Medium& medium) {
    Medium* const one = &medium;
    read_details(session, std::span(&one, 1));
}

void read_details(Session& session, std::span<Medium* const> media) {
    if (media.empty()) {
        return;
    }
    // Two addresses may refer to one medium.
    std::unordered_map<std::int64_t, std::vector<Medium*>> by_id;
    std::vector<std::int64_t> ids;
    for (Medium* medium : media) {
        auto& same = by_id[medium->id.value];
        if (same.empty()) {
            ids.push_back(medium->id.value);
        }
        same.push_back(medium);
    }
    const auto list = list_of(session.dialect(), ids);
    auto renditions = session.query("media.renditions");
    renditions.set("ids", list);
    while (renditions.next()) {
        for (Medium* medium : by_id.at(renditions.integer("medium"))) {
            medium->renditions.push_back(medium_file_in(renditions));
        }
    }
    // Most pages show pictures only: they cost one statement.
    if (std::ranges::none_of(media, [](const Medium* medium) { return is_recording(*medium); })) {
        return;
    }
    auto recordings = session.query("media.recordings");
    recordings.set("ids", list);
    while (recordings.next()) {
        for (Medium* medium : by_id.at(recordings.integer("medium"))) {
            medium->recording = RecordingFacts{recordings.integer("duration"), recordings.integer("width"), recordings.integer("height"),
                                               recordings.text("video"), recordings.text("audio")};
        }
    }
    auto captions = session.query("media.captions");
    captions.set("ids", list);
    while (captions.next()) {
        for (Medium* medium : by_id.at(captions.integer("medium"))) {
            medium->captions.push_back(
                {captions.text("language"), captions.text("label"), captions.text("hash"), captions.integer("size")});
        }
    }
}

std::optional<Medium> find_medium(Session& session, base::MediumId id) {
    auto query = session.query("medium.get");
    return query.set("id", id.value).one() ? with_renditions(session, query) : std::nullopt;
}

std::optional<Medium> find_medium_of_source(Session& session, std::string_view source) {
    auto query = session.query("medium.by_source");
    return query.set("source", source).one() ? with_renditions(session, query) : std::nullopt;
}

std::optional<Medium> find_medium_of_original(Session& session, std::string_view hash) {
    auto query = session.query("medium.by_original");
    return query.set("original", hash).one() ? with_renditions(session, query) : std::nullopt;
}

std::optional<Medium> find_medium_at(Session& session, std::string_view address) {
    const auto hash = media_hash(address);
    auto holder = session.query("medium_address.get");
    if (!hash || !holder.set("hash", *hash).one()) {
        return std::nullopt;
    }
    return find_medium(session, {holder.integer("medium")});
}

std::int64_t count_uses(Session& session, base::MediumId id) {
    auto query = session.query("medium.used_by");
    query.set("id", id.value).one();
    return query.integer("stories");
}

base::Result<void> check_without_uses(Session& session, base::MediumId id) {
    const auto uses = count_uses(session, id);
    if (uses == 0) {
        return {};
    }
    return base::fail(base::ErrorCode::conflict,
                      fmt::format("{} {} it: remove it from {} first, or replace it.", uses, uses == 1 ? "story uses" : "stories use",
                                  uses == 1 ? "it" : "them"),
                      base::reason_with("file-in-use", "count", uses));
}

}  // namespace stoppress::store
