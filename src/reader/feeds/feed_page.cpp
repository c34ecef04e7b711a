// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/feeds/feed_page.hpp"

#include <algorithm>

#include "base/text/percent.hpp"
#include "document/convert.hpp"
#include "document/unicode.hpp"
#include "reader/feeds/feed.hpp"
#include "reader/lists/index_page.hpp"
#include "reader/lists/list.hpp"
#include "reader/pictures/picture_forms.hpp"
#include "store/lists/list_reader.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::reader {

namespace {

constexpr std::int64_t kNewsSitemapLength = 1000;  // the limit of the news sitemap protocol
constexpr std::chrono::days kNewsSitemapAge{2};

/// The standfirst before the body in a feed; empty if the body begins with the same words, as excerpts of imported
/// stories do.
std::string standfirst_before(const document::Document& body, const std::string& standfirst) {
    const auto line = document::single_line(standfirst);
    return document::single_line(document::opening_text(body, line.size())).starts_with(line) ? std::string() : standfirst;
}

FeedEntry make_feed_entry(store::PublishedStory story, TagSet& tags) {
    FeedEntry entry;
    entry.card = std::move(story.card);
    entry.standfirst = standfirst_before(story.body, entry.card.standfirst);
    if (story.body.blocks.empty() && entry.standfirst.empty()) {
        // A body that cannot be read: uses the opening that is stored separately.
        entry.standfirst = entry.card.teaser;
    }
    entry.body = document::to_html(story.body);
    for (const auto& author : story.byline) {
        entry.byline.push_back(author.name);
        tags.add(store::author_name_tag(author.id));
    }
    for (const auto& topic : story.topics) {
        entry.topics.push_back(topic.name);
        tags.add(store::topic_name_tag(topic.id));
    }
    if (story.section) {
        entry.section = story.section->name;
        tags.add(store::section_name_tag(story.section->id));
    }
    return entry;
}

/// The title of the list's page in the site's language; empty for the whole site, whose feeds only have its title.
std::string title_of(const Printing& printing, const List& list) {
    if (list.kind == render::ListKind::front) {
        return {};
    }
    render::ListPage page;
    page.frame.language = printing.settings.site.language;
    page.kind = list.kind;
    page.name = list.name;
    return printing.state.theme->list_title(page);
}

press::RenderedPage xml(std::string body, store::Tags tags) {
    press::RenderedPage printed;
    printed.content_type = "application/xml; charset=utf-8";
    printed.body = std::move(body);
    printed.tags = std::move(tags);
    return printed;
}

}  // namespace

void write_feed(press::RenderedPage& printed, const Feed& feed, Form form, const settings::Settings& settings) {
    switch (form) {
        case Form::atom:
            printed.content_type = "application/atom+xml; charset=utf-8";
            printed.body = atom(feed, settings);
            break;
        case Form::json:
            printed.content_type = "application/feed+json; charset=utf-8";
            printed.body = json_feed(feed, settings);
            break;
        default:
            printed.content_type = "application/rss+xml; charset=utf-8";
            printed.body = rss(feed, settings);
    }
}

base::Result<std::vector<FeedEntry>> make_feed_entries(const Printing& printing, std::span<const base::StoryId> ids, TagSet& tags) {
    TRY(auto stories, store::StoryReader(printing.snapshot).published_stories(ids));
    // Feeds are shown on any background, so the lead picture is the one for link previews.
    StoryPictures pictures(printing);
    for (const auto& story : stories) {
        pictures.want(story.card.lead_image.source);
    }
    TRY_VOID(pictures.look_up());
    std::vector<FeedEntry> entries;
    for (auto& story : stories) {
        if (const auto* picture = pictures.find(story.card.lead_image.source); picture != nullptr && !picture->card.empty()) {
            story.card.lead_image.source = picture->card;
        }
        entries.push_back(make_feed_entry(std::move(story), tags));
    }
    return entries;
}

base::Result<press::RenderedPage> print_feed(const Printing& printing, const Route& route) {
    TagSet tags;
    TRY(const auto list, find_list(printing, route, tags));
    if (!list) {
        return not_found_page();
    }
    press::RenderedPage printed;
    if (!list->moved_to.empty()) {
        auto feed_of = route;
        feed_of.name = base::percent_decoded(list->moved_to.substr(list->moved_to.rfind('/') + 1));
        printed.status = http::Status::moved_permanently;
        printed.location = key_of(feed_of, printing.settings.boxes.most_viewed.window);
        printed.tags = tags.take();
        return printed;
    }
    TRY(auto slice, slice_of(printing, route, *list, 0, printing.settings.lists.feed_length));
    Feed feed{.title = title_of(printing, *list),
              .description = list->description,
              .base = base_path(route),
              .language = printing.settings.site.language,
              .entries = {}};
    if (feed.base.empty()) {
        feed.base = "/";
    }
    std::vector<base::StoryId> ids;
    std::ranges::transform(slice.cards, std::back_inserter(ids), &story::Card::id);
    TRY(feed.entries, make_feed_entries(printing, ids, tags));
    write_feed(printed, feed, route.form, printing.settings);
    printed.tags = tags.take();
    printed.state_tags = state_tags_of(*list);
    return printed;
}

base::Result<press::RenderedPage> print_sitemap(const Printing& printing, const Route& route) {
    // Parts are ranges of ids: a change affects one part, and no story needs to be counted.
    constexpr auto kLength = static_cast<std::int64_t>(kSitemapLength);
    TRY(const auto last, store::ListReader(printing.snapshot).last_published_id());
    const auto parts = std::max<std::int64_t>(1, (last.value + kLength - 1) / kLength);
    if (route.subject == Subject::sitemap && parts > 1) {
        return xml(sitemap_index(static_cast<std::size_t>(parts), printing.settings), {store::site_tag()});
    }
    if (route.page > parts) {
        return not_found_page();
    }
    const auto before = (route.page - 1) * kLength;
    TRY(auto cards, store::ListReader(printing.snapshot).by_id(base::StoryId{before}, kLength));
    std::erase_if(cards, [&](const story::Card& card) { return card.id.value > before + kLength; });
    std::vector<std::string> paths;
    if (parts == 1) {
        TRY(paths, list_paths(printing, kLength - static_cast<std::int64_t>(cards.size())));
    }
    return xml(sitemap(cards, paths, printing.settings), {store::site_tag(), store::menu_tag()});
}

base::Result<press::RenderedPage> print_lists_sitemap(const Printing& printing) {
    TRY(const auto paths, list_paths(printing, static_cast<std::int64_t>(kSitemapLength)));
    return xml(sitemap({}, paths, printing.settings), {store::site_tag(), store::menu_tag()});
}

base::Result<press::RenderedPage> print_news_sitemap(const Printing& printing, const Route& route) {
    const base::Time minute{std::chrono::minutes{route.page}};
    store::ListScope scope;
    scope.from = minute - kNewsSitemapAge;
    TRY(const auto cards, store::ListReader(printing.snapshot).list(scope, 0, kNewsSitemapLength));
    return xml(news_sitemap(cards, printing.settings), {store::site_tag()});
}

base::Result<press::RenderedPage> print_robots(const Printing& printing) {
    press::RenderedPage printed;
    printed.content_type = "text/plain; charset=utf-8";
    printed.body = robots(printing.settings);
    return printed;
}

}  // namespace stoppress::reader
