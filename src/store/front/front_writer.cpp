// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/front/front_writer.hpp"

#include <fmt/format.h>

#include "store/front/front_rows.hpp"
#include "store/media/media_address.hpp"
#include "store/media/medium_row.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/tags.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;

std::optional<std::int64_t> stored(std::optional<base::Time> time) {
    return time ? std::optional(base::to_milliseconds(*time)) : std::nullopt;
}

base::Error stale(const Front& current) {
    const auto at = current.edited_at ? base::format_rfc3339(*current.edited_at) : std::string{};
    auto error = base::fail(ErrorCode::stale,
                            fmt::format("{} changed the front page at {}: read version {} first.", current.edited_by, at, current.version),
                            base::Reason{"stale", {{"name", current.edited_by}, {"at", at}}});
    error.current = fmt::format("\"{}\"", current.version);
    return error;
}

bool is_published_article(Session& session, base::StoryId id) {
    const auto row = find_story_row(session, id);
    return row && row->status == story::Status::published && row->kind == story::Kind::article;
}

/// One in the trash is taken out of it: the front page shows it.
bool take_picture_of_library(Session& session, std::string_view picture) {
    const auto medium = find_medium_at(session, picture);
    const bool there = medium && medium->file.content_type.starts_with("image/");
    if (there) {
        take_medium_from_trash(session, medium->id);
    }
    return there;
}

base::Result<void> check(Session& session, const Front& front) {
    auto error = base::fail(ErrorCode::invalid, "The front page has stories or pictures that cannot be used.");
    for (std::size_t i = 0; i < front.entries.size(); ++i) {
        const auto& entry = front.entries[i];
        if (!is_published_article(session, entry.story)) {
            error.fields.push_back({fmt::format("/entries/{}/story", i), "is not a published article", {"not-published"}});
        }
        if (!entry.picture.empty() && !take_picture_of_library(session, entry.picture)) {
            error.fields.push_back({fmt::format("/entries/{}/picture/source", i), "is not a picture of the library", {"not-found"}});
        }
    }
    if (front.line && front.line->story && !is_published_article(session, front.line->story)) {
        error.fields.push_back({"/breaking/story", "is not a published article", {"not-published"}});
    }
    return error.fields.empty() ? base::Result<void>{} : base::Result<void>(std::move(error));
}

}  // namespace

FrontWriter::FrontWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<void> FrontWriter::put_front(const Front& front, std::int64_t expected, const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        if (const auto current = read_front(session); current.version != expected) {
            return stale(current);
        }
        TRY_VOID(check(session, front));
        auto put = session.query("front.put");
        put.set("version", expected + 1).set("now", base::to_milliseconds(session_.now())).set("by", by);
        put.set("line", front.line ? front.line->text : std::string{});
        put.set("line_story", front.line ? front.line->story : base::StoryId{});
        put.set("line_until", front.line ? stored(front.line->until) : std::nullopt).run();
        session.query("front_entry.clear").run();
        for (const auto& entry : front.entries) {
            auto insert = session.query("front_entry.insert");
            insert.set("place", entry.place).set("story", entry.story.value).set("until", stored(entry.until));
            insert.set("kicker", entry.kicker).set("headline", entry.headline).set("picture", entry.picture);
            insert.set("picture_alt", entry.picture_alt).set("picture_hash", media_hash(entry.picture).value_or("")).run();
        }
        session_.append_change("front", {}, {front_tag()});
        return {};
    });
}

base::Result<bool> FrontWriter::end_due(base::Time now) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        const auto at = base::to_milliseconds(now);
        const auto ended = session.query("front_entry.end").set("now", at).run() + session.query("front.end_line").set("now", at).run();
        if (ended > 0) {
            session_.append_change("front", {}, {front_tag()});
        }
        return ended > 0;
    });
}

}  // namespace stoppress::store
