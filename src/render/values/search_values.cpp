// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/frame_values.hpp"
#include "render/values/page_values.hpp"

namespace stoppress::render {

namespace {

Value::Object found_values(const SearchPage::Found& found, const Surroundings& around) {
    Value::Object values = entry_values(found.entry, {}, around);
    Value::List pieces;
    for (const auto& piece : found.snippet) {
        pieces.emplace_back(Value::Object{Member{"text", piece.text}, Member{"marked", piece.marked}});
    }
    for (auto& member : values) {
        if (member.name == "has_snippet") {
            member.value = !pieces.empty();
        } else if (member.name == "snippet") {
            member.value = pieces;
        }
    }
    return values;
}

std::string total_label(const SearchPage& page, const Words& words) {
    if (page.total == 0) {
        return {};
    }
    const auto counted = words.counted("stories", page.total);
    return page.about ? words.filled("search_about", {{"stories", counted}}) : counted;
}

}  // namespace

Value::Object search_values(const SearchPage& page, const Surroundings& around) {
    const Words& words = around.words;
    const std::string named = page.words.empty() ? words.text("search") : words.filled("search_of", {{"words", page.words}});
    const std::string title = named + " – " + around.site.title;
    Head head;
    head.title = page.page > 1 ? words.filled("title_page", {{"title", title}, {"page", words.number(page.page)}}) : title;
    head.feeds = "/";
    head.feed_title = around.site.title;
    Value::Object values = frame_values(page.frame, head, around);
    append(values, Value::Object{Member{"is_front", false}, Member{"is_latest", false}, Member{"is_most_viewed", false},
                                 Member{"is_search", true}});
    append(values, site_metadata(head.title, {}, page.frame.path, around));
    values.push_back(Member{"beacon", false});
    values.push_back(Member{"shown_again", false});
    values.push_back(Member{"heading", words.text("search")});
    values.push_back(Member{"search_words", page.words});
    values.push_back(Member{"has_answer", page.asked});
    Value::List found;
    for (const auto& one : page.found) {
        found.emplace_back(found_values(one, around));
    }
    values.push_back(Member{"is_empty", page.asked && found.empty()});
    values.push_back(Member{"has_found", !found.empty()});
    values.push_back(Member{"found", std::move(found)});
    values.push_back(Member{"total_label", total_label(page, words)});
    values.push_back(Member{"is_being_built", !page.whole});
    values.push_back(Member{"meant", link_value(page.meant)});
    values.push_back(Member{"suggestion", link_value(page.suggestion)});
    Value::List sections;
    bool in_section = false;
    for (const auto& section : page.sections) {
        in_section = in_section || section.chosen;
        sections.emplace_back(
            Value::Object{Member{"name", section.name}, Member{"value", section.value}, Member{"chosen", section.chosen}});
    }
    values.push_back(Member{"has_choices", !sections.empty()});
    values.push_back(Member{"choices", std::move(sections)});
    Value::List narrowed;
    for (const auto& one : page.narrowed) {
        narrowed.emplace_back(Value::Object{Member{"name", one.name}, Member{"parameter", one.parameter}, Member{"value", one.value},
                                            Member{"url", one.url}});
    }
    values.push_back(Member{"is_narrowed", in_section || !narrowed.empty() || page.newest || !page.from.empty() || !page.until.empty()});
    values.push_back(Member{"has_narrowed", !narrowed.empty()});
    values.push_back(Member{"narrowed", std::move(narrowed)});
    values.push_back(Member{"by_date", page.newest});
    values.push_back(Member{"from", page.from});
    values.push_back(Member{"until", page.until});
    append(values, paging_values(page.page, page.pages, page.newer, page.older, words));
    return values;
}

}  // namespace stoppress::render
