// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/lists/list.hpp"

#include <algorithm>

#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/tags.hpp"
#include "story/calendar.hpp"

namespace stoppress::reader {

namespace {

base::Result<std::optional<List>> find_section(const Printing& printing, const Route& route, TagSet& tags) {
    TRY(const auto section, store::FilingReader(printing.snapshot).section(route.name));
    if (!section) {
        return std::optional<List>{};
    }
    TRY(const bool is_public, store::FilingReader(printing.snapshot).is_public(*section));
    if (!is_public) {
        return std::optional<List>{};
    }
    tags.add(store::section_tag(section->id));
    tags.add(store::section_name_tag(section->id));
    List list{.kind = render::ListKind::section, .name = section->name, .description = section->description};
    list.scope.section = section->id;
    if (section->slug != route.name) {
        auto present = route;
        present.name = section->slug;
        list.moved_to = base_path(present);
    }
    return std::optional{std::move(list)};
}

base::Result<std::optional<List>> find_topic(const Printing& printing, const Route& route, TagSet& tags) {
    TRY(const auto topic, store::FilingReader(printing.snapshot).topic(route.name));
    if (!topic) {
        return std::optional<List>{};
    }
    TRY(const bool is_public, store::FilingReader(printing.snapshot).is_public(*topic));
    if (!is_public) {
        return std::optional<List>{};
    }
    tags.add(store::topic_tag(topic->id));
    tags.add(store::topic_name_tag(topic->id));
    List list{.kind = render::ListKind::topic, .name = topic->name, .description = topic->description};
    list.scope.topic = topic->id;
    if (topic->slug != route.name) {
        auto present = route;
        present.name = topic->slug;
        list.moved_to = base_path(present);
    }
    return std::optional{std::move(list)};
}

base::Result<std::optional<List>> find_author(const Printing& printing, const Route& route, TagSet& tags) {
    TRY(const auto author, store::FilingReader(printing.snapshot).author(route.name));
    if (!author) {
        return std::optional<List>{};
    }
    TRY(const bool is_public, store::FilingReader(printing.snapshot).is_public(*author));
    if (!is_public) {
        return std::optional<List>{};
    }
    tags.add(store::author_tag(author->id));
    tags.add(store::author_name_tag(author->id));
    List list{.kind = render::ListKind::author, .name = author->name, .description = author->biography};
    list.scope.author = author->id;
    if (author->slug != route.name) {
        auto present = route;
        present.name = author->slug;
        list.moved_to = base_path(present);
    }
    return std::optional{std::move(list)};
}

base::Result<std::optional<List>> find_month(const Printing& printing, const Route& route, TagSet& tags) {
    const std::chrono::year_month month{std::chrono::year{route.year}, std::chrono::month{route.month}};
    const auto span = story::span_of(month, printing.settings.site.timezone);
    List list{.kind = render::ListKind::month, .name = story::month_name(month), .description = {}};
    list.scope.from = span.from;
    list.scope.before = span.before;
    TRY(const auto first, store::ListReader(printing.snapshot).list(list.scope, 0, 1));
    if (first.empty()) {
        return std::optional<List>{};
    }
    tags.add(store::month_tag(list.name));
    return std::optional{std::move(list)};
}

}  // namespace

base::Result<std::optional<List>> find_list(const Printing& printing, const Route& route, TagSet& tags) {
    switch (route.subject) {
        case Subject::section:
            return find_section(printing, route, tags);
        case Subject::topic:
            return find_topic(printing, route, tags);
        case Subject::author:
            return find_author(printing, route, tags);
        case Subject::month:
            return find_month(printing, route, tags);
        case Subject::front:
        case Subject::latest:
            tags.add(store::site_tag());
            return std::optional{List{.kind = route.subject == Subject::front ? render::ListKind::front : render::ListKind::latest}};
        case Subject::most_viewed:
            tags.add(store::site_tag());
            return std::optional{List{.kind = render::ListKind::most_viewed, .ranked = true}};
        default:
            return std::optional<List>{};
    }
}

base::Result<Slice> slice_of(const Printing& printing, const Route& route, const List& list, std::int64_t offset, std::int64_t limit) {
    Slice slice;
    if (!list.ranked) {
        TRY(slice.total, store::ListReader(printing.snapshot).count(list.scope));
        if (offset < slice.total) {
            TRY(slice.cards, store::ListReader(printing.snapshot).list(list.scope, offset, limit));
        }
        return slice;
    }
    const auto ranking = printing.state.ranking->top(route.window, {});
    slice.total = static_cast<std::int64_t>(ranking.size());
    if (offset < slice.total) {
        const auto part =
            ranking.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(std::min(limit, slice.total - offset)));
        std::vector<base::StoryId> ids;
        std::ranges::transform(part, std::back_inserter(ids), &readership::Ranked::story);
        TRY(slice.cards, store::ListReader(printing.snapshot).cards(ids));
    }
    return slice;
}

store::Tags state_tags_of(const List& list) {
    store::Tags tags{store::Tag{press::kThemeTag}};
    if (list.ranked) {
        tags.emplace_back(press::kRankingTag);
    }
    return tags;
}

}  // namespace stoppress::reader
