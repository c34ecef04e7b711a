// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that list other lists: the archive, the sections, topics and authors.
#include "render/values/frame_values.hpp"
#include "render/values/page_values.hpp"

namespace stoppress::render {

namespace {

std::string heading_of(const IndexPage& page, const Words& words) {
    switch (page.kind) {
        case IndexKind::archive:
            return words.text("archive");
        case IndexKind::year:
            return words.year(page.name + "-01");
        case IndexKind::sections:
            return words.text("sections");
        case IndexKind::topics:
            return words.text("topics");
        case IndexKind::authors:
            break;
    }
    return words.text("authors");
}

Value::Object item_values(const std::string& name, const IndexPage::Item& item, const Words& words) {
    return Value::Object{Member{"name", name}, Member{"url", item.link.url}, Member{"count", words.number(item.stories)},
                         Member{"count_label", words.counted("stories", item.stories)}};
}

/// [{name, url, count, count_label, months: [{name, url, count, count_label}]}], in the order of the months.
Value::List years_of(const IndexPage& page, const Words& words) {
    Value::List years;
    for (std::size_t i = 0; i < page.items.size();) {
        const std::string& first = page.items[i].link.name;
        const std::string number = first.substr(0, 4);
        IndexPage::Item year{{number, "/archive/" + number}, 0};
        Value::List months;
        for (; i < page.items.size() && page.items[i].link.name.starts_with(number); ++i) {
            year.stories += page.items[i].stories;
            months.emplace_back(item_values(words.month(page.items[i].link.name), page.items[i], words));
        }
        Value::Object values = item_values(words.year(first), year, words);
        values.push_back(Member{"months", std::move(months)});
        years.emplace_back(std::move(values));
    }
    return years;
}

}  // namespace

Value::Object index_values(const IndexPage& page, const Surroundings& around) {
    const Words& words = around.words;
    const bool of_time = page.kind == IndexKind::archive || page.kind == IndexKind::year;
    const std::string heading = heading_of(page, words);
    const std::string named = page.kind == IndexKind::year ? words.text("archive") + " " + heading : heading;
    const std::string title = named + " – " + around.site.title;
    Head head;
    head.title = page.page > 1 ? words.filled("title_page", {{"title", title}, {"page", words.number(page.page)}}) : title;
    head.description = head.title;
    head.feeds = "/";
    head.feed_title = around.site.title;
    Value::Object values = frame_values(page.frame, head, around);
    append(values, Value::Object{Member{"is_front", false}, Member{"is_latest", false}, Member{"is_most_viewed", false}});
    append(values, site_metadata(head.title, head.description, page.frame.path, around));

    Value::List items;
    std::int64_t total = 0;
    for (const auto& item : page.items) {
        total += item.stories;
        if (!of_time) {
            items.emplace_back(item_values(item.link.name, item, words));
        }
    }
    Value::List years = of_time ? years_of(page, words) : Value::List{};
    values.push_back(Member{"beacon", false});
    values.push_back(Member{"heading", heading});
    values.push_back(Member{"kicker", page.kind == IndexKind::year ? words.text("archive") : std::string{}});
    values.push_back(Member{"total_label", of_time && total > 0 ? words.counted("stories", total) : std::string{}});
    values.push_back(Member{"is_year", page.kind == IndexKind::year});
    values.push_back(Member{"is_empty", page.items.empty()});
    values.push_back(Member{"has_items", !items.empty()});
    values.push_back(Member{"items", std::move(items)});
    values.push_back(Member{"has_years", !years.empty()});
    values.push_back(Member{"years", std::move(years)});
    append(values, paging_values(page.page, page.pages, page.newer, page.older, words));
    return values;
}

}  // namespace stoppress::render
