// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/lists/index_page.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "reader/limits.hpp"
#include "reader/lists/list.hpp"
#include "reader/pages/story_page.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::reader {

namespace {

using Item = render::IndexPage::Item;

/// One page of an index.
struct Items {
    std::vector<Item> shown;
    std::int64_t total = 0;
};

base::Result<Items> months_of(const Printing& printing, int year) {
    TRY(const auto months, store::ListReader(printing.snapshot).months());
    Items items;
    for (const auto& month : months) {
        if (year == 0 || month.year == year) {
            const auto name = fmt::format("{:04}-{:02}", month.year, month.month);
            items.shown.push_back({{name, fmt::format("/archive/{:04}/{:02}", month.year, month.month)}, month.stories});
        }
    }
    items.total = static_cast<std::int64_t>(items.shown.size());
    return items;
}

base::Result<Items> sections_of(const Printing& printing, TagSet& tags) {
    TRY(const auto sections, store::FilingReader(printing.snapshot).sections());
    Items items;
    for (const auto& section : sections) {
        if (section.stories > 0 || section.chosen) {
            items.shown.push_back({link_to(section), section.stories});
            tags.add(store::section_name_tag(section.id));
        }
    }
    items.total = static_cast<std::int64_t>(items.shown.size());
    return items;
}

base::Result<Items> topics_of(const Printing& printing, std::int64_t offset, TagSet& tags) {
    Items items;
    TRY(items.total, store::FilingReader(printing.snapshot).count_topics_in_use());
    TRY(const auto topics, store::FilingReader(printing.snapshot).topics_in_use(offset, kIndexLength));
    for (const auto& topic : topics) {
        items.shown.push_back({link_to(topic), topic.stories});
        tags.add(store::topic_tag(topic.id));
        tags.add(store::topic_name_tag(topic.id));
    }
    return items;
}

base::Result<Items> authors_of(const Printing& printing, std::int64_t offset, TagSet& tags) {
    Items items;
    TRY(items.total, store::FilingReader(printing.snapshot).count_authors_in_use());
    TRY(const auto authors, store::FilingReader(printing.snapshot).authors_in_use(offset, kIndexLength));
    for (const auto& author : authors) {
        items.shown.push_back({link_to(author), author.stories});
        tags.add(store::author_name_tag(author.id));
    }
    return items;
}

base::Result<Items> items_of(const Printing& printing, const Route& route, TagSet& tags) {
    const auto offset = (route.page - 1) * kIndexLength;
    switch (route.subject) {
        case Subject::sections:
            return sections_of(printing, tags);
        case Subject::topics:
            return topics_of(printing, offset, tags);
        case Subject::authors:
            return authors_of(printing, offset, tags);
        default:
            return months_of(printing, route.year);
    }
}

render::IndexKind kind_of(Subject subject) {
    switch (subject) {
        case Subject::sections:
            return render::IndexKind::sections;
        case Subject::topics:
            return render::IndexKind::topics;
        case Subject::authors:
            return render::IndexKind::authors;
        case Subject::year:
            return render::IndexKind::year;
        default:
            return render::IndexKind::archive;
    }
}

/// Only topics and authors are divided into pages: there are few sections and few months.
std::int64_t pages_of(Subject subject, std::int64_t total) {
    const bool parted = subject == Subject::topics || subject == Subject::authors;
    return parted ? std::max<std::int64_t>(1, (total + kIndexLength - 1) / kIndexLength) : 1;
}

/// Whether an imported site has a page of its own at this address, or at the one with a slash. A redirect there, such as one from a list of
/// the old site, does not hide the list that is here now.
bool is_a_page(const std::optional<store::AddressEntry>& entry, const std::string& path) {
    return entry && (entry->kind == store::AddressEntry::Kind::story ||
                     (entry->kind == store::AddressEntry::Kind::redirect && entry->story && entry->target == path + "/"));
}

}  // namespace

base::Result<press::RenderedPage> print_index(const Printing& printing, const Route& route) {
    const auto default_window = printing.settings.boxes.most_viewed.window;
    const auto key = key_of(route, default_window);
    TRY(const auto there, store::AddressReader(printing.snapshot).find_address(base_path(route)));
    if (route.page == 1 && is_a_page(there, base_path(route))) {
        return print_address(printing, base_path(route));
    }
    TagSet tags;
    tags.add(store::site_tag());
    tags.add(store::redirects_tag());
    TRY(auto items, items_of(printing, route, tags));
    const auto pages = pages_of(route.subject, items.total);
    if (route.page > pages || (route.subject == Subject::year && items.total == 0)) {
        return not_found_page();
    }
    render::IndexPage page;
    TRY(page.frame, make_frame(printing, key, printing.settings.site.language, tags));
    page.kind = kind_of(route.subject);
    page.name = route.subject == Subject::year ? fmt::format("{:04}", route.year) : std::string{};
    page.items = std::move(items.shown);
    page.page = route.page;
    page.pages = pages;
    page.newer = page_link(route, route.page - 1, pages, default_window);
    page.older = page_link(route, route.page + 1, pages, default_window);
    press::RenderedPage printed;
    printed.body = printing.state.theme->index(page);
    printed.language = page.frame.language;
    printed.tags = tags.take();
    printed.state_tags = {store::Tag{press::kThemeTag}};
    return printed;
}

base::Result<std::vector<std::string>> list_paths(const Printing& printing, std::int64_t limit) {
    std::vector<std::string> paths{"/", "/latest", "/most-viewed", "/archive", "/sections", "/topics", "/authors"};
    TRY(const auto months, store::ListReader(printing.snapshot).months());
    int year = 0;
    for (const auto& month : months) {
        if (month.year != year) {
            year = month.year;
            paths.push_back(fmt::format("/archive/{:04}", year));
        }
        paths.push_back(fmt::format("/archive/{:04}/{:02}", month.year, month.month));
    }
    TRY(const auto sections, store::FilingReader(printing.snapshot).sections());
    for (const auto& section : sections) {
        if (section.stories > 0) {
            paths.push_back(link_to(section).url);
        }
    }
    const auto room = [&] { return std::max<std::int64_t>(0, limit - static_cast<std::int64_t>(paths.size())); };
    TRY(const auto topics, store::FilingReader(printing.snapshot).topics_in_use(0, room()));
    std::ranges::transform(topics, std::back_inserter(paths), [](const auto& topic) { return link_to(topic).url; });
    TRY(const auto authors, store::FilingReader(printing.snapshot).authors_in_use(0, room()));
    std::ranges::transform(authors, std::back_inserter(paths), [](const auto& author) { return link_to(author).url; });
    if (static_cast<std::int64_t>(paths.size()) > limit) {
        paths.resize(static_cast<std::size_t>(limit));
    }
    return paths;
}

}  // namespace stoppress::reader
