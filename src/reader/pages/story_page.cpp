// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pages/story_page.hpp"

#include <utility>

#include "document/convert.hpp"
#include "http/message/path.hpp"
#include "reader/address_check.hpp"
#include "reader/pages/favicon.hpp"
#include "reader/pages/story_comments.hpp"
#include "reader/pages/story_embeds.hpp"
#include "reader/pictures/picture_forms.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/tags.hpp"
#include "story/text.hpp"

namespace stoppress::reader {

namespace {

/// The audience of the page: a preview counts no view and is not indexed.
enum class Shown : std::uint8_t { to_readers, as_preview, to_try_a_theme };

base::Result<press::RenderedPage> print_story(const Printing& printing, const std::string& path, store::PublishedStory story, Shown shown) {
    TagSet tags;
    tags.add(store::story_tag(story.card.id));
    render::StoryPage page;
    TRY(page.frame, make_frame(printing, path, story.card.language, tags));
    page.kind = story.kind;
    StoryPictures pictures(printing);
    pictures.want(story.card.lead_image.source);
    pictures.want(story.body);
    TRY_VOID(pictures.look_up());
    const auto& theme = *printing.state.theme;
    const std::string sizes = theme.text_option("body_sizes", "100vw");
    const document::PictureForms forms{
        .find = [&](const document::Address& address) { return pictures.find(address.string()); },
        .sizes = sizes,
        .wide_sizes = theme.text_option("wide_sizes", sizes),
        .full_sizes = theme.text_option("full_sizes", "100vw"),
        .gallery_sizes = theme.text_option("gallery_sizes", sizes),
        .find_recording = [&](const document::Address& address) { return pictures.find_recording(address.string()); }};
    StoryEmbeds embeds(*printing.state.theme, story.card.language);
    page.body = document::to_html(story.body, forms, embeds.cards(), story.card.language);
    auto origins = embeds.take_origins();
    page.frame.players = !origins.empty();
    if (const auto* lead = pictures.find(story.card.lead_image.source)) {
        page.picture = *lead;
    }
    page.reading_minutes = story::reading_minutes(document::to_text(story.body), story.card.language);
    if (story.section) {
        page.section = link_to(*story.section);
        tags.add(store::section_name_tag(story.section->id));
    }
    for (const auto& topic : story.topics) {
        page.topics.push_back(link_to(topic));
        tags.add(store::topic_name_tag(topic.id));
    }
    for (const auto& author : story.byline) {
        page.byline.push_back(link_to(author));
        tags.add(store::author_name_tag(author.id));
    }
    for (const auto& correction : story.corrections) {
        page.corrections.push_back(correction_of(correction));
    }
    if (shown != Shown::as_preview && printing.settings.comments.shown) {
        TRY_VOID(add_comments(printing, story.card.id, page));
    }
    for (const auto& translation : story.translations) {
        page.frame.alternates.push_back({translation.language, translation.url});
    }
    page.frame.indexed = shown == Shown::to_readers;
    page.frame.preview = shown == Shown::as_preview;
    if (shown == Shown::to_readers && printing.state.counts_views) {
        page.views_url = "/api/v1/views";
        page.counted_by_beacon = printing.settings.views.count == settings::CountBy::beacon;
    }
    page.card = std::move(story.card);
    press::RenderedPage printed;
    printed.body = printing.state.theme->story(page);
    printed.language = page.frame.language;
    printed.story = page.card.id;
    printed.tags = tags.take();
    printed.state_tags = {store::Tag{press::kThemeTag}};
    printed.player_origins = std::move(origins);
    return printed;
}

}  // namespace

base::Result<press::RenderedPage> print_preview(const Printing& printing, store::PublishedStory story, Preview preview) {
    const auto path = story.card.url;
    return print_story(printing, path, std::move(story), preview == Preview::of_story ? Shown::as_preview : Shown::to_try_a_theme);
}

base::Result<press::RenderedPage> print_address(const Printing& printing, const std::string& path) {
    TRY(const auto entry, store::AddressReader(printing.snapshot).find_address(stored_form(path)));
    if (!entry) {
        if (const auto list = list_without_slash(path)) {
            press::RenderedPage printed;
            printed.status = http::Status::moved_permanently;
            printed.location = http::encode_path(*list);
            printed.takes_query = true;
            // Not cached, because its absence was not: a story may get the address.
            printed.keep = false;
            return printed;
        }
        return path == kFavicon ? print_favicon(printing) : not_found_page();
    }
    if (entry->kind == store::AddressEntry::Kind::redirect) {
        press::RenderedPage printed;
        printed.status = http::Status::moved_permanently;
        printed.location = entry->target;
        // With the site's tag, because an imported story may get the address.
        printed.tags = entry->story ? store::Tags{store::story_tag(entry->story)} : store::Tags{store::redirects_tag(), store::site_tag()};
        return printed;
    }
    if (entry->kind == store::AddressEntry::Kind::withdrawn) {
        TRY(const auto story, store::StoryReader(printing.snapshot).story(entry->story));
        TRY(auto printed, print_error(printing, render::ErrorKind::gone, path, story ? story->withdrawn_reason : std::string{}));
        printed.tags.push_back(store::story_tag(entry->story));
        return printed;
    }
    TRY(auto story, store::StoryReader(printing.snapshot).published_story(entry->story));
    if (!story) {
        return not_found_page();
    }
    return print_story(printing, path, std::move(*story), Shown::to_readers);
}

}  // namespace stoppress::reader
