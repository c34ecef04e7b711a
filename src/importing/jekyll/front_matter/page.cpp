// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/front_matter/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "importing/hugo/front_matter/front_matter.hpp"
#include "importing/jekyll/addresses/permalinks.hpp"
#include "importing/jekyll/front_matter/dates.hpp"
#include "importing/jekyll/ruby_text.hpp"
#include "importing/jekyll/site/front_matter_defaults.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view name_of(std::string_view file) {
    const std::string_view name = file.substr(file.rfind('/') + 1);
    return name.substr(0, std::min(name.rfind('.'), name.size()));
}

std::string_view without_points(std::string_view text) {
    while (text.ends_with('.')) {
        text.remove_suffix(1);
    }
    return text;
}

/// A text's words, or a list's texts.
std::vector<std::string> words_of(const Value& value) {
    if (value.values() != nullptr) {
        return value.texts();
    }
    std::vector<std::string> words;
    const std::string text = single_line(value.text());
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

void add_each(std::vector<std::string>& list, const std::vector<std::string>& more) {
    for (const std::string& one : more) {
        if (!trim(one).empty() && std::ranges::find(list, one) == list.end()) {
            list.push_back(one);
        }
    }
}

/// "category" and "tag" are one name each, and not split.
std::vector<std::string> terms_of(const Value& values, std::string_view singular, std::string_view plural) {
    if (const Value* one = values.find(singular); one != nullptr && !one->texts().empty()) {
        return one->texts();
    }
    const Value* several = values.find(plural);
    return several == nullptr ? std::vector<std::string>{} : words_of(*several);
}

/// The folders before "_posts": they are categories.
std::vector<std::string> folder_categories(const SourceFile& file, const SiteConfig& config) {
    std::vector<std::string> categories;
    if (file.role != Role::post && file.role != Role::draft) {
        return categories;
    }
    const std::string_view place = place_of(file, config);
    const std::string_view folders = place.substr(0, place.find(file.role == Role::post ? "_posts" : "_drafts"));
    for (const std::string_view folder : split(folders, '/')) {
        if (!folder.empty()) {
            categories.emplace_back(folder);
        }
    }
    return categories;
}

void read_filing(const SourceFile& file, const Value& values, const SiteConfig& config, Page& page) {
    add_each(page.categories, folder_categories(file, config));
    if (const Value* several = values.find("categories")) {
        add_each(page.categories, words_of(*several));
    }
    if (file.role != Role::page) {
        add_each(page.categories, terms_of(values, "category", "categories"));
    }
    for (const std::string_view key : {"topics", "topic"}) {
        hugo::add_names(page.topics, values.find(key));
    }
    add_each(page.topics, terms_of(values, "tag", "tags"));
    for (const std::string_view key : {"authors", "author", "byline"}) {
        if (page.authors.empty()) {
            hugo::add_names(page.authors, values.find(key));
        }
    }
}

std::string first_of(const Value& values, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        if (std::string text = values.text_of(key); !trim(text).empty()) {
            return text;
        }
    }
    return {};
}

std::optional<hugo::WrittenDate> date_at(const Value& values, std::string_view key, const SiteConfig& config, Page& page) {
    const Value* value = values.find(key);
    if (value == nullptr || value->text().empty()) {
        return std::nullopt;
    }
    auto date = read_date(*value, config.time_zone);
    if (!date.has_value()) {
        page.notes.push_back({value->line(), fmt::format("{} is not a date in a form that is read: {}", key, cut(value->text(), 60))});
    }
    return date;
}

void read_names_and_dates(const SourceFile& file, const Value& values, const SiteConfig& config, Page& page) {
    const std::string_view name = name_of(file.file);
    std::string_view slug = name;
    page.date = date_at(values, "date", config, page);
    if (file.role == Role::post || file.role == Role::document) {
        if (const auto dated = read_dated_name(name, config.time_zone)) {
            slug = dated->rest;
            page.date = page.date.has_value() ? page.date : dated->date;
        }
    }
    slug = without_points(slug);
    page.title = single_line(values.text_of("title"));
    if (page.title.empty()) {
        page.title = title_from_name(slug);
        page.title_made = true;
    }
    page.slug = values.text_of("slug");
    if (page.slug.empty()) {
        page.slug = slug;
    }
    for (const std::string_view key : {"last_modified_at", "last-modified-date", "modified_date", "updated", "modified"}) {
        if (const auto updated = page.updated.has_value() ? std::nullopt : date_at(values, key, config, page)) {
            page.updated = updated->time;
        }
    }
}

/// Defaults do not hide pages. An empty value hides as well as "false".
bool is_published(const SourceFile& file, const Value& own, const Value& defaults) {
    const Value* published = own.find("published");
    if (published == nullptr && file.role != Role::page) {
        published = defaults.find("published");
    }
    if (published == nullptr) {
        return true;
    }
    const bool no = std::holds_alternative<bool>(published->data()) && !published->truth(true);
    return !no && !published->is_null();
}

}  // namespace

std::string title_from_name(std::string_view slug) {
    std::string title;
    for (const std::string_view word : split(slug, '-')) {
        if (word.empty()) {
            continue;
        }
        title += title.empty() ? "" : " ";
        title += ruby_capitalize(word);
    }
    return title;
}

std::string_view place_of(const SourceFile& file, const SiteConfig& config) {
    std::string_view place = file.file;
    const std::string folder = config.collections_folder + "/";
    if (file.role != Role::page && folder.size() > 1 && place.starts_with(folder)) {
        place.remove_prefix(folder.size());
    }
    return place;
}

std::variant<SplitText, ReadFailure> split_text(std::string_view text) {
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    SplitText split;
    const auto line_at = [&text](std::size_t at) { return text.substr(at, std::min(text.find('\n', at), text.size()) - at); };
    const auto is_fence = [](std::string_view line, std::string_view fence) {
        return line.starts_with(fence) && trim(line.substr(fence.size())).empty();
    };
    if (!is_fence(line_at(0), "---")) {
        split.body = text;
        return split;
    }
    const std::size_t begin = std::min(text.find('\n'), text.size() - 1) + 1;
    std::size_t line = 2;
    for (std::size_t at = begin; at < text.size(); ++line) {
        const std::string_view here = line_at(at);
        const std::size_t next = std::min(at + here.size() + 1, text.size());
        if (is_fence(here, "---") || is_fence(here, "...")) {
            split.front_matter = text.substr(begin, at - begin);
            split.body = text.substr(next);
            split.body_line = line + 1;
            return split;
        }
        at = next;
    }
    return ReadFailure{1, "the front matter that starts here is not closed (---)"};
}

ReadValue read_values(const SplitText& split, const SourceFile& file, const SiteConfig& config) {
    hugo::SplitFile parts;
    parts.language = hugo::Language::yaml;
    parts.front_matter = split.front_matter;
    parts.front_matter_line = split.front_matter_line;
    ReadValue read = hugo::read_front_matter(parts);
    if (auto* own = std::get_if<Value>(&read)) {
        const std::string_view type = file.role == Role::page ? "pages" : std::string_view(file.collection);
        Value values = defaults_for(config, file.file, place_of(file, config), type);
        // An empty value does not replace a default.
        if (auto* members = std::get_if<Members>(&own->data()); members != nullptr && file.role != Role::page) {
            std::erase_if(*members,
                          [&values](const auto& member) { return member.second.is_null() && values.find(member.first) != nullptr; });
        }
        const bool published = is_published(file, *own, values);
        if (!values.members()->empty()) {
            *own = merged(std::move(values), std::move(*own));
        }
        if (!published) {
            std::get<Members>(own->data()).emplace_back("published", Value(false));
        } else if (auto* members = std::get_if<Members>(&own->data())) {
            std::erase_if(*members, [](const auto& member) { return equals_ignoring_case(member.first, "published"); });
        }
    }
    return read;
}

Page read_page(const SourceFile& file, const Value& values, const SiteConfig& config) {
    Page page;
    read_names_and_dates(file, values, config, page);
    read_filing(file, values, config, page);
    page.permalink = std::string(trim(values.text_of("permalink")));
    page.published = values.truth_of("published", true) || config.unpublished;
    page.standfirst = std::string(cut(
        text_of_markdown(first_of(values, {"standfirst", "excerpt", "description", "summary", "subtitle", "lead"})), kMaxStandfirstBytes));
    for (const std::string_view key : {"lang", "language", "locale"}) {
        if (page.language.empty()) {
            page.language = story::canonical_language(replace_all(values.text_of(key), "_", "-"));
            page.language_named = !page.language.empty();
        }
    }
    if (page.language.empty()) {
        page.language = config.language;
    }
    const std::string key = first_of(values, {"ref", "page_id", "translation_key", "lang-ref"});
    page.translation_key = key.empty() || !page.language_named ? std::string() : "jekyll:" + key;
    if (const Value* from = values.find("redirect_from")) {
        page.redirected_from = from->texts();
    }
    if (const Value* to = values.find("redirect_to")) {
        const auto targets = to->texts();
        page.redirects_to = targets.empty() ? std::string() : targets.front();
    }
    page.layout = values.text_of("layout");
    page.lead_image = hugo::read_lead_image(values);
    if (values.find("image") == nullptr && page.lead_image.name.empty()) {
        if (const Value* header = values.find("header"); header != nullptr && header->members() != nullptr) {
            page.lead_image.name = first_of(*header, {"image", "overlay_image", "teaser"});
            page.lead_image.caption = header->text_of("caption");
            page.lead_image.line = header->line();
        }
    }
    return page;
}

std::optional<std::string> address_of(const SourceFile& file, const Page& page, const SiteConfig& config) {
    UrlParts parts;
    const std::string_view name = name_of(file.file);
    parts.output_extension = is_markdown(config, file.file) ? ".html" : "." + extension_of(file.file);
    std::string permalink = page.permalink;
    if (file.role == Role::page) {
        parts.page = true;
        parts.basename = without_points(name);
        const std::size_t slash = file.file.rfind('/');
        parts.path = slash == std::string::npos ? std::string() : file.file.substr(0, slash);
        if (permalink.empty()) {
            permalink = page_template(config.permalink, parts.basename == "index");
        }
    } else {
        const Collection* collection = config.collection(file.collection);
        const std::string folder = "_" + file.collection;
        const std::string_view place = place_of(file, config);
        const std::string_view whole = place.substr(0, place.size() - std::min(place.size(), extension_of(file.file).size() + 1));
        parts.collection = file.collection;
        parts.categories = page.categories;
        parts.slug = page.slug;
        parts.basename = name;
        std::string path(whole);
        if (const std::size_t at = path.find(folder); at != std::string::npos) {
            path.erase(at, folder.size());
        }
        parts.path = without_points(path);
        parts.date = page.date;
        if (permalink.empty() && collection != nullptr) {
            permalink = collection->permalink;
        }
    }
    const auto url = url_of(permalink, parts);
    return url.has_value() ? canonical_path(*url) : std::nullopt;
}

}  // namespace stoppress::importing::jekyll
