// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/front_matter/page.hpp"

#include <fmt/format.h>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/text/wildcards.hpp"
#include "story/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// The first of the sources that has a date.
std::optional<WrittenDate> date_from(const std::string& which, const Value& matter, const SiteConfig& config, Page& page,
                                     std::size_t* line = nullptr) {
    const auto sources = config.date_sources.find(which);
    if (sources == config.date_sources.end()) {
        return std::nullopt;
    }
    for (const std::string& source : sources->second) {
        if (source == ":filename") {
            if (auto named = read_dated_name(page.path.base_name, config.time_zone)) {
                if (page.slug.empty()) {
                    page.slug = named->rest;
                }
                return named->date;
            }
            continue;
        }
        const Value* value = matter.find(source);
        const std::string text = value == nullptr ? std::string() : value->text();
        if (text.empty()) {
            continue;
        }
        if (source == "published" && value->truth(true) == value->truth(false)) {
            continue;  // whether it is published, and not when
        }
        if (const auto* seconds = std::get_if<std::int64_t>(&value->data())) {
            // A bare number is seconds since 1970, whatever it looks like.
            if (auto date = unix_date(*seconds, config.time_zone)) {
                return date;
            }
        }
        if (auto date = read_date(text, config.time_zone)) {
            if (line != nullptr) {
                *line = value->line();
            }
            return date;
        }
        const Note note{value->line(), fmt::format("{} is not a date in a form that Hugo reads: {}", source, cut(text, 60))};
        if (std::ranges::none_of(page.notes, [&note](const Note& one) { return one.what == note.what; })) {
            page.notes.push_back(note);
        }
    }
    return std::nullopt;
}

std::string first_text(const Value& matter, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const Value* value = matter.find(key);
        if (value != nullptr && value->values() == nullptr) {
            if (std::string text = value->text(); !trim(text).empty()) {
                return text;
            }
        }
    }
    return {};
}

void add_once(std::vector<std::string>& list, std::string text) {
    text = single_line(text);
    if (!text.empty() && std::ranges::find(list, text) == list.end()) {
        list.push_back(std::move(text));
    }
}

}  // namespace

void add_names(std::vector<std::string>& list, const Value* value) {
    if (value == nullptr) {
        return;
    }
    if (const Values* several = value->values()) {
        for (const Value& one : *several) {
            add_once(list, one.members() == nullptr ? one.text() : first_text(one, {"slug", "id", "name", "display_name", "title"}));
        }
    } else if (value->members() != nullptr) {
        add_once(list, first_text(*value, {"slug", "id", "name", "display_name", "title"}));
    } else {
        add_once(list, value->text());
    }
}

namespace {

void read_terms(const Value& matter, const SiteConfig& config, Page& page) {
    for (const Taxonomy& taxonomy : config.taxonomies) {
        std::vector<std::string>& list = taxonomy.kind == TermKind::author ? page.authors : page.topics;
        add_names(list, matter.find(taxonomy.plural));
        if (matter.find(taxonomy.plural) == nullptr) {
            add_names(list, matter.find_path("taxonomies." + taxonomy.plural));
        }
    }
    // Keys that most newsroom themes read, whether or not the site makes lists of them.
    for (const std::string_view key : {"authors", "author", "byline"}) {
        if (page.authors.empty()) {
            add_names(page.authors, matter.find(key));
        }
    }
    for (const std::string_view key : {"topics", "tags", "categories"}) {
        if (config.taxonomy_of_folder(key) == nullptr) {
            add_names(page.topics, matter.find(key));
        }
    }
}

bool read_image(const Value* value, NamedImage& image) {
    if (value == nullptr) {
        return false;
    }
    if (const Values* list = value->values()) {
        return !list->empty() && read_image(&list->front(), image);
    }
    image.line = value->line();
    if (value->members() != nullptr) {
        image.name = first_text(*value, {"src", "url", "image", "uid", "path", "filename", "name"});
        image.alt = text_of_html(first_text(*value, {"alt", "alttext"}));
        image.caption = first_text(*value, {"caption", "title"});
        image.credit = first_text(*value, {"credit", "attribution", "attr"});
    } else {
        image.name = value->text();
    }
    return !trim(image.name).empty();
}

}  // namespace

NamedImage read_lead_image(const Value& matter) {
    NamedImage image;
    for (const std::string_view key : {"primary_image", "featured_image", "featuredimage", "feature_image", "lead_image", "image", "images",
                                       "cover", "header.image", "hero", "banner", "thumbnail"}) {
        if (read_image(key.contains('.') ? matter.find_path(key) : matter.find(key), image)) {
            break;
        }
    }
    if (image.alt.empty()) {
        image.alt = text_of_html(first_text(matter, {"image_alt", "imagealt", "featured_image_alt"}));
    }
    if (image.caption.empty()) {
        image.caption = first_text(matter, {"image_caption", "imagecaption", "featured_image_caption"});
    }
    return image;
}

namespace {

bool is_target(const Value& target, const ContentPath& path) {
    const std::string kind = target.text_of("kind");
    if (!kind.empty() && kind != "page" && kind != "{page}") {
        return false;
    }
    const std::string pattern = target.text_of("path");
    return pattern.empty() || matches_wildcards(pattern, "/" + path.logical, Letters::of_any_case);
}

}  // namespace

void apply_cascade(Value& front_matter, const Value& cascade, const ContentPath& path) {
    if (const Values* several = cascade.values()) {
        for (const Value& one : *several) {
            if (one.members() != nullptr) {
                apply_cascade(front_matter, one, path);
            }
        }
        return;
    }
    const Members* members = cascade.members();
    auto* own = std::get_if<Members>(&front_matter.data());
    if (members == nullptr || own == nullptr) {
        return;
    }
    for (const std::string_view key : {"_target", "target"}) {
        if (const Value* target = cascade.find(key); target != nullptr && !is_target(*target, path)) {
            return;
        }
    }
    for (const auto& [name, value] : *members) {
        if (equals_ignoring_case(name, "params") && value.members() != nullptr) {
            apply_cascade(front_matter, value, path);
        } else if (front_matter.find(name) == nullptr && !name.ends_with("target")) {
            own->emplace_back(name, value);
        }
    }
}

Page read_page(ContentPath path, const Value& matter, const SiteConfig& config) {
    Page page;
    page.path = std::move(path);
    page.title = single_line(first_text(matter, {"title", "linktitle", "name"}));
    page.slug = std::string(trim(matter.text_of("slug")));
    page.url = std::string(trim(matter.text_of("url")));
    page.date = date_from("date", matter, config, page);
    if (const auto publishes = date_from("publishdate", matter, config, page)) {
        page.publishes = publishes->time;
    }
    if (const auto updated = date_from("lastmod", matter, config, page)) {
        page.updated = updated->time;
    }
    if (const auto expires = date_from("expirydate", matter, config, page, &page.expires_line)) {
        page.expires = expires->time;
    }
    page.draft = matter.truth_of("draft", false) || !matter.truth_of("published", true);
    for (const std::string_view build : {"build", "_build"}) {
        if (const Value* options = matter.find(build)) {
            const std::string render = ascii_lower(options->text_of("render"));
            const std::string list = ascii_lower(options->text_of("list"));
            page.rendered = page.rendered && render != "never" && render != "false" && render != "link";
            page.listed = page.listed && list != "never" && list != "false";
        }
    }
    page.rendered = page.rendered && !matter.truth_of("headless", false);
    // The standfirst is the summary; keys that only some themes use come after it.
    page.standfirst = std::string(
        cut(text_of_markdown(first_text(matter, {"summary", "standfirst", "description", "deck", "dek", "excerpt", "subtitle", "lead"})),
            kMaxStandfirstBytes));
    read_terms(matter, config, page);
    if (const Value* aliases = matter.find("aliases")) {
        page.aliases = aliases->texts();
    }
    page.language = config.languages[page.path.language].tag;
    if (const std::string own = story::canonical_language(matter.text_of("language")); !own.empty() && !config.multilingual()) {
        page.language = own;
        page.language_named = true;
    }
    if (config.multilingual()) {
        const std::string key = matter.text_of("translationkey");
        page.translation_key = "hugo:" + (key.empty() ? page.path.logical : key);
    }
    page.lead_image = read_lead_image(matter);
    page.menu_entries = entries_of_page(matter);
    return page;
}

Entry read_entry(const Value& matter) {
    Entry entry;
    entry.name = text_of_html(first_text(matter, {"display_name", "displayname", "name", "title", "linktitle"}));
    if (entry.name.empty()) {
        entry.name = single_line(first_text(matter, {"first_name", "firstname"}) + " " + first_text(matter, {"last_name", "lastname"}));
    }
    entry.description = text_of_markdown(first_text(matter, {"bio", "biography", "about", "summary", "description", "deck"}));
    entry.email = single_line(first_text(matter, {"email", "mail"}));
    entry.url = single_line(first_text(matter, {"website", "homepage", "web", "link"}));
    entry.organisation = text_of_html(
        first_text(matter, {"organisation", "organization", "agency_full_name", "agency", "company", "affiliation", "employer"}));
    if (entry.url.empty()) {
        if (const std::string account = first_text(matter, {"github"});
            !account.empty() && std::ranges::all_of(account, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-'; })) {
            entry.url = "https://github.com/" + account;
        }
    }
    if (!is_web_address(entry.url)) {
        entry.url.clear();
    }
    return entry;
}

std::string name_from_key(std::string_view key) {
    if (key.contains(' ') || std::ranges::any_of(key, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return std::string(key);
    }
    std::string name;
    bool at_start = true;
    for (const char c : key) {
        if (c == '-' || c == '_') {
            name += ' ';
            at_start = true;
        } else {
            name += at_start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            at_start = false;
        }
    }
    return single_line(name);
}

}  // namespace stoppress::importing::hugo
