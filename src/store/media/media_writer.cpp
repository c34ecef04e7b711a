// SPDX-License-Identifier: GPL-3.0-or-later
// The media library. The store does not know the files: the caller makes them durable before it writes a row, and files
// that no row uses any more are recorded in the same commit and removed after it.
#include "store/media/media_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "store/addresses/addressing.hpp"
#include "store/limits.hpp"
#include "store/lists/filing.hpp"
#include "store/media/medium_row.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"
#include "story/folded.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;

base::Result<void> check_medium(const Medium& medium) {
    for (const auto& [field, text] :
         {std::pair{"/file_name", &medium.file_name}, std::pair{"/alt", &medium.alt}, std::pair{"/caption", &medium.caption},
          std::pair{"/credit", &medium.credit}, std::pair{"/copyright", &medium.copyright}, std::pair{"/source", &medium.source}}) {
        if (!story::is_utf8(*text)) {
            auto error = base::fail(ErrorCode::invalid, fmt::format("{} of a picture is not UTF-8.", std::string_view(field).substr(1)));
            error.fields.push_back({field, "is not UTF-8"});
            return error;
        }
    }
    return {};
}

std::string words_of(const Medium& medium) {
    return story::folded(fmt::format("{} {} {} {} {}", medium.file_name, medium.alt, medium.caption, medium.credit, medium.copyright));
}

Query& set_row(Query& query, const Medium& medium) {
    query.set("hash", medium.file.hash).set("content_type", medium.file.content_type);
    query.set("width", medium.file.width).set("height", medium.file.height).set("size", medium.file.size);
    query.set("original", medium.original).set("original_type", medium.original_type).set("file_name", medium.file_name);
    const auto measure = [&](std::int64_t Measures::* member) {
        return medium.original_measures ? std::optional((*medium.original_measures).*member) : std::nullopt;
    };
    query.set("original_width", measure(&Measures::width)).set("original_height", measure(&Measures::height));
    query.set("original_size", measure(&Measures::size));
    query.set("alt", medium.alt).set("caption", medium.caption).set("credit", medium.credit).set("copyright", medium.copyright);
    query.set("focal_x", medium.focal_point ? std::optional(medium.focal_point->x) : std::nullopt);
    query.set("focal_y", medium.focal_point ? std::optional(medium.focal_point->y) : std::nullopt);
    return query.set("placeholder", medium.placeholder).set("words", words_of(medium));
}

void insert_renditions(Session& session, base::MediumId id, const Medium& medium) {
    for (const auto& file : medium.renditions) {
        auto query = session.query("rendition.insert");
        query.set("medium", id.value).set("hash", file.hash).set("content_type", file.content_type);
        query.set("width", file.width).set("height", file.height).set("size", file.size).run();
    }
    session.query("medium_address.insert").set("hash", medium.file.hash).set("medium", id.value).run();
    if (medium.recording) {
        auto query = session.query("recording.put");
        query.set("medium", id.value).set("duration", medium.recording->duration);
        query.set("width", medium.recording->width).set("height", medium.recording->height);
        query.set("video", medium.recording->video).set("audio", medium.recording->audio).run();
    } else {
        session.query("recording.delete").set("medium", id.value).run();
    }
}

base::MediumId insert_medium(WriterSession& writer, const Medium& medium) {
    auto& session = writer.session();
    auto insert = session.query("medium.insert");
    set_row(insert, medium).set("created_at", base::to_milliseconds(writer.now())).set("created_by", medium.created_by);
    if (medium.source.empty()) {
        insert.set_null("source");
    } else {
        insert.set("source", medium.source);
    }
    insert.one();
    const base::MediumId id{insert.integer("id")};
    insert_renditions(session, id, medium);
    return id;
}

void note_captions_gone(Session& session, const std::string& hash) {
    session.query("medium_gone.insert").set("hash", hash).set("part", "rendition").set("content_type", kCaptionsType).run();
}

/// Records the files of a medium as unused. A file used by another row is kept when they are removed.
void note_gone(Session& session, const Medium& medium) {
    const auto note = [&](const std::string& hash, const char* part, const std::string& type) {
        session.query("medium_gone.insert").set("hash", hash).set("part", part).set("content_type", type).run();
    };
    note(medium.file.hash, "rendition", medium.file.content_type);
    for (const auto& file : medium.renditions) {
        note(file.hash, "rendition", file.content_type);
    }
    note(medium.original, "original", medium.original_type);
}

/// Whether both have the same files. Renditions are in no order.
bool same_files(const Medium& one, const Medium& other) {
    return one.file == other.file && one.original == other.original && one.original_type == other.original_type &&
           std::ranges::is_permutation(one.renditions, other.renditions);
}

void update_medium(Session& session, const Medium& known, const Medium& wanted) {
    auto update = session.query("medium.update");
    set_row(update, wanted).set("id", known.id.value).run();
    if (!same_files(wanted, known) || wanted.recording != known.recording) {
        session.query("rendition.delete").set("medium", known.id.value).run();
        insert_renditions(session, known.id, wanted);
        note_gone(session, known);
    }
}

/// Redirects the addresses of a medium's former files to its current one.
void lead_to(WriterSession& writer, const Medium& known, const Medium& wanted,
             const std::function<std::string(const MediumFile&)>& address_of) {
    auto& session = writer.session();
    const auto target = address_of(wanted.file);
    Tags tags{redirects_tag()};
    const auto stays = [&](const MediumFile& file) {
        const auto same = [&](const MediumFile& one) { return address_of(one) == address_of(file); };
        return same(wanted.file) || std::ranges::any_of(wanted.renditions, same);
    };
    const auto lead_there = [&](const MediumFile& file) {
        if (stays(file)) {
            return;
        }
        tags.push_back(redirect_tag(address_of(file)));
        put_redirect_row(session, address_of(file), target);
    };
    const auto stand_there = [&](const MediumFile& file) { drop_redirect_row(session, address_of(file)); };
    lead_there(known.file);
    std::ranges::for_each(known.renditions, lead_there);
    // A file that existed before.
    stand_there(wanted.file);
    std::ranges::for_each(wanted.renditions, stand_there);
    writer.append_change("redirect", {}, tags);
}

/// The tags of every page and list that shows a story with the medium.
Tags tags_of_users(WriterSession& writer, base::MediumId id) {
    std::vector<base::StoryId> stories;
    auto query = writer.session().query("medium.stories");
    query.set("id", id.value).set("after", std::int64_t{0}).set("limit", kMaxTaggedStories + 1);
    while (query.next()) {
        stories.push_back({query.integer("story")});
    }
    if (static_cast<std::int64_t>(stories.size()) > kMaxTaggedStories) {
        // Every page has it.
        return {menu_tag(), site_tag()};
    }
    Tags tags;
    for (const auto story : stories) {
        const auto row = find_story_row(writer.session(), story);
        if (const auto filing = row ? filing_of(writer, *row) : std::nullopt) {
            add_tags(writer, *filing, tags);
        }
    }
    std::ranges::sort(tags);
    tags.erase(std::ranges::unique(tags).begin(), tags.end());
    return tags;
}

/// Whether readers may see a difference.
bool append_change_of(WriterSession& writer, base::MediumId id) {
    const auto tags = tags_of_users(writer, id);
    if (!tags.empty()) {
        writer.append_change("medium", {}, tags);
    }
    return !tags.empty();
}

base::Result<Medium> existing(Session& session, base::MediumId id) {
    auto medium = find_medium(session, id);
    if (!medium) {
        return base::fail(ErrorCode::not_found, "File not found.");
    }
    return std::move(*medium);
}

base::Result<void> check_unused(Session& session, base::MediumId id, WhileUsed while_used) {
    if (while_used == WhileUsed::refused && count_uses(session, id) > 0) {
        return refused_while_used();
    }
    return {};
}

/// Fails if the files are those of another medium. Imports may give several media the same files, so what a medium has
/// already is always allowed.
base::Result<void> check_not_another(Session& session, const Medium& known, const Medium& fresh) {
    if (fresh.original == known.original) {
        return {};
    }
    auto holder = session.query("medium_address.get");
    if (const auto same = find_medium_of_original(session, fresh.original);
        same || (holder.set("hash", fresh.file.hash).one() && holder.integer("medium") != known.id.value)) {
        return base::fail(
            ErrorCode::conflict,
            fmt::format("This file is already in the media library, as number {}.", same ? same->id.value : holder.integer("medium")),
            {"file-duplicate"});
    }
    return {};
}

}  // namespace

base::Error refused_while_used() {
    return base::fail(ErrorCode::forbidden, "The file is used in stories: only an editor may change it.");
}

MediaWriter::MediaWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<ImportOutcome> MediaWriter::put_medium(const Medium& medium) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        TRY_VOID(check_medium(medium));
        auto& session = session_.session();
        const auto known = medium.source.empty() ? std::nullopt : find_medium_of_source(session, medium.source);
        if (!known) {
            insert_medium(session_, medium);
            return ImportOutcome::created;
        }
        Medium wanted = medium;
        wanted.id = known->id;
        wanted.created_at = known->created_at;
        wanted.created_by = known->created_by;
        wanted.focal_point = known->focal_point;
        wanted.captions = known->captions;
        if (wanted == *known) {
            return ImportOutcome::unchanged;
        }
        update_medium(session, *known, wanted);
        append_change_of(session_, known->id);
        return ImportOutcome::changed;
    });
}

base::Result<base::MediumId> MediaWriter::add_medium(const Medium& medium) {
    return guarded([&]() -> base::Result<base::MediumId> {
        TRY_VOID(check_medium(medium));
        if (const auto known = find_medium_of_original(session_.session(), medium.original)) {
            take_medium_from_trash(session_.session(), known->id);
            note_gone(session_.session(), medium);
            return known->id;
        }
        return insert_medium(session_, medium);
    });
}

base::Result<base::MediumId> MediaWriter::add_cropped(const Medium& medium, const Crop& crop) {
    return guarded([&]() -> base::Result<base::MediumId> {
        auto& session = session_.session();
        if (!find_medium(session, crop.made_from)) {
            return base::fail(ErrorCode::not_found, "The picture was deleted in the meantime.");
        }
        TRY(const auto id, add_medium(medium));
        if (id != crop.made_from) {
            auto insert = session.query("crop.insert");
            insert.set("medium", id.value).set("made_from", crop.made_from.value).set("x", crop.x).set("y", crop.y);
            insert.set("width", crop.width).set("height", crop.height).set("rotate", crop.rotate).run();
        }
        return id;
    });
}

base::Result<bool> MediaWriter::change_medium(base::MediumId id, const MediumChange& change, WhileUsed while_used) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        TRY(const auto known, existing(session, id));
        Medium wanted = known;
        wanted.alt = change.alt.value_or(known.alt);
        wanted.caption = change.caption.value_or(known.caption);
        wanted.credit = change.credit.value_or(known.credit);
        wanted.copyright = change.copyright.value_or(known.copyright);
        wanted.focal_point = change.focal_point.value_or(known.focal_point);
        TRY_VOID(check_medium(wanted));
        const bool shown = wanted.focal_point != known.focal_point;
        if (shown) {
            TRY_VOID(check_unused(session, id, while_used));
        }
        if (wanted == known) {
            return false;
        }
        auto update = session.query("medium.update");
        set_row(update, wanted).set("id", id.value).run();
        return shown && append_change_of(session_, id);
    });
}

base::Result<void> MediaWriter::replace_medium(base::MediumId id, const Medium& fresh, WhileUsed while_used,
                                               const std::function<std::string(const MediumFile&)>& address_of) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        TRY_VOID(check_medium(fresh));
        TRY(const auto known, existing(session, id));
        TRY_VOID(check_unused(session, id, while_used));
        TRY_VOID(check_not_another(session, known, fresh));
        Medium wanted = fresh;
        wanted.id = id;
        wanted.source = known.source;
        wanted.alt = known.alt.empty() ? fresh.alt : known.alt;
        wanted.caption = known.caption.empty() ? fresh.caption : known.caption;
        wanted.credit = known.credit.empty() ? fresh.credit : known.credit;
        wanted.copyright = known.copyright.empty() ? fresh.copyright : known.copyright;
        wanted.file_name = fresh.file_name.empty() ? known.file_name : fresh.file_name;
        wanted.captions = known.captions;
        // In another picture it would be another point.
        wanted.focal_point = known.original == fresh.original ? known.focal_point : std::nullopt;
        // A file replaced by itself may have been stored by a program that read less of it, or made other files of it.
        if (same_files(wanted, known) && wanted.recording == known.recording && wanted.original_measures == known.original_measures &&
            wanted.placeholder == known.placeholder) {
            return {};
        }
        if (fresh.original != known.original) {
            session.query("crop.delete").set("medium", id.value).run();
        }
        update_medium(session, known, wanted);
        lead_to(session_, known, wanted, address_of);
        append_change_of(session_, id);
        return {};
    });
}

base::Result<void> MediaWriter::delete_medium(base::MediumId id) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        TRY(const auto known, existing(session, id));
        TRY_VOID(check_without_uses(session, id));
        note_gone(session, known);
        for (const auto& track : known.captions) {
            note_captions_gone(session, track.hash);
        }
        session.query("recording_captions.delete").set("medium", id.value).run();
        session.query("recording.delete").set("medium", id.value).run();
        session.query("crop.delete").set("medium", id.value).run();
        session.query("rendition.delete").set("medium", id.value).run();
        session.query("medium_address.delete").set("medium", id.value).run();
        session.query("medium.delete").set("id", id.value).run();
        session.query("last_number.use").set("kind", "medium").set("number", id.value).run();
        session.query("medium_address.hand_on").set("hash", known.file.hash).run();
        return {};
    });
}

base::Result<bool> MediaWriter::put_captions(base::MediumId id, const CaptionTrack& track, WhileUsed while_used) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        TRY(const auto known, existing(session, id));
        TRY_VOID(check_unused(session, id, while_used));
        const auto former = std::ranges::find(known.captions, track.language, &CaptionTrack::language);
        if (former == known.captions.end() && static_cast<std::int64_t>(known.captions.size()) >= kMaxCaptionTracks) {
            return base::fail(ErrorCode::too_many, fmt::format("A recording may have captions in {} languages.", kMaxCaptionTracks));
        }
        if (former != known.captions.end() && *former == track) {
            return false;
        }
        auto query = session.query("recording_captions.put");
        query.set("medium", id.value).set("language", track.language).set("label", track.label);
        query.set("hash", track.hash).set("size", track.size).run();
        if (former != known.captions.end()) {
            note_captions_gone(session, former->hash);
        }
        return append_change_of(session_, id);
    });
}

base::Result<bool> MediaWriter::remove_captions(base::MediumId id, const std::string& language, WhileUsed while_used) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        TRY(const auto known, existing(session, id));
        TRY_VOID(check_unused(session, id, while_used));
        const auto former = std::ranges::find(known.captions, language, &CaptionTrack::language);
        if (former == known.captions.end()) {
            return base::fail(ErrorCode::not_found, "There are no captions in this language.");
        }
        session.query("recording_captions.remove").set("medium", id.value).set("language", language).run();
        note_captions_gone(session, former->hash);
        return append_change_of(session_, id);
    });
}

base::Result<void> MediaWriter::note_unused(const Medium& stored) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        if (!stored.file.hash.empty()) {
            note_gone(session, stored);
        }
        for (const auto& track : stored.captions) {
            note_captions_gone(session, track.hash);
        }
        return {};
    });
}

base::Result<void> MediaWriter::drop_gone_files(const std::function<base::Result<void>(const GoneFile&)>& drop) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        std::vector<GoneFile> gone;
        auto query = session.query("medium_gone.list");
        while (query.next()) {
            gone.push_back({query.text("part") == "original", query.text("hash"), query.text("content_type")});
        }
        base::Result<void> result;
        for (const auto& file : gone) {
            auto named = session.query("medium.names_file");
            named.set("hash", file.hash).one();
            const bool wanted = named.integer(file.original ? "originals" : "renditions") > 0;
            if (auto dropped = wanted ? base::Result<void>{} : drop(file); !dropped.has_value()) {
                result = dropped.error();
                continue;
            }
            session.query("medium_gone.delete").set("hash", file.hash).set("part", file.original ? "original" : "rendition").run();
        }
        return result;
    });
}

}  // namespace stoppress::store
