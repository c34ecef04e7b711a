// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/site_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/files/read_file.hpp"
#include "importing/jekyll/addresses/permalinks.hpp"
#include "importing/jekyll/front_matter/dates.hpp"
#include "importing/jekyll/liquid/expander.hpp"
#include "importing/jekyll/old_lists.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

std::string_view without_extension(std::string_view file) {
    const std::size_t dot = file.rfind('.');
    return dot == std::string_view::npos || dot < file.rfind('/') + 1 ? file : file.substr(0, dot);
}

/// The first line of `text` that is not UTF-8.
std::size_t line_of_fault(std::string_view text) {
    std::size_t line = 1;
    for (const std::string_view one : split(text, '\n')) {
        if (!story::is_utf8(one)) {
            return line;
        }
        ++line;
    }
    return 1;
}

}  // namespace

std::string SiteReader::key_of(std::string_view term) {
    std::string key = slugified(term, false, false);
    return key.empty() ? ascii_lower(single_line(term)) : key;
}

bool SiteReader::is_article(const SourceFile& file, const Page& page) {
    return file.role == Role::post || file.role == Role::draft || (file.role == Role::document && page.date.has_value());
}

std::string SiteReader::section_of(const SourceFile& file, const Page& page) {
    if (!is_article(file, page)) {
        return {};
    }
    return !page.categories.empty() ? page.categories.front() : file.role == Role::document ? file.collection : std::string();
}

void SiteReader::settle(std::size_t file, const std::string& kind, Outcome outcome, const Note& reason) {
    run_.report.found(kind);
    run_.report.settle(kind, outcome, files[file].file, reason);
}

std::variant<SiteReader::Opened, ReadFailure> SiteReader::open(const SourceFile& file) const {
    auto text = base::read_file_below(site_.folder, file.file, kMaxFileBytes);
    if (!text.has_value()) {
        return ReadFailure{0, "the file " + text.error().message};
    }
    if (!story::is_utf8(*text)) {
        return ReadFailure{line_of_fault(*text), "the file is not UTF-8 text; convert it first"};
    }
    Opened opened;
    opened.text = *std::move(text);
    const auto split = split_text(opened.text);
    if (const auto* failure = std::get_if<ReadFailure>(&split)) {
        return *failure;
    }
    const auto& parts = std::get<SplitText>(split);
    opened.body_begin = static_cast<std::size_t>(parts.body.data() - opened.text.data());
    opened.body_line = parts.body_line;
    auto values = read_values(parts, file, site_.config);
    if (auto* failure = std::get_if<ReadFailure>(&values)) {
        return std::move(*failure);
    }
    opened.values = std::move(std::get<Value>(values));
    opened.page = read_page(file, opened.values, site_.config);
    return opened;
}

base::Result<void> SiteReader::read() {
    people.read_data(site_.folder, site_.config, run_.report);
    OrderedWork<std::size_t, Read> work(
        run_.options.threads, 256, [this](std::size_t number) -> Read { return {number, open(files[number])}; },
        [this](Read read) { know(std::move(read)); });
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (i % 64 == 0 && run_.stop_asked()) {
            break;
        }
        if (files[i].problem.empty()) {
            work.push(i);
        }
    }
    work.finish();
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].problem.empty()) {
            settle(i, "files", files[i].harmless ? Outcome::skipped : Outcome::refused, {0, files[i].problem});
        }
    }
    limit_posts();
    drop_doubles();
    for (const KnownPage& known : pages) {
        const SourceFile& file = files[known.file];
        const std::string place(place_of(file, site_.config));
        const std::string& address = known.shown ? known.address : std::string();
        addresses_.emplace(place, address);
        if (file.role == Role::post) {
            std::string name(without_extension(place));
            const std::size_t folder = name.find("_posts/");
            posts_.emplace(name.substr(0, folder) + name.substr(folder + 7), address);
        }
    }
    add_made_lists(*this);
    return {};
}

void SiteReader::know(Read read) {
    if (const auto* failure = std::get_if<ReadFailure>(&read.opened)) {
        const Role role = files[read.file].role;
        settle(read.file, role == Role::post || role == Role::draft ? "stories" : "pages", Outcome::refused,
               {failure->line, failure->reason});
        return;
    }
    know_page(read.file, std::get<Opened>(read.opened));
}

std::string SiteReader::why_hidden(const SourceFile& file, const Page& page) const {
    if (!page.published) {
        return "it is not published (published: false)";
    }
    if (file.role == Role::draft && !site_.config.show_drafts) {
        return "it is in _drafts";
    }
    return {};
}

void SiteReader::know_page(std::size_t number, Opened& opened) {
    const SourceFile& file = files[number];
    Page& page = opened.page;
    const std::string kind = kind_of(file, page);
    const Collection* collection = site_.config.collection(file.collection);
    const auto url = address_of(file, page, site_.config);
    const auto address = url.has_value() ? canonical_path(site_.config.base_path + *url) : std::nullopt;
    if (file.role == Role::document && is_of_people(file.collection)) {
        const std::string name(without_extension(std::string_view(file.file).substr(file.file.rfind('/') + 1)));
        if (!people.describe(file.file, name, opened.values)) {
            settle(number, "authors", Outcome::skipped, {0, "describes an author whom another file describes"});
        }
        if (collection->output && address.has_value()) {
            old_lists.push_back({*address, {ListTarget::Kind::author, name}});
        }
        return;
    }
    if (file.role == Role::document && !collection->output) {
        settle(number, kind, Outcome::skipped, {0, fmt::format("Jekyll shows no pages of its collection, {} (output)", file.collection)});
        return;
    }
    std::string hidden = why_hidden(file, page);
    if (!address.has_value() && hidden.empty() && file.role != Role::draft) {
        settle(number, kind, Outcome::refused,
               {0, page.date.has_value() || file.role == Role::page ? "its address is not a valid path; change its permalink"
                                                                    : "its address depends on a date that it does not have"});
        return;
    }
    if (!page.redirects_to.empty() && hidden.empty()) {
        redirects.push_back({number, *address, page.redirects_to});
        settle(number, kind, Outcome::skipped, {0, "a redirect (redirect_to): " + std::string(cut(page.redirects_to, 200))});
        return;
    }
    if (file.role == Role::page && hidden.empty() && is_list(number, opened, *address)) {
        return;
    }
    run_.report.found(kind);
    know_terms(file, page);
    KnownPage known;
    known.file = number;
    known.article = is_article(file, page);
    known.address = address.value_or("");
    known.order = page.date.has_value() ? page.date->time : run_.options.now;
    const bool ahead = file.role != Role::page && page.date.has_value() && page.date->time > run_.options.now && !site_.config.future;
    // The address of a draft depends on its file's date, unless it has one of its own.
    if (file.role == Role::draft && hidden.empty() && !page.date.has_value() && !address.has_value()) {
        hidden = "it is in _drafts";
    }
    known.shown = hidden.empty() && !ahead;
    known.hidden = std::move(hidden);
    if (page.date.has_value()) {
        known.day = page.date->day;
    }
    pages.push_back(std::move(known));
}

/// Accounts for pages that the site's layouts fill with lists.
bool SiteReader::is_list(std::size_t number, const Opened& opened, const std::string& address) {
    const std::string place = address.substr(site_.config.base_path.size());
    const std::string_view body = trim(std::string_view(opened.text).substr(opened.body_begin));
    std::optional<ListTarget> target;
    std::string why;
    if (place == "/" || place.empty() || place == "/index.html") {
        target = ListTarget{ListTarget::Kind::path, "/"};
        why = "the front page: Stoppress makes its own";
    } else if (place == "/404.html" || place == "/404" || place == "/404/") {
        why = "the page for unknown addresses: Stoppress makes its own";
    } else {
        // The layout of that name, of the theme that Jekyll brings along, lists all posts.
        const bool home = opened.page.layout == "home" && files[number].file.contains("index.");
        const std::string_view listed = listed_by_loop(body);
        const bool list = home || !listed.empty();
        if (!list && !body.empty()) {
            return false;
        }
        target = target_of_list(opened.values, listed, place);
        why = list ? "a list that the page makes of other pages" : "has no text of its own, its layout makes it";
        if (!list && !target.has_value()) {
            return false;
        }
    }
    if (target.has_value()) {
        old_lists.push_back({address, *target});
        for (const std::string& from : opened.page.redirected_from) {
            old_lists.push_back({site_.config.base_path + (from.starts_with('/') ? "" : "/") + from, *target});
        }
    }
    settle(number, "lists", Outcome::skipped, {0, why});
    return true;
}

void SiteReader::know_terms(const SourceFile& file, const Page& page) {
    if (const std::string section = section_of(file, page); !section.empty()) {
        const std::string key = key_of(section);
        section_slugs.slug(key);
        section_names.try_emplace(key, section);
    }
    const auto know_topic = [this](const std::string& topic) {
        std::string key = key_of(topic);
        topic_slugs.slug(key);
        topic_names.try_emplace(std::move(key), topic);
    };
    for (std::size_t i = is_article(file, page) ? 1 : 0; i < page.categories.size(); ++i) {
        know_topic(page.categories[i]);
    }
    std::ranges::for_each(page.topics, know_topic);
    for (const std::string& author : page.authors) {
        people.name(author);
    }
}

/// Of several pages at one address Jekyll shows the one that it writes last: a document rather than a page, the newest post.
void SiteReader::drop_doubles() {
    const auto rank = [this](const KnownPage& known) {
        const SourceFile& file = files[known.file];
        std::size_t group = file.role == Role::page ? 0 : 1;
        if (file.role == Role::document) {
            group = 2 + static_cast<std::size_t>(std::ranges::find(site_.config.collections, file.collection, &Collection::label) -
                                                 site_.config.collections.begin());
        }
        return std::tuple(group, group == 0 ? base::Time() : known.order, file.file);
    };
    std::unordered_map<std::string_view, const KnownPage*> last;
    for (const KnownPage& known : pages) {
        if (known.shown) {
            const KnownPage*& there = last[known.address];
            there = there == nullptr || rank(*there) < rank(known) ? &known : there;
        }
    }
    for (KnownPage& known : pages) {
        const auto there = last.find(known.address);
        if (there == last.end() || there->second == &known || known.address.empty()) {
            continue;
        }
        if (!known.shown) {
            known.address.clear();
            continue;
        }
        const SourceFile& file = files[known.file];
        run_.report.settle(
            known.article ? "stories" : "pages", Outcome::refused, file.file,
            {0, fmt::format("Jekyll shows another page at its address {}: {}", cut(known.address, 200), files[there->second->file].file)});
        known.file = files.size();
    }
    std::erase_if(pages, [this](const KnownPage& known) { return known.file == files.size(); });
}

/// `limit_posts`: only the newest are shown.
void SiteReader::limit_posts() {
    const std::string text = site_.config.root.text_of("limit_posts");
    std::size_t limit = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), limit).ec != std::errc() || limit == 0) {
        return;
    }
    std::vector<KnownPage*> posts;
    for (KnownPage& known : pages) {
        if (known.shown && files[known.file].role == Role::post) {
            posts.push_back(&known);
        }
    }
    if (posts.size() <= limit) {
        return;
    }
    std::ranges::sort(posts, [this](const KnownPage* a, const KnownPage* b) {
        return std::tie(a->order, files[a->file].file) < std::tie(b->order, files[b->file].file);
    });
    posts.resize(posts.size() - limit);
    for (KnownPage* known : posts) {
        known->shown = false;
        known->hidden = "the site shows its newest posts only (limit_posts)";
    }
}

std::string SiteReader::path_of(const ListTarget& target) const {
    using Kind = ListTarget::Kind;
    if (target.kind == Kind::path) {
        return target.name;
    }
    if (target.kind == Kind::author) {
        const std::string* slug = people.find(target.name);
        return slug == nullptr ? "/authors" : "/authors/" + *slug;
    }
    // A category may be the first one of some stories, and a topic of others.
    const std::string key = key_of(target.name);
    const std::string* section = section_slugs.find(key);
    const std::string* topic = topic_slugs.find(key);
    if (section != nullptr && (target.kind == Kind::section || topic == nullptr)) {
        return "/sections/" + *section;
    }
    if (topic != nullptr) {
        return "/topics/" + *topic;
    }
    return target.kind == Kind::section ? "/sections" : "/topics";
}

std::string SiteReader::address_of_file(std::string_view file) const {
    file.remove_prefix(file.starts_with('/') ? 1 : 0);
    auto found = addresses_.find(std::string(file));
    if (found == addresses_.end() && !site_.config.collections_folder.empty() && file.starts_with(site_.config.collections_folder + "/")) {
        found = addresses_.find(std::string(file.substr(site_.config.collections_folder.size() + 1)));
    }
    return found == addresses_.end() ? std::string() : found->second;
}

std::string SiteReader::address_of_post(std::string_view name) const {
    name.remove_prefix(name.starts_with('/') ? 1 : 0);
    const auto found = posts_.find(std::string(name));
    return found == posts_.end() ? std::string() : found->second;
}

}  // namespace stoppress::importing::jekyll
