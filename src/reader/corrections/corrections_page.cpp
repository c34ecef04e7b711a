// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/corrections/corrections_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "reader/feeds/feed_page.hpp"
#include "reader/lists/list.hpp"
#include "reader/pages/story_page.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/transaction/tags.hpp"
#include "story/feed_id.hpp"

namespace stoppress::reader {

namespace {

/// The correction as a feed's entry: it links to its place on the story's page.
FeedEntry feed_entry(const Printing& printing, store::ListedCorrection listed) {
    const auto& correction = listed.correction;
    FeedEntry entry;
    entry.card = std::move(listed.card);
    entry.card.headline =
        fmt::format("{}: {}", printing.state.theme->word(entry.card.language, store::to_string(correction.kind)), entry.card.headline);
    entry.card.url += fmt::format("#correction-{}", correction.number);
    entry.part = fmt::format("/correction/{}", correction.number);
    entry.card.feed_id = story::feed_id_as_of(std::move(entry.card.feed_id), correction.at);
    entry.card.standfirst = correction.text;
    entry.card.lead_image = {};
    entry.card.published_at = entry.card.updated_at = correction.at;
    document::Document body;
    std::string_view text = correction.text;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            document::Inline run;
            run.text = text.substr(0, end);
            document::Paragraph paragraph;
            paragraph.content.push_back(std::move(run));
            body.blocks.emplace_back().node = std::move(paragraph);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    entry.body = document::to_html(body);
    return entry;
}

base::Result<press::RenderedPage> print_corrections_feed(const Printing& printing, const Route& route) {
    TRY(auto listed, store::EditingReader(printing.snapshot).newest_corrections(0, printing.settings.lists.feed_length));
    const auto& language = printing.settings.site.language;
    Feed feed{.title = printing.state.theme->word(language, "corrections"),
              .description = printing.state.theme->word(language, "corrections_text"),
              .base = "/corrections",
              .language = language,
              .entries = {}};
    for (auto& correction : listed) {
        feed.entries.push_back(feed_entry(printing, std::move(correction)));
    }
    press::RenderedPage printed;
    write_feed(printed, feed, route.form, printing.settings);
    printed.tags = {store::corrections_tag()};
    printed.state_tags = {store::Tag{press::kThemeTag}};
    return printed;
}

}  // namespace

base::Result<press::RenderedPage> print_corrections(const Printing& printing, const Route& route) {
    if (route.form != Form::page) {
        return print_corrections_feed(printing, route);
    }
    const auto default_window = printing.settings.boxes.most_viewed.window;
    const auto key = key_of(route, default_window);
    // An imported site may have its own page at this address.
    TRY(const auto there, store::AddressReader(printing.snapshot).find_address("/corrections"));
    if (there && route.page == 1) {
        return print_address(printing, "/corrections");
    }
    const auto length = printing.settings.lists.page_length;
    TRY(const auto total, store::EditingReader(printing.snapshot).correction_count());
    const auto pages = std::max<std::int64_t>(1, (total + length - 1) / length);
    if (route.page > pages) {
        return not_found_page();
    }
    TagSet tags;
    tags.add(store::corrections_tag());
    render::CorrectionsPage page;
    TRY(page.frame, make_frame(printing, key, printing.settings.site.language, tags));
    TRY(const auto listed, store::EditingReader(printing.snapshot).newest_corrections((route.page - 1) * length, length));
    for (const auto& entry : listed) {
        page.entries.push_back({{entry.card.headline, entry.card.url}, entry.card.language, correction_of(entry.correction)});
    }
    page.page = route.page;
    page.pages = pages;
    page.newer = page_link(route, route.page - 1, pages, default_window);
    page.older = page_link(route, route.page + 1, pages, default_window);
    press::RenderedPage printed;
    printed.body = printing.state.theme->corrections(page);
    printed.language = page.frame.language;
    printed.tags = tags.take();
    printed.state_tags = {store::Tag{press::kThemeTag}};
    return printed;
}

}  // namespace stoppress::reader
