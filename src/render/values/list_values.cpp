// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/frame_values.hpp"
#include "render/values/page_values.hpp"

namespace stoppress::render {

namespace {

/// Stories on the front page that have a picture next to or below the first.
constexpr std::size_t kFeatures = 4;

/// The entries as grouped on the front page: the first, those next to it, and the rest. Other lists have only the rest.
Value::Object entries_values(const ListPage& page, const Surroundings& around) {
    Value::List top;
    Value::List features;
    Value::List rest;
    const bool parted = page.kind == ListKind::front;
    for (std::size_t i = 0; i < page.entries.size(); ++i) {
        std::string rank;
        if (page.kind == ListKind::most_viewed) {
            // The pages before this one are full, and so is this one unless it is the last.
            const auto before = page.page > 1 && page.page < page.pages ? (page.page - 1) * static_cast<std::int64_t>(page.entries.size())
                                : page.page > 1                         ? page.total - static_cast<std::int64_t>(page.entries.size())
                                                                        : 0;
            rank = around.words.number(before + static_cast<std::int64_t>(i) + 1);
        }
        Value::List& part = !parted ? rest : i == 0 ? top : i <= kFeatures ? features : rest;
        part.emplace_back(entry_values(page.entries[i], rank, around));
    }
    return Value::Object{Member{"is_empty", page.entries.empty()},
                         Member{"has_top", !top.empty()},
                         Member{"top", std::move(top)},
                         Member{"has_features", !features.empty()},
                         Member{"features", std::move(features)},
                         Member{"has_rest", !rest.empty()},
                         Member{"rest", std::move(rest)}};
}

/// The archive's months by year: [{name, open, months: [{name, url}]}], as they come, newest first.
Value::List year_values(const std::vector<Link>& months, const Words& words) {
    Value::List years;
    for (std::size_t i = 0; i < months.size();) {
        const std::string year = months[i].name.substr(0, 4);
        const std::string& first = months[i].name;
        Value::List of_year;
        for (; i < months.size() && months[i].name.starts_with(year); ++i) {
            of_year.emplace_back(Value::Object{Member{"name", words.month(months[i].name)}, Member{"url", months[i].url}});
        }
        years.emplace_back(
            Value::Object{Member{"name", words.year(first)}, Member{"open", years.empty()}, Member{"months", std::move(of_year)}});
    }
    return years;
}

Value::List window_values(const ListPage& page, const Words& words) {
    Value::List windows;
    for (const story::Window window : {story::Window::day, story::Window::week, story::Window::month, story::Window::all}) {
        windows.emplace_back(Value::Object{Member{"name", window_name(window, words)},
                                           Member{"url", "/most-viewed?window=" + std::string(story::to_string(window))},
                                           Member{"current", window == page.window}});
    }
    return windows;
}

const char* class_of(ListKind kind) {
    switch (kind) {
        case ListKind::front:
            return "front-page";
        case ListKind::latest:
            return "latest";
        case ListKind::section:
            return "section";
        case ListKind::topic:
            return "topic";
        case ListKind::author:
            return "author";
        case ListKind::month:
            return "month";
        case ListKind::most_viewed:
            break;
    }
    return "most-viewed";
}

std::string kicker_of(const ListPage& page, const Words& words) {
    switch (page.kind) {
        case ListKind::section:
            return words.text("section");
        case ListKind::topic:
            return words.text("topic");
        case ListKind::author:
            return words.text("author");
        case ListKind::month:
            return words.text("archive");
        default:
            return {};
    }
}

/// The page with all lists of this kind.
const char* index_of(ListKind kind) {
    switch (kind) {
        case ListKind::section:
            return "/sections";
        case ListKind::topic:
            return "/topics";
        case ListKind::author:
            return "/authors";
        case ListKind::month:
            return "/archive";
        default:
            return "";
    }
}

std::string title_of(const ListPage& page, const std::string& heading, const Surroundings& around) {
    std::string title = heading;
    if (page.kind != ListKind::front) {
        title += " – " + around.site.title;
    } else if (!around.site.description.empty()) {
        title += " – " + around.site.description;
    }
    return page.page > 1 ? around.words.filled("title_page", {{"title", title}, {"page", around.words.number(page.page)}}) : title;
}

}  // namespace

Value::Object entry_values(const Entry& entry, const std::string& rank, const Surroundings& around) {
    const story::Card& card = entry.card;
    Value::Object values{Member{"story_id", std::to_string(card.id.value)}, Member{"url", card.url}, Member{"kicker", entry.kicker},
                         Member{"headline", card.headline}, Member{"standfirst", card.standfirst}, Member{"teaser", card.teaser},
                         // The first story has room for all of its summary.
                         Member{"opening", card.standfirst.empty() ? card.teaser : card.standfirst},
                         Member{"section", link_value(entry.section)}, Member{"has_byline", !entry.byline.empty()},
                         Member{"byline", byline_values(entry.byline, around.words)},
                         Member{"published", time_values(card.published_at, around.words.date(card.published_at))},
                         Member{"image", image_value(card.lead_image, entry.picture)}, Member{"rank", rank}, Member{"has_snippet", false},
                         Member{"snippet", Value::List{}}};
    append(values, language_values(card.language, around.words));
    return values;
}

std::string list_heading(const ListPage& page, const Surroundings& around) {
    switch (page.kind) {
        case ListKind::front:
            return around.site.title;
        case ListKind::latest:
            return around.words.text("latest");
        case ListKind::most_viewed:
            return around.words.text("most_viewed");
        case ListKind::month:
            return around.words.month_and_year(page.name);
        default:
            return page.name;
    }
}

Value::Object list_values(const ListPage& page, const Surroundings& around) {
    const std::string heading = list_heading(page, around);
    const bool is_front = page.kind == ListKind::front;
    const std::string& described = page.description.empty() && is_front ? around.site.description : page.description;
    Head head;
    head.title = title_of(page, heading, around);
    head.description = described.empty() ? head.title : described;
    head.feeds = page.base.empty() ? "/" : page.base;
    head.feed_title = is_front ? around.site.title : around.site.title + " – " + heading;
    head.current = page.base;
    Value::Object values = frame_values(page.frame, head, around);
    append(values, Value::Object{Member{"is_front", is_front}, Member{"is_latest", page.kind == ListKind::latest},
                                 Member{"is_most_viewed", page.kind == ListKind::most_viewed}});
    append(values, site_metadata(head.title, described, page.frame.path, around));
    append(values, entries_values(page, around));

    Value::List years = year_values(page.months, around.words);
    const bool named = page.kind == ListKind::section || page.kind == ListKind::topic || page.kind == ListKind::author;
    values.push_back(Member{"beacon", false});
    values.push_back(Member{"shown_again", false});
    values.push_back(Member{"kind", class_of(page.kind)});
    values.push_back(Member{"named", named});
    values.push_back(Member{"heading", heading});
    values.push_back(Member{"kicker", kicker_of(page, around.words)});
    values.push_back(Member{"kicker_url", index_of(page.kind)});
    values.push_back(Member{"list_description", page.description});
    values.push_back(Member{
        "total_label", page.total > 0 && page.kind != ListKind::most_viewed ? around.words.counted("stories", page.total) : std::string{}});
    values.push_back(Member{"windows", window_values(page, around.words)});
    append(values, paging_values(page.page, page.pages, page.newer, page.older, around.words));
    values.push_back(Member{"has_years", !years.empty()});
    values.push_back(Member{"years", std::move(years)});
    return values;
}

}  // namespace stoppress::render
