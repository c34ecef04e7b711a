// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/story_builder.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "importing/files/recordings.hpp"
#include "importing/hugo/definition_lists.hpp"
#include "importing/hugo/heading_ids.hpp"
#include "importing/hugo/shortcodes/shortcode_expander.hpp"
#include "importing/hugo/typographer.hpp"
#include "importing/limits.hpp"
#include "importing/text/emoji.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string page_folder_of(const ContentPath& path) {
    const std::size_t slash = path.file.rfind('/');
    return slash == std::string::npos ? std::string() : path.file.substr(0, slash);
}

bool is_html_file(std::string_view file) {
    return file.ends_with(".html") || file.ends_with(".htm");
}

/// "2014-03-05-cache-me" -> "Cache me": a headline for a page without one.
std::string headline_from_name(std::string_view base_name, const std::string& time_zone) {
    if (const auto dated = read_dated_name(base_name, time_zone)) {
        base_name = dated->rest;
    }
    std::string headline(base_name);
    std::ranges::replace(headline, '-', ' ');
    std::ranges::replace(headline, '_', ' ');
    headline = single_line(headline);
    if (!headline.empty() && headline.front() >= 'a' && headline.front() <= 'z') {
        headline.front() = static_cast<char>(headline.front() - 'a' + 'A');
    }
    return headline;
}

}  // namespace

StoryBuilder::StoryBuilder(const SiteReader& site, const ImportOptions& options, FolderMedia* media)
    : site_(site), options_(options), media_(media), images_(site.folders(), site.config()) {}

BuiltStory StoryBuilder::build(const KnownPage& known) const {
    const SourceFile& file = site_.files[known.file];
    BuiltStory built;
    built.item.file = file.name;
    auto opened = site_.open(file, !known.page.has_value());
    if (auto* failure = std::get_if<ReadFailure>(&opened)) {
        built.item.kind = known.page.has_value() ? SiteReader::kind_of(*known.page) : "stories";
        built.refused = Note{failure->line, std::move(failure->reason)};
        return built;
    }
    auto& source = std::get<SiteReader::Opened>(opened);
    const Page& page = known.page.has_value() ? *known.page : source.page;
    built.item.kind = SiteReader::kind_of(page);
    built.item.notes = page.notes;
    built.story.source = "hugo:" + file.name;
    add_story_fields(page, built);
    add_filing(page, built);
    add_addresses(page, known, built);
    add_image(page, known, built);
    add_dates(page, built);
    std::optional<Value> matter;
    const auto parameter = [&](std::string_view name) {
        if (!matter.has_value()) {
            matter = site_.front_matter_of(file, source.text);
        }
        const Value* value = matter->find_path(name);
        const Value* own = value == nullptr ? matter->find_path("params." + std::string(name)) : value;
        return own == nullptr ? std::string() : own->text();
    };
    add_body(std::string_view(source.text).substr(source.body_begin), source.body_line, page, known, parameter, built);
    return built;
}

void StoryBuilder::add_story_fields(const Page& page, BuiltStory& built) const {
    story::Content& content = built.story.content;
    content.kind = SiteReader::is_article(page) ? story::Kind::article : story::Kind::page;
    content.headline = text_of_html(page.title);
    if (content.headline.empty()) {
        content.headline = headline_from_name(page.path.base_name, site_.config().time_zone);
        built.item.notes.push_back({0, "has no title, its file name is used: \"" + content.headline + "\""});
    }
    if (content.headline.size() > kMaxHeadlineBytes) {
        built.refused = Note{0, fmt::format("its title is too long: the limit is {} bytes", kMaxHeadlineBytes)};
    }
    content.standfirst = page.standfirst;
    if (site_.config().enable_emoji) {
        content.headline = with_emoji(content.headline);
        content.standfirst = with_emoji(content.standfirst);
    }
    content.language = page.language.empty() ? options_.language : page.language;
    content.language_named = page.language_named;
    content.translation_key = page.translation_key;
    std::string slug = percent_decoded(page.slug.empty() ? page.path.base_name : page.slug);
    content.slug = story::is_latin_slug(slug) ? std::move(slug) : story::slug(slug);
}

void StoryBuilder::add_filing(const Page& page, BuiltStory& built) const {
    story::Content& content = built.story.content;
    if (content.kind == story::Kind::article) {
        if (const std::string* slug = site_.section_slugs.find(page.path.section())) {
            content.section = *slug;
        }
    }
    const auto file_under = [&built](const std::vector<std::string>& names, const TermNames& slugs, const SiteConfig& config,
                                     std::size_t limit, std::vector<std::string>& list) {
        for (const std::string& name : names) {
            const std::string* slug = slugs.find(path_part(name, config));
            if (slug == nullptr || std::ranges::find(list, *slug) != list.end()) {
                continue;
            }
            if (list.size() >= limit) {
                built.item.notes.push_back({0, fmt::format("has more than {} topics or authors: the rest is not imported", limit)});
                return;
            }
            list.push_back(*slug);
        }
    };
    file_under(page.topics, site_.topic_slugs, site_.config(), kMaxTopics, content.topics);
    file_under(page.authors, site_.author_slugs, site_.config(), kMaxAuthors, content.authors);
}

void StoryBuilder::add_addresses(const Page& page, const KnownPage& known, BuiltStory& built) const {
    built.story.address = known.address;
    for (const std::string& alias : page.aliases) {
        const auto address = alias_address(alias, known.address, site_.config());
        if (!address.has_value() || built.story.former_addresses.size() >= kMaxFormerAddresses) {
            built.item.notes.push_back({0, "alias not imported: " + std::string(cut(alias, 200))});
        } else if (*address != known.address) {
            built.story.former_addresses.push_back(*address);
        }
    }
}

void StoryBuilder::add_image(const Page& page, const KnownPage& known, BuiltStory& built) const {
    const NamedImage& named = page.lead_image;
    if (trim(named.name).empty()) {
        return;
    }
    FoundImage found = images_.find(named.name, known.address, page_folder_of(page.path));
    if (const auto picture = taken(found.source, page, known, built)) {
        found.source = picture->name.address();
    }
    const auto address = document::Address::parse(found.source);
    // A bare name without a file is not an address: browsers would look for it relative to the page.
    if (!address.has_value() || address->string().starts_with('#')) {
        built.item.notes.push_back({named.line, "lead picture not found, not imported: " + std::string(cut(named.name, 200))});
        return;
    }
    story::LeadImage& image = built.story.content.lead_image;
    image.source = address->string();
    image.alt = named.alt.empty() ? found.alt : named.alt;
    image.caption = text_of_markdown(named.caption.empty() ? found.caption : named.caption);
    image.credit = text_of_markdown(named.credit.empty() ? found.credit : named.credit);
}

void StoryBuilder::add_dates(const Page& page, BuiltStory& built) const {
    if (page.date.has_value()) {
        built.story.published_at = page.date->time;
    }
    const base::Time appears = page.publishes.value_or(page.date.has_value() ? page.date->time : options_.now);
    built.story.status = story::Status::published;
    if (page.draft && !site_.config().build_drafts) {
        built.story.status = story::Status::draft;
        built.item.notes.push_back({0, "imported as a draft"});
    } else if (!page.hidden.empty()) {
        built.story.status = story::Status::draft;
        built.item.notes.push_back({0, "imported as a draft: Hugo shows nothing of its folder, because " + page.hidden});
    } else if (appears > options_.now) {
        if (site_.config().build_future) {
            // Hugo shows it already. Here nothing is shown before its date, so it gets today's.
            built.story.published_at = std::nullopt;
            built.item.notes.push_back({0, "dated in the future and shown because of buildFuture: published with the current time"});
        } else {
            built.story.status = story::Status::scheduled;
            built.story.published_at = appears;
            built.item.notes.push_back(
                {0, "dated in the future, so Hugo does not show it yet: scheduled for " + base::format_rfc3339(appears)});
        }
    }
    if (page.updated.has_value() && built.story.published_at.has_value() && *page.updated > *built.story.published_at &&
        *page.updated <= options_.now) {
        built.story.updated_at = page.updated;
    }
    if (page.expires.has_value() && *page.expires > options_.now) {
        built.item.notes.push_back(
            {page.expires_line, "expiry dates are not supported; withdraw the story yourself on " + base::format_rfc3339(*page.expires)});
    }
}

/// The file of the site at an address in a page; nothing for pages, and for what lies elsewhere.
std::optional<PublishedFiles::Found> StoryBuilder::file_at(std::string_view address, const Page& page, const KnownPage& known) const {
    std::string_view path = address.substr(0, address.find_first_of("?#"));
    const std::string origin = site_.config().origin();
    if (!origin.empty() && path.starts_with(origin) && path.substr(origin.size()).starts_with('/')) {
        path.remove_prefix(origin.size());
    }
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (name.empty() || !name.contains('.') || is_page_file(name) || path.starts_with("//") || !scheme_of(path).empty()) {
        return std::nullopt;
    }
    if (path.starts_with('/')) {
        return site_.published.at(path);
    }
    while (path.starts_with("./")) {
        path.remove_prefix(2);
    }
    const std::string folder = page_folder_of(page.path);
    auto found = site_.published.in_content((folder.empty() ? "" : folder + "/") + percent_decoded(path), page.path.language);
    if (!found.has_value() && stays_inside(path)) {
        found = site_.published.at("/" + std::string(path));
    }
    return found.has_value() ? found : site_.published.at(bundle_address(known.address) + "/" + std::string(path));
}

/// The file at that address as it is here, if it is one of the site that could be taken in.
std::optional<TakenPicture> StoryBuilder::taken(std::string_view address, const Page& page, const KnownPage& known,
                                                BuiltStory& built) const {
    auto found = media_ == nullptr ? std::nullopt : file_at(address, page, known);
    if (!found.has_value()) {
        return std::nullopt;
    }
    auto medium = media_->take(folder_file(found->file));
    if (std::ranges::find(built.files, medium, &UsedFile::medium) == built.files.end()) {
        built.files.push_back({medium, std::move(found->addresses)});
    }
    return medium->taken;
}

/// Resolves addresses relative to the page or its file, as browsers and Hugo's link hook do; files of the site stay at
/// their addresses.
std::string StoryBuilder::rewritten(std::string_view address, const Page& page, const KnownPage& known, BuiltStory& built) const {
    if (const auto here = taken(address, page, known, built)) {
        // "report.pdf#page=12"
        return here->name.address() + (here->width == 0 ? std::string(address.substr(std::min(address.find('#'), address.size()))) : "");
    }
    const std::string_view path = address.substr(0, address.find_first_of("?#"));
    if (path.empty() || address.starts_with("//") || !scheme_of(address).empty()) {
        return std::string(address);
    }
    if (path.ends_with(".md")) {
        const PageIndex::Found found = site_.index.find(address, page.path);
        return found.fault == PageIndex::Fault::none ? found.address : std::string(address);
    }
    if (images_.is_site_file(path, page_folder_of(page.path))) {
        return images_.file_address(path, known.address, page_folder_of(page.path), {});
    }
    if (path.starts_with('/')) {
        return std::string(address);
    }
    const auto whole = canonical_path(known.address + (known.address.ends_with('/') ? "" : "/../") + std::string(path));
    return whole.has_value() ? *whole + std::string(address.substr(path.size())) : std::string(address);
}

void StoryBuilder::add_body(std::string_view body, std::size_t line, const Page& page, const KnownPage& known, const Parameter& parameter,
                            BuiltStory& built) const {
    const PageSurroundings surroundings{page.path,      known.address, page_folder_of(page.path), site_.index, images_,
                                        site_.config(), parameter};
    auto expanded = expand_shortcodes(body, line, surroundings);
    if (auto* failure = std::get_if<ReadFailure>(&expanded)) {
        built.refused = Note{failure->line, std::move(failure->reason)};
        return;
    }
    auto& [text, notes] = std::get<Expanded>(expanded);
    std::ranges::move(notes, std::back_inserter(built.item.notes));
    document::ParseOptions options;
    options.all_recordings = true;
    options.rewrite_address = [this, &page, &known, &built](std::string_view address) { return rewritten(address, page, known, built); };
    HeadingIds ids(site_.config().heading_ids);
    if (site_.config().heading_ids != HeadingIdType::none) {
        options.heading_anchor = [&ids](std::string_view heading) { return ids.next(heading); };
    }
    std::optional<Typographer> typographer;
    if (site_.config().typographer.has_value() && !options_.as_typed) {
        typographer.emplace(*site_.config().typographer);
        options.change_text = [&typographer](std::string_view typed, char32_t before, char32_t after) {
            return typographer->change(typed, before, after);
        };
    }
    const bool html = is_html_file(page.path.file);
    if (!html && text.text().contains("\n:")) {
        text = with_definitions(text);
    }
    std::string source = text.text().contains("&#") ? with_plain_references(text.text()) : text.text();
    if (site_.config().enable_emoji && source.contains(':')) {
        source = with_emoji(source);
    }
    auto parsed = html ? document::from_html(source, options) : document::from_markdown(source, options);
    if (!parsed.has_value()) {
        built.refused = Note{line, parsed.error().message};
        return;
    }
    if (auto cards = settle_recordings(parsed->document)) {
        built.item.notes.push_back({line, *std::move(cards)});
    }
    built.story.content.body = std::move(parsed->document);
    size_pictures(built.story.content.body, built.files);
    for (const document::Reduction& reduction : parsed->reductions) {
        if (!reduction.what.contains(kNowhere)) {
            built.item.notes.push_back({text.source_line(reduction.line), reduction.what});
        }
    }
}

}  // namespace stoppress::importing::hugo
