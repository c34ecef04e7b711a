// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/story_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "importing/files/recordings.hpp"
#include "importing/hugo/definition_lists.hpp"
#include "importing/jekyll/kramdown/blocks.hpp"
#include "importing/jekyll/kramdown/heading_ids.hpp"
#include "importing/jekyll/kramdown/smart_quotes.hpp"
#include "importing/jekyll/liquid/expander.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// A page without a known address is where its file would be, for links that are relative to it.
std::string place_for_links(const KnownPage& known, const SiteConfig& config) {
    return known.address.empty() ? config.base_path + "/" : known.address;
}

}  // namespace

BuiltStory StoryBuilder::build(const KnownPage& known) const {
    const SourceFile& file = site_.files[known.file];
    BuiltStory built;
    built.item.file = file.file;
    built.item.kind = known.article ? "stories" : "pages";
    auto opened = site_.open(file);
    if (auto* failure = std::get_if<ReadFailure>(&opened)) {
        built.refused = Note{failure->line, std::move(failure->reason)};
        return built;
    }
    const auto& source = std::get<SiteReader::Opened>(opened);
    const Page& page = source.page;
    built.item.notes = page.notes;
    built.story.source = "jekyll:" + file.file;
    add_fields(page, known, built);
    add_filing(page, known, built);
    add_addresses(page, known, built);
    add_image(page, known, built);
    add_dates(page, known, built);
    add_body(source, page, known, built);
    return built;
}

void StoryBuilder::add_fields(const Page& page, const KnownPage& known, BuiltStory& built) const {
    story::Content& content = built.story.content;
    content.kind = known.article ? story::Kind::article : story::Kind::page;
    content.headline = text_of_html(page.title);
    if (content.headline.empty()) {
        content.headline = page.slug.empty() ? site_.files[known.file].file : page.slug;
    }
    if (page.title_made) {
        built.item.notes.push_back({0, "has no title, its file name is used: \"" + content.headline + "\""});
    }
    if (content.headline.size() > kMaxHeadlineBytes) {
        built.refused = Note{0, fmt::format("its title is too long: the limit is {} bytes", kMaxHeadlineBytes)};
    }
    content.standfirst = page.standfirst;
    content.language = page.language.empty() ? options_.language : page.language;
    content.language_named = page.language_named;
    content.translation_key = page.translation_key;
    const std::string slug = percent_decoded(page.slug);
    content.slug = story::is_latin_slug(slug) ? slug : story::slug(slug);
}

void StoryBuilder::add_filing(const Page& page, const KnownPage& known, BuiltStory& built) const {
    story::Content& content = built.story.content;
    if (const std::string section = SiteReader::section_of(site_.files[known.file], page); !section.empty()) {
        if (const std::string* slug = site_.section_slugs.find(SiteReader::key_of(section))) {
            content.section = *slug;
        }
    }
    const auto add = [&built](std::vector<std::string>& list, const std::string* slug, std::size_t limit) {
        if (slug == nullptr || std::ranges::find(list, *slug) != list.end()) {
            return;
        }
        if (list.size() < limit) {
            list.push_back(*slug);
        } else if (list.size() == limit) {
            const std::string what = fmt::format("has more than {} topics or authors: the rest is not imported", limit);
            if (built.item.notes.empty() || built.item.notes.back().what != what) {
                built.item.notes.push_back({0, what});
            }
        }
    };
    for (std::size_t i = known.article ? 1 : 0; i < page.categories.size(); ++i) {
        add(content.topics, site_.topic_slugs.find(SiteReader::key_of(page.categories[i])), kMaxTopics);
    }
    for (const std::string& topic : page.topics) {
        add(content.topics, site_.topic_slugs.find(SiteReader::key_of(topic)), kMaxTopics);
    }
    for (const std::string& author : page.authors) {
        add(content.authors, site_.people.find(author), kMaxAuthors);
    }
}

void StoryBuilder::add_addresses(const Page& page, const KnownPage& known, BuiltStory& built) const {
    built.story.address = known.address;
    if (known.address.empty()) {
        return;
    }
    const auto add = [&built, &known](const std::string& path) {
        const auto address = canonical_path(path);
        if (!address.has_value() || built.story.former_addresses.size() >= kMaxFormerAddresses) {
            built.item.notes.push_back({0, "redirect_from not imported: " + std::string(cut(path, 200))});
        } else if (*address != known.address &&
                   std::ranges::find(built.story.former_addresses, *address) == built.story.former_addresses.end()) {
            built.story.former_addresses.push_back(*address);
        }
    };
    // The name of the file that Jekyll wrote, of which servers leave out the extension.
    const std::string& source = site_.files[known.file].file;
    const std::string extension = is_markdown(site_.config(), source) ? ".html" : "." + extension_of(source);
    const auto file_of = [&extension](std::string_view path) {
        return path.ends_with('/') || path.ends_with(extension) ? std::string() : std::string(path) + extension;
    };
    if (const std::string file = file_of(known.address); !file.empty()) {
        add(file);
    }
    for (const std::string& from : page.redirected_from) {
        const std::string path = site_.config().base_path + (from.starts_with('/') ? "" : "/") + std::string(trim(from));
        add(path);
        if (const std::string file = file_of(path); !file.empty()) {
            add(file);
        }
    }
}

void StoryBuilder::add_dates(const Page& page, const KnownPage& known, BuiltStory& built) const {
    if (page.date.has_value()) {
        built.story.published_at = page.date->time;
    }
    built.story.status = story::Status::published;
    const bool counts = site_.files[known.file].role != Role::page;
    if (!known.hidden.empty()) {
        built.story.status = story::Status::draft;
        built.item.notes.push_back({0, "imported as a draft: " + known.hidden});
    } else if (page.date.has_value() && page.date->time > options_.now) {
        if (!counts || site_.config().future) {
            // Jekyll shows it already. Here nothing is shown before its date, so it gets today's.
            built.story.published_at = std::nullopt;
            built.item.notes.push_back({0, "dated in the future and shown all the same: published with the current time"});
        } else {
            built.story.status = story::Status::scheduled;
            built.item.notes.push_back(
                {0, "dated in the future, so Jekyll does not show it yet: scheduled for " + base::format_rfc3339(page.date->time)});
        }
    }
    if (page.updated.has_value() && built.story.published_at.has_value() && *page.updated > *built.story.published_at &&
        *page.updated <= options_.now) {
        built.story.updated_at = page.updated;
    }
}

/// The file at that path as it is here, if it is one of the site that could be taken in.
std::optional<TakenPicture> StoryBuilder::taken(std::string_view path, BuiltStory& built) const {
    auto found = media_ == nullptr ? std::nullopt : site_files_.at(path);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (!found.has_value() || !name.contains('.') || is_markdown(site_.config(), found->file.name) || is_html(found->file.name)) {
        return std::nullopt;
    }
    auto medium = media_->take(found->file);
    const auto used = std::ranges::find(built.files, medium, &UsedFile::medium);
    if (used == built.files.end()) {
        built.files.push_back({medium, std::move(found->addresses)});
    }
    return medium->taken;
}

void StoryBuilder::add_image(const Page& page, const KnownPage& known, BuiltStory& built) const {
    const hugo::NamedImage& named = page.lead_image;
    const std::string_view name = trim(named.name);
    if (name.empty() || name == "true" || name == "false") {
        return;
    }
    const std::string place = place_for_links(known, site_.config());
    std::string source = site_files_.picture(name, place);
    const auto own = site_files_.own_path(source);
    if (const auto picture = own.has_value() ? taken(*own, built) : std::nullopt) {
        source = picture->name.address();
    } else if (own.has_value()) {
        source = *own;
    }
    const auto address = document::Address::parse(source);
    if (!address.has_value() || address->string().starts_with('#') || (!is_web_address(source) && !source.starts_with('/'))) {
        built.item.notes.push_back({named.line, "lead picture not found, not imported: " + std::string(cut(named.name, 200))});
        return;
    }
    story::LeadImage& image = built.story.content.lead_image;
    image.source = address->string();
    image.alt = named.alt;
    image.caption = text_of_markdown(named.caption);
    image.credit = text_of_markdown(named.credit);
}

/// Resolves addresses as browsers do on the old site; its own become paths, its files those that they have here.
std::string StoryBuilder::rewritten(std::string_view given, const KnownPage& known, BuiltStory& built) const {
    const std::string_view address = trim(given);
    const std::size_t path_end = std::min(address.find_first_of("?#"), address.size());
    const std::string_view path = address.substr(0, path_end);
    const std::string behind(address.substr(path_end));
    const bool relative = !path.empty() && !path.starts_with('/') && scheme_of(address).empty();
    if (relative && is_markdown(site_.config(), path)) {
        // Beside the page's file, as the plug-in jekyll-relative-links has it.
        const std::string& file = site_.files[known.file].file;
        const auto whole = canonical_path("/" + file + "/../" + std::string(path));
        const std::string found = whole.has_value() ? site_.address_of_file(percent_decoded(*whole)) : std::string();
        return found.empty() ? std::string(given) : found + behind;
    }
    std::optional<std::string> own = site_files_.own_path(path);
    if (relative) {
        const std::string place = place_for_links(known, site_.config());
        own = canonical_path(place.substr(0, place.rfind('/') + 1) + std::string(path));
    }
    if (!own.has_value()) {
        return std::string(given);
    }
    if (const auto here = taken(*own, built)) {
        // "report.pdf#page=12"
        return here->name.address() + (here->width == 0 ? behind.substr(std::min(behind.find('#'), behind.size())) : "");
    }
    return *own + behind;
}

void StoryBuilder::add_body(const SiteReader::Opened& source, const Page& page, const KnownPage& known, BuiltStory& built) const {
    const std::string place = place_for_links(known, site_.config());
    const std::string title = page.title_made && site_.files[known.file].role == Role::page ? std::string() : page.title;
    LiquidScope scope(site_.config(), source.values, title, place);
    const LiquidSurroundings surroundings{scope, [this](std::string_view name) { return site_.address_of_post(name); },
                                          [this](std::string_view file) {
                                              const std::string address = site_.address_of_file(file);
                                              const auto copied = address.empty() ? site_files_.at(file) : std::nullopt;
                                              return copied.has_value() && !copied->addresses.empty() ? copied->addresses.front() : address;
                                          },
                                          [this, &place](std::string_view name) { return site_files_.picture(name, place); }};
    const std::string_view body = std::string_view(source.text).substr(source.body_begin);
    LiquidText expanded{MappedText(source.body_line), {}};
    if (source.values.truth_of("render_with_liquid", true)) {
        auto made = expand_liquid(body, source.body_line, surroundings);
        if (auto* failure = std::get_if<ReadFailure>(&made)) {
            built.refused = Note{failure->line, std::move(failure->reason)};
            return;
        }
        expanded = std::move(std::get<LiquidText>(made));
    } else {
        expanded.text.append_source(body, source.body_line);
    }
    std::ranges::move(expanded.notes, std::back_inserter(built.item.notes));
    MappedText text = std::move(expanded.text);
    document::ParseOptions options;
    options.all_recordings = true;
    options.rewrite_address = [this, &known, &built](std::string_view address) { return rewritten(address, known, built); };
    const SiteConfig& config = site_.config();
    KramdownHeadingIds ids(config.id_prefix);
    const bool html = is_html(site_.files[known.file].file);
    if (!html && config.kramdown) {
        KramdownText blocks = with_kramdown_blocks(text, config.hard_wrap);
        std::ranges::move(blocks.notes, std::back_inserter(built.item.notes));
        text = std::move(blocks.text);
        if (text.text().contains("\n:")) {
            text = hugo::with_definitions(text);
        }
        if (config.auto_ids) {
            options.heading_anchor = [&ids](std::string_view heading) { return ids.next(heading); };
        }
        if (!options_.as_typed) {
            options.change_text = [&config](std::string_view typed, char32_t before, char32_t after) {
                return with_smart_quotes(typed, before, after, config.quotation_marks, config.typographic);
            };
        }
    }
    auto parsed = html ? document::from_html(text.text(), options)
                       : document::from_markdown(text.text().contains("&#") ? with_plain_references(text.text()) : text.text(), options);
    if (!parsed.has_value()) {
        built.refused = Note{source.body_line, parsed.error().message};
        return;
    }
    if (auto cards = settle_recordings(parsed->document)) {
        built.item.notes.push_back({source.body_line, *std::move(cards)});
    }
    built.story.content.body = std::move(parsed->document);
    size_pictures(built.story.content.body, built.files);
    for (const document::Reduction& reduction : parsed->reductions) {
        if (!reduction.what.contains("unresolved:")) {
            built.item.notes.push_back({text.source_line(reduction.line), reduction.what});
        }
    }
}

}  // namespace stoppress::importing::jekyll
