// SPDX-License-Identifier: GPL-3.0-or-later
// Corrections, on their stories' pages and as a list of their own.
#include "render/values/frame_values.hpp"
#include "render/values/page_values.hpp"

namespace stoppress::render {

namespace {

const char* name_of(Correction::Kind kind) {
    switch (kind) {
        case Correction::Kind::clarification:
            return "clarification";
        case Correction::Kind::retraction:
            return "retraction";
        case Correction::Kind::correction:
            break;
    }
    return "correction";
}

Value::List paragraphs_of(std::string_view text) {
    Value::List paragraphs;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            paragraphs.emplace_back(Value::Object{Member{"text", std::string(text.substr(0, end))}});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return paragraphs;
}

}  // namespace

std::string correction_anchor(const Correction& correction) {
    return "correction-" + std::to_string(correction.number);
}

Value::Object correction_values(const Correction& correction, const Words& words) {
    const char* name = name_of(correction.kind);
    return Value::Object{Member{"kind", name},
                         Member{"is_retraction", correction.kind == Correction::Kind::retraction},
                         Member{"label", words.text(name)},
                         Member{"anchor", correction_anchor(correction)},
                         Member{"date", time_values(correction.at, words.date(correction.at))},
                         Member{"paragraphs", paragraphs_of(correction.text)}};
}

Value::Object corrections_values(const CorrectionsPage& page, const Surroundings& around) {
    const Words& words = around.words;
    const std::string& heading = words.text("corrections");
    const std::string title = heading + " – " + around.site.title;
    Head head;
    head.title = page.page > 1 ? words.filled("title_page", {{"title", title}, {"page", words.number(page.page)}}) : title;
    head.description = words.text("corrections_text");
    head.feeds = "/corrections";
    head.feed_title = around.site.title + " – " + heading;
    Value::Object values = frame_values(page.frame, head, around);
    append(values, Value::Object{Member{"is_front", false}, Member{"is_latest", false}, Member{"is_most_viewed", false}});
    append(values, site_metadata(head.title, head.description, page.frame.path, around));
    Value::List corrections;
    for (const auto& entry : page.entries) {
        Value::Object correction = correction_values(entry.correction, words);
        correction.push_back(Member{"story", link_value(entry.story)});
        correction.push_back(Member{"url", entry.story.url + "#" + correction_anchor(entry.correction)});
        append(correction, language_values(entry.language, words));
        corrections.emplace_back(std::move(correction));
    }
    values.push_back(Member{"beacon", false});
    values.push_back(Member{"shown_again", false});
    values.push_back(Member{"heading", heading});
    values.push_back(Member{"has_corrections", !corrections.empty()});
    values.push_back(Member{"corrections", std::move(corrections)});
    append(values, paging_values(page.page, page.pages, page.newer, page.older, words));
    return values;
}

}  // namespace stoppress::render
