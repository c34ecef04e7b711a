// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/editing/draft_versions.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "document/convert.hpp"
#include "store/limits.hpp"
#include "store/stories/story_row.hpp"

namespace stoppress::store {

namespace {

/// All of a draft that a person writes, as one text.
std::string text_of(const std::string& headline, const std::string& standfirst, const std::string& body) {
    return headline + '\n' + standfirst + '\n' + body;
}

base::Result<std::string> text_of(const story::Content& content) {
    TRY(const auto body, document::to_stored_json(content.body));
    return text_of(content.headline, content.standfirst, body);
}

struct LastVersion {
    std::int64_t number = 0;
    base::Time saved_at;
    std::string text;
    std::optional<story::Content> content;  ///< nothing if it cannot be read
};

std::optional<LastVersion> last_version(Session& session, base::StoryId id) {
    auto query = session.query("draft_version.last");
    if (!query.set("story", id.value).one()) {
        return std::nullopt;
    }
    auto content = content_in(query);
    return LastVersion{query.integer("number"), base::from_milliseconds(query.integer("saved_at")),
                       text_of(query.text("headline"), query.text("standfirst"), query.text("body")),
                       content.has_value() ? std::optional(std::move(*content)) : std::nullopt};
}

/// Not story.updated_at, which a save of a draft changes.
base::Time revised_at(Session& session, base::StoryId id) {
    auto query = session.query("draft.revised_at");
    return query.set("story", id.value).one() ? base::from_milliseconds(query.integer("saved_at")) : base::Time{};
}

/// Drops the oldest versions beyond kMaxDraftVersions and kMaxDraftVersionBytes; the latest always stays.
void prune(Session& session, base::StoryId id) {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    std::int64_t last = 0;
    {
        auto query = session.query("draft_version.list");
        query.set("story", id.value);
        while (query.next()) {
            bytes += query.integer("size");
            if (++count > 1 && (count > kMaxDraftVersions || bytes > kMaxDraftVersionBytes)) {
                last = query.integer("number");
                break;
            }
        }
    }
    if (last > 0) {
        session.query("draft_version.prune").set("story", id.value).set("last", last).run();
    }
}

void keep(WriterSession& writer, base::StoryId id, std::int64_t number, std::string_view reason, std::size_t size) {
    auto query = writer.session().query("draft_version.keep");
    query.set("story", id.value).set("number", number).set("reason", reason).set("size", static_cast<std::int64_t>(size)).run();
    prune(writer.session(), id);
}

}  // namespace

std::size_t removed_bytes(std::string_view before, std::string_view after) {
    const auto most = std::min(before.size(), after.size());
    const auto [left, unused] = std::ranges::mismatch(before, after);
    const auto prefix = std::min(most, static_cast<std::size_t>(left - before.begin()));
    std::size_t suffix = 0;
    while (suffix < most - prefix && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix]) {
        ++suffix;
    }
    return before.size() - prefix - suffix;
}

base::Result<void> keep_draft_version(WriterSession& writer, base::StoryId id, const Draft& present, const story::Content& next,
                                      const std::string& by) {
    TRY(const auto now, text_of(present.content));
    TRY(const auto after, text_of(next));
    if (now == after) {
        return {};
    }
    const auto last = last_version(writer.session(), id);
    // What the draft has and the latest version has not. While somebody goes on deleting, that is nothing.
    const auto fresh = last ? removed_bytes(now, last->text) : now.size();
    const auto revised = revised_at(writer.session(), id);
    const auto since = last ? std::max(last->saved_at, revised) : revised;
    std::string_view reason;
    if (removed_bytes(now, after) >= kLargeDeletionBytes && fresh >= kLargeDeletionBytes) {
        reason = "deletion";
    } else if (present.saved_by != by && fresh > 0 && (!last || present.saved_at - since >= kPersonVersionEvery)) {
        reason = "person";
    } else if (present.saved_at - since >= kDraftVersionEvery && fresh > 0) {
        reason = "time";
    }
    if (!reason.empty()) {
        keep(writer, id, last ? last->number + 1 : 1, reason, now.size());
    }
    return {};
}

base::Result<void> keep_discarded_draft(WriterSession& writer, base::StoryId id, const Draft& present) {
    TRY(const auto now, text_of(present.content));
    auto last = last_version(writer.session(), id);
    if (last && last->content) {
        // Not part of a version.
        last->content->slug = present.content.slug;
        last->content->language_named = present.content.language_named;
    }
    if (!last || last->content != present.content) {
        keep(writer, id, last ? last->number + 1 : 1, "discarded", now.size());
    }
    return {};
}

}  // namespace stoppress::store
