// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/promises.hpp"

#include <fmt/core.h>

#include "render/values/samples.hpp"

namespace stoppress::render {

using base::Result;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t times = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) {
        ++times;
    }
    return times;
}

base::Error broken(std::string_view file, std::string_view what) {
    return base::fail(base::ErrorCode::invalid,
                      fmt::format("templates/{}: {} See docs/themes.md for what every theme must contain.", file, what));
}

/// The press splits a page at the marks of the boxes, in this order, and at that of the breaking line.
Result<void> check_marks(std::string_view file, std::string_view page) {
    if (count(page, kNewArticlesMark) != 1 || count(page, kMostViewedMark) != 1 ||
        page.find(kNewArticlesMark) > page.find(kMostViewedMark)) {
        return broken(file, "{{{new_articles}}} and, after it, {{{most_viewed}}} must each appear once in the page.");
    }
    if (count(page, kBreakingMark) != 1) {
        return broken(file, "{{{breaking}}} must not appear more than once in the page.");
    }
    return {};
}

Result<void> check_once(std::string_view file, std::string_view text, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) {
        if (count(text, part) != 1) {
            return broken(file, fmt::format("'{}' must appear once, but appears {} times.", part, count(text, part)));
        }
    }
    return {};
}

Result<void> check_story(const Theme& theme) {
    const std::string page = theme.story(sample_story());
    TRY_VOID(check_marks("story.mustache", page));
    const std::size_t begin = page.find("<article");
    const std::size_t end = page.rfind("</article>");
    const std::string_view article =
        begin < end && end != std::string::npos ? std::string_view(page).substr(begin, end - begin) : std::string_view{};
    TRY_VOID(check_once("story.mustache", article, {"data-story=\"1\"", "<h1", " data-standfirst", " data-byline", " data-body"}));
    if (!article.contains("<time datetime=\"")) {
        return broken("story.mustache", "'<time datetime=\"{{published.datetime}}\">' must appear in the article.");
    }
    return {};
}

Result<void> check_box(const Theme& theme, BoxKind kind, std::string_view name) {
    const std::vector<story::Card> cards = sample_cards();
    const std::string box = theme.box(kind, cards, "en", story::Window::week);
    TRY_VOID(check_once("box.mustache", box, {fmt::format("data-box=\"{}\"", name), "<section", "</section>", "<ol", "</ol>"}));
    if (!box.contains("<h")) {
        return broken("box.mustache", "the section must have a heading.");
    }
    if (count(box, "</a><p>") != cards.size() || count(box, "</p></li>") != cards.size()) {
        return broken(
            "box.mustache",
            "each entry must be <li><a href=\"{{url}}\">{{headline}}</a><p>{{teaser}}</p></li>, without white space between the tags.");
    }
    return {};
}

}  // namespace

Result<void> check_promises(const Theme& theme) {
    TRY_VOID(check_story(theme));
    TRY_VOID(check_marks("list.mustache", theme.list(sample_list(ListKind::front))));
    TRY_VOID(check_marks("list.mustache", theme.list(sample_list(ListKind::most_viewed))));
    TRY_VOID(check_marks("corrections.mustache", theme.corrections(sample_corrections())));
    TRY_VOID(check_marks("index.mustache", theme.index(sample_index(IndexKind::archive))));
    TRY_VOID(check_marks("index.mustache", theme.index(sample_index(IndexKind::topics))));
    TRY_VOID(check_marks("search.mustache", theme.search(sample_search())));
    TRY_VOID(check_marks("error.mustache", theme.error(sample_error(ErrorKind::not_found))));
    TRY_VOID(check_box(theme, BoxKind::new_articles, "new-articles"));
    TRY_VOID(check_box(theme, BoxKind::most_viewed, "most-viewed"));
    return {};
}

}  // namespace stoppress::render
