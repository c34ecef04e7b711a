// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/front/front_input.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

std::optional<base::Time> read_until(ObjectReader& reader, base::Time now) {
    if (!reader.has("until")) {
        reader.any("until");
        return std::nullopt;
    }
    const auto until = reader.time("until");
    if (until && *until <= now) {
        reader.refuse("until", "must be in the future");
    }
    return until;
}

store::FrontEntry read_entry(ObjectReader& reader, base::Time now, FieldErrors& errors) {
    store::FrontEntry entry;
    entry.place = reader.whole("place", 1, kMaxFrontPlace).value_or(0);
    if (entry.place == 0) {
        reader.missing("place");
    }
    entry.story = {reader.id("story").value_or(0)};
    if (!entry.story) {
        reader.missing("story");
    }
    entry.until = read_until(reader, now);
    entry.kicker = reader.text("kicker", kMaxKicker).value_or("");
    entry.headline = reader.text("headline", kMaxFrontHeadline).value_or("");
    if (const auto* value = reader.any("picture"); value != nullptr && !value->is_null()) {
        ObjectReader picture(*value, reader.pointer("picture"), errors);
        entry.picture = picture.text("source", kMaxAddress).value_or("");
        if (entry.picture.empty() && value->is_object()) {
            picture.missing("source");
        }
        entry.picture_alt = picture.text("alt", kMaxAlt).value_or("");
        picture.finish();
    }
    reader.finish();
    return entry;
}

void read_entries(ObjectReader& body, FieldErrors& errors, base::Time now, store::Front& front) {
    const auto* given = body.any("entries");
    if (given == nullptr || !given->is_array() || given->as_array().size() > kMaxFrontPlace) {
        body.refuse("entries", fmt::format("must be a list of at most {} entries", kMaxFrontPlace),
                    base::reason_with("too-many-entries", "limit", kMaxFrontPlace));
        return;
    }
    std::set<std::int64_t> places;
    std::set<base::StoryId> stories;
    const auto& list = given->as_array();
    for (std::size_t i = 0; i < list.size(); ++i) {
        ObjectReader one(list[i], fmt::format("/entries/{}", i), errors);
        auto entry = read_entry(one, now, errors);
        if (entry.place > 0 && !places.insert(entry.place).second) {
            one.refuse("place", "is also the place of another entry", {"in-use"});
        }
        if (entry.story && !stories.insert(entry.story).second) {
            one.refuse("story", "has another entry, too", {"in-use"});
        }
        front.entries.push_back(std::move(entry));
    }
}

void read_line(ObjectReader& body, FieldErrors& errors, base::Time now, store::Front& front) {
    const auto* given = body.any("breaking");
    if (given == nullptr || given->is_null()) {
        return;
    }
    ObjectReader reader(*given, "/breaking", errors);
    store::BreakingLine line;
    line.text = reader.text("text", kMaxBreakingLine).value_or("");
    if (line.text.empty()) {
        reader.missing("text");
    }
    if (reader.has("story")) {
        line.story = {reader.id("story").value_or(0)};
    } else {
        reader.any("story");
    }
    line.until = read_until(reader, now);
    reader.finish();
    front.line = std::move(line);
}

}  // namespace

base::Result<store::Front> read_front(std::string_view body, base::Time now) {
    BodyReader reader(body);
    store::Front front;
    read_entries(reader, reader.refused(), now, front);
    read_line(reader, reader.refused(), now, front);
    TRY_VOID(reader.close());
    std::ranges::sort(front.entries, {}, &store::FrontEntry::place);
    return front;
}

std::string front_in_form(std::string_view form) {
    constexpr std::string_view kName = "front=";
    if (!form.starts_with(kName)) {
        return {};
    }
    std::string value{form.substr(kName.size(), form.find('&') - kName.size())};
    std::ranges::replace(value, '+', ' ');
    return base::percent_decoded(value);
}

}  // namespace stoppress::newsroom
