// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/front/front_answer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "store/front/front_reader.hpp"
#include "store/lists/list_reader.hpp"

namespace stoppress::newsroom {
namespace {

/// Stories behind those that have a place, so that a client knows what follows when it takes some away.
constexpr std::int64_t kSpareStories = 10;

void write_picture(JsonWriter& json, const std::string& source, const std::string& alt) {
    if (source.empty()) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("source").text(source);
    json.key("alt").text(alt);
    json.end_object();
}

void write_entry(JsonWriter& json, const store::FrontEntry& entry) {
    json.begin_object();
    json.key("place").number(entry.place);
    json.key("story").number(entry.story.value);
    json.key("until").time(entry.until);
    json.key("kicker").text(entry.kicker);
    json.key("headline").text(entry.headline);
    json.key("picture");
    write_picture(json, entry.picture, entry.picture_alt);
    json.end_object();
}

void write_card(JsonWriter& json, const story::Card& card) {
    json.begin_object();
    json.key("id").number(card.id.value);
    json.key("url").text(card.url);
    json.key("headline").text(card.headline);
    json.key("teaser").text(card.teaser);
    json.key("section").text_or_null(card.section);
    json.key("language").text(card.language);
    json.key("picture");
    write_picture(json, card.lead_image.source, card.lead_image.alt);
    json.key("published_at").time(card.published_at);
    json.end_object();
}

base::Result<void> write_line(JsonWriter& json, store::ReadSnapshot& snapshot, const std::optional<store::BreakingLine>& line) {
    std::vector<story::Card> linked;
    json.key("breaking");
    if (!line) {
        json.null();
    } else {
        if (line->story) {
            TRY(linked, store::ListReader(snapshot).cards(std::array{line->story}));
        }
        json.begin_object();
        json.key("text").text(line->text);
        json.key("story");
        if (line->story) {
            json.number(line->story.value);
        } else {
            json.null();
        }
        json.key("until").time(line->until);
        json.end_object();
    }
    json.key("breaking_story");
    if (linked.empty()) {
        json.null();
    } else {
        write_card(json, linked.front());
    }
    return {};
}

std::string changes_of(const store::FrontEntry& before, const store::FrontEntry& after) {
    std::string changed;
    const auto add = [&changed](std::string_view what) {
        changed += changed.empty() ? "" : ", ";
        changed += what;
    };
    if (before.place != after.place) {
        add(fmt::format("place {} -> {}", before.place, after.place));
    }
    if (before.until != after.until) {
        add("end");
    }
    if (before.kicker != after.kicker) {
        add("kicker");
    }
    if (before.headline != after.headline) {
        add("headline");
    }
    if (before.picture != after.picture || before.picture_alt != after.picture_alt) {
        add("picture");
    }
    return changed;
}

}  // namespace

base::Result<Answer> front_answer(store::ReadSnapshot& snapshot, std::int64_t page_length) {
    TRY(const auto front, store::FrontReader(snapshot).front());
    const auto last = front.entries.empty() ? 0 : front.entries.back().place;
    const auto limit = std::max(page_length, last) + static_cast<std::int64_t>(front.entries.size()) + kSpareStories;
    TRY(const auto stories, store::FrontReader(snapshot).stories(front.entries, 0, limit));
    JsonWriter json;
    json.begin_object();
    json.key("version").number(front.version);
    json.key("edited_at").time(front.edited_at);
    json.key("edited_by").text_or_null(front.edited_by);
    json.key("entries").begin_array();
    for (const auto& entry : front.entries) {
        write_entry(json, entry);
    }
    json.end_array();
    TRY_VOID(write_line(json, snapshot, front.line));
    json.key("page_length").number(page_length);
    json.key("stories").begin_array();
    for (const auto& story : stories) {
        write_card(json, story.card);
    }
    json.end_array();
    json.end_object();
    auto answer = answer_of(json);
    answer.etag = revision_etag(front.version);
    return answer;
}

std::string front_changes(const store::Front& before, const store::Front& after) {
    std::vector<std::string> changes;
    if (before.line != after.line) {
        changes.push_back(after.line ? fmt::format("breaking line: {}", after.line->text) : "breaking line: removed");
    }
    for (const auto& entry : after.entries) {
        const auto known = std::ranges::find(before.entries, entry.story, &store::FrontEntry::story);
        const auto what = known == before.entries.end() ? fmt::format("place {}", entry.place) : changes_of(*known, entry);
        if (!what.empty()) {
            changes.push_back(fmt::format("story {}: {}", entry.story.value, what));
        }
    }
    for (const auto& entry : before.entries) {
        if (std::ranges::find(after.entries, entry.story, &store::FrontEntry::story) == after.entries.end()) {
            changes.push_back(fmt::format("story {}: removed", entry.story.value));
        }
    }
    std::string text;
    for (const auto& change : changes) {
        if (!text.empty() && text.size() + change.size() + 4 > kMaxNotedDetail) {
            return text + "; …";
        }
        text += (text.empty() ? "" : "; ") + change;
    }
    return text;
}

}  // namespace stoppress::newsroom
