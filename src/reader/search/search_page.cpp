// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/search/search_page.hpp"

#include <algorithm>

#include "reader/feeds/feed_page.hpp"
#include "search/limits.hpp"
#include "search/stories/narrowing.hpp"
#include "search/stories/story_snippets.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"

namespace stoppress::reader {

namespace {

/// A search whose names are looked up.
struct Wanted {
    search::Query query;
    bool nowhere = false;  ///< narrowed to something that there is not
    std::vector<render::SearchPage::Narrowed> narrowed;
};

void narrow(Wanted& wanted, const SearchRequest& request, std::string name, const char* parameter, std::string SearchRequest::* member) {
    auto without = request;
    without.*member = {};
    without.page = 1;
    wanted.narrowed.push_back({std::move(name), parameter, request.*member, search_address(without)});
}

base::Result<Wanted> look_up(const Printing& printing, const SearchRequest& request) {
    Wanted wanted;
    wanted.query.text = request.words;
    wanted.query.order = request.order;
    TRY(const auto names, search::look_up(printing.snapshot, {request.section, request.topic, request.author}));
    names.apply_to(wanted.query);
    wanted.nowhere = names.nowhere;
    if (!request.topic.empty()) {
        narrow(wanted, request, names.topic ? names.topic->name : request.topic, "topic", &SearchRequest::topic);
    }
    if (!request.author.empty()) {
        narrow(wanted, request, names.author ? names.author->name : request.author, "author", &SearchRequest::author);
    }
    if (!request.language.empty()) {
        wanted.query.language = request.language;
        narrow(wanted, request, request.language, "language", &SearchRequest::language);
    }
    const auto zone = base::TimeZone::find_or_utc(printing.settings.site.timezone);
    wanted.query.from = begin_of_day(request.from, zone);
    wanted.query.before = begin_of_day(request.until, zone, std::chrono::days{1});
    return wanted;
}

std::vector<render::SearchPage::Piece> shown(const search::Snippet& snippet) {
    std::vector<render::SearchPage::Piece> pieces;
    std::ranges::transform(snippet, std::back_inserter(pieces),
                           [](const search::Piece& piece) { return render::SearchPage::Piece{piece.text, piece.marked}; });
    return pieces;
}

base::Result<std::vector<render::SearchPage::Found>> found_entries(const Printing& printing, const std::vector<base::StoryId>& ids,
                                                                   const std::string& words) {
    TRY(auto snippets, search::story_snippets(printing.snapshot, ids, words));
    TRY(auto cards, store::ListReader(printing.snapshot).cards(ids));
    TagSet tags;
    TRY(auto entries, make_entries(printing, std::move(cards), tags));
    std::vector<render::SearchPage::Found> found;
    for (auto& entry : entries) {
        auto pieces = shown(snippets[entry.card.id]);
        found.push_back({std::move(entry), std::move(pieces)});
    }
    return found;
}

base::Result<search::SiteSearch::Found> find(const Printing& printing, const search::SiteSearch& search, const Wanted& wanted) {
    if (wanted.nowhere) {
        return search::SiteSearch::Found{};
    }
    return search.find(printing.snapshot, wanted.query);
}

/// A link to another page of the same search.
std::optional<render::Link> other_page(SearchRequest request, std::int64_t page, std::int64_t pages) {
    if (page < 1 || page > pages) {
        return std::nullopt;
    }
    request.page = page;
    return render::Link{std::to_string(page), search_address(request)};
}

base::Result<void> add_answer(const Printing& printing, const SearchRequest& request, const search::SiteSearch& search, Wanted& wanted,
                              render::SearchPage& page) {
    const auto length = printing.settings.lists.page_length;
    wanted.query.limit = static_cast<std::size_t>(length);
    wanted.query.offset = static_cast<std::size_t>((request.page - 1) * length);
    TRY(const auto found, find(printing, search, wanted));
    page.asked = found.answer.asked;
    page.whole = found.whole;
    page.total = static_cast<std::int64_t>(found.answer.count);
    page.about = !found.answer.exact;
    const auto reachable = std::min<std::int64_t>(page.total, search::kMaxDepth);
    page.pages = std::max<std::int64_t>(1, (reachable + length - 1) / length);
    page.newer = other_page(request, std::min(request.page - 1, page.pages), page.pages);
    page.older = other_page(request, request.page + 1, page.pages);
    if (!found.answer.suggestion.empty()) {
        auto suggested = request;
        suggested.words = found.answer.suggestion;
        suggested.page = 1;
        page.suggestion = render::Link{suggested.words, search_address(suggested)};
    }
    TRY(page.found, found_entries(printing, found.answer.stories, request.words));
    if (request.page == 1) {
        TRY(const auto topic, search::meant_topic(printing.snapshot, request.words));
        if (topic) {
            page.meant = link_to(*topic);
        }
    }
    return {};
}

}  // namespace

base::Result<press::RenderedPage> print_search(const Printing& printing, const SearchRequest& request, const search::SiteSearch& search) {
    TagSet tags;
    render::SearchPage page;
    TRY(page.frame, make_frame(printing, search_address(request), printing.settings.site.language, tags));
    page.frame.indexed = false;
    page.words = request.words;
    page.newest = request.order == search::Order::newest;
    page.from = request.from;
    page.until = request.until;
    page.page = request.page;
    TRY(const auto sections, store::FilingReader(printing.snapshot).sections());
    for (const auto& section : sections) {
        if (section.stories > 0) {
            page.sections.push_back({section.name, section.slug, section.slug == request.section});
        }
    }
    TRY(auto wanted, look_up(printing, request));
    page.asked = !request.words.empty();
    if (page.asked) {
        TRY_VOID(add_answer(printing, request, search, wanted, page));
    }
    page.narrowed = std::move(wanted.narrowed);
    press::RenderedPage printed;
    printed.body = printing.state.theme->search(page);
    printed.language = page.frame.language;
    printed.keep = false;
    return printed;
}

base::Result<press::RenderedPage> print_search_feed(const Printing& printing, const SearchRequest& request, Form form,
                                                    const search::SiteSearch& search) {
    auto newest = request;
    newest.order = search::Order::newest;
    newest.page = 1;
    TRY(auto wanted, look_up(printing, newest));
    wanted.query.limit = static_cast<std::size_t>(printing.settings.lists.feed_length);
    search::SiteSearch::Found found;
    if (!request.words.empty()) {
        TRY(found, find(printing, search, wanted));
    }
    const auto address = search_address(newest);
    Feed feed{.title = printing.state.theme->word(printing.settings.site.language, "search_of", {{"words", request.words}}),
              .description = {},
              .base = "/search",
              .language = printing.settings.site.language,
              .entries = {},
              .query = address.substr(std::min(address.find('?'), address.size()))};
    TagSet tags;
    TRY(feed.entries, make_feed_entries(printing, found.answer.stories, tags));
    press::RenderedPage printed;
    write_feed(printed, feed, form, printing.settings);
    printed.keep = false;
    return printed;
}

}  // namespace stoppress::reader
