// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site_reader.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/files/read_file.hpp"
#include "importing/hugo/front_matter/front_matter.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string folder_key(const std::vector<std::string>& folders, std::size_t count, std::size_t language) {
    std::string key = fmt::format("{}:", language);
    for (std::size_t i = 0; i < count; ++i) {
        key += "/" + folders[i];
    }
    return key;
}

}  // namespace

SiteReader::SiteReader(const ImportRun& run, const SiteConfig& config, SiteFolders folders, std::vector<SourceFile> all_files)
    : files(std::move(all_files)), published(folders_, config), run_(run), config_(config), folders_(std::move(folders)) {}

ContentPath SiteReader::place_of(const SourceFile& file) const {
    return place(file.file, file.in_leaf_bundle, file.language, config_);
}

bool SiteReader::is_article(const Page& page) {
    return page.date.has_value() && page.listed && !page.path.folders.empty();
}

std::string SiteReader::kind_of(const Page& page) {
    return is_article(page) ? "stories" : "pages";
}

void SiteReader::settle(std::size_t file, const std::string& kind, Outcome outcome, const Note& reason) {
    run_.report.found(kind);
    run_.report.settle(kind, outcome, files[file].name, reason);
}

void SiteReader::cascade_into(Value& front_matter, const ContentPath& path) const {
    if (cascades_.empty()) {
        return;
    }
    // The nearest folder takes precedence.
    for (std::size_t count = path.folders.size() + 1; count-- > 0;) {
        const auto found = cascades_.find(folder_key(path.folders, count, path.language));
        if (found != cascades_.end()) {
            apply_cascade(front_matter, found->second, path);
        }
    }
}

/// Why Hugo shows no page below this list; empty: it does.
std::string SiteReader::why_hidden(const Page& list) const {
    if (list.draft && !config_.build_drafts) {
        return "is a draft";
    }
    if (list.publishes.has_value() && *list.publishes > run_.options.now && !config_.build_future) {
        return "is dated in the future";
    }
    const bool expired = list.expires.has_value() && *list.expires <= run_.options.now;
    return expired && !run_.options.include_expired && !config_.build_expired ? "has expired" : "";
}

/// Why a page is hidden with a folder that it is in; empty: it is not.
std::string SiteReader::hidden_with(const ContentPath& path) const {
    for (std::size_t count = 0; !hidden_.empty() && count <= path.folders.size(); ++count) {
        const auto found = hidden_.find(folder_key(path.folders, count, path.language));
        if (found != hidden_.end()) {
            return found->second;
        }
    }
    return {};
}

Value SiteReader::front_matter_of(const SourceFile& file, std::string_view text) const {
    const auto split = split_file(text);
    const auto* parts = std::get_if<SplitFile>(&split);
    ReadValue matter = parts == nullptr ? ReadValue(Value()) : read_front_matter(*parts);
    auto* value = std::get_if<Value>(&matter);
    if (value == nullptr) {
        return {};
    }
    cascade_into(*value, place_of(file));
    return std::move(*value);
}

std::variant<SiteReader::Opened, ReadFailure> SiteReader::open(const SourceFile& file, bool with_page) const {
    auto text = base::read_file(path_of(file, folders_), kMaxFileBytes);
    if (!text.has_value()) {
        return ReadFailure{0, text.error().message};
    }
    if (!story::is_utf8(*text)) {
        std::size_t good = 0;
        std::size_t step = text->size();
        // The longest prefix that is UTF-8, found by bisection, since a longer prefix of invalid text is never valid.
        while (step > 0) {
            while (good + step <= text->size() && story::is_utf8(cut(std::string_view(*text), good + step))) {
                good += step;
            }
            step /= 2;
        }
        return ReadFailure{1 + static_cast<std::size_t>(std::ranges::count(std::string_view(*text).substr(0, good), '\n')),
                           "the file is not UTF-8 text; convert it first"};
    }
    Opened opened;
    opened.text = *std::move(text);
    const auto split = split_file(opened.text);
    if (const auto* failure = std::get_if<ReadFailure>(&split)) {
        return *failure;
    }
    const auto& parts = std::get<SplitFile>(split);
    opened.body_begin =
        parts.body.data() == nullptr ? opened.text.size() : static_cast<std::size_t>(parts.body.data() - opened.text.data());
    opened.body_line = parts.body_line;
    if (with_page) {
        auto matter = read_front_matter(parts);
        if (auto* failure = std::get_if<ReadFailure>(&matter)) {
            return std::move(*failure);
        }
        ContentPath path = place_of(file);
        cascade_into(std::get<Value>(matter), path);
        opened.page = read_page(std::move(path), std::get<Value>(matter), config_);
        opened.page.hidden = hidden_with(opened.page.path);
    }
    return opened;
}

base::Result<void> SiteReader::read() {
    read_lists();
    read_pages();
    for (const std::size_t resource : resources) {
        const ContentPath path = place_of(files[resource]);
        published.add(files[resource], config_.languages[path.language].disabled || !hidden_with(path).empty());
    }
    know_lists();
    for (const auto& [key, slug] : topic_slugs.all()) {
        for (const Taxonomy& taxonomy : config_.taxonomies) {
            if (taxonomy.kind == TermKind::topic) {
                index.add_virtual(taxonomy.plural + "/" + key, "/topics/" + slug);
            }
        }
    }
    for (const auto& [key, slug] : author_slugs.all()) {
        for (const Taxonomy& taxonomy : config_.taxonomies) {
            if (taxonomy.kind == TermKind::author) {
                index.add_virtual(taxonomy.plural + "/" + key, "/authors/" + slug);
            }
        }
    }
    return {};
}

/// The _index files: their cascades must be known before any page is read.
void SiteReader::read_lists() {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].problem.empty()) {
            settle(i, "files", files[i].harmless ? Outcome::skipped : Outcome::refused, {0, files[i].problem});
            continue;
        }
        const ContentPath path = place_of(files[i]);
        if (path.role == PageRole::resource) {
            const bool page = is_page_file(files[i].file);
            if (!page && run_.media != nullptr) {
                resources.push_back(i);
                continue;
            }
            settle(i, "files", Outcome::skipped,
                   {0, page ? "part of a page bundle, not a page of its own" : "not a page: files and pictures are left out (--no-media)"});
        } else if (path.role != PageRole::page) {
            if (path.role != PageRole::home || path.file_base == "_index") {
                branches_.insert(path.folder_path());
            }
            read_list(i, path);
        }
    }
}

void SiteReader::read_list(std::size_t number, const ContentPath& path) {
    const bool author = path.taxonomy != nullptr && path.taxonomy->kind == TermKind::author;
    const std::string kind = path.role == PageRole::term      ? (author ? "authors" : "topics")
                             : path.role == PageRole::section ? "sections"
                                                              : "lists";
    auto text = base::read_file(path_of(files[number], folders_), kMaxFileBytes);
    if (!text.has_value() || !story::is_utf8(*text)) {
        settle(number, kind, Outcome::refused,
               {0, text.has_value() ? "the file is not UTF-8 text; convert it first" : text.error().message});
        return;
    }
    const auto split = split_file(*text);
    ReadValue matter = std::holds_alternative<ReadFailure>(split) ? ReadValue(std::get<ReadFailure>(split))
                                                                  : read_front_matter(std::get<SplitFile>(split));
    if (const auto* failure = std::get_if<ReadFailure>(&matter)) {
        settle(number, kind, Outcome::refused, {failure->line, failure->reason});
        return;
    }
    auto& value = std::get<Value>(matter);
    if (const Value* cascade = value.find("cascade")) {
        cascades_[folder_key(path.folders, path.folders.size(), path.language)] = *cascade;
    }
    const Page page = read_page(path, value, config_);
    const std::string hidden = why_hidden(page);
    const bool shown = hidden.empty() && hidden_with(path).empty();
    if (!hidden.empty()) {
        hidden_[folder_key(path.folders, path.folders.size(), path.language)] = files[number].name + " " + hidden;
    }
    NamedPage named;
    named.file = number;
    named.entry = read_entry(value);
    named.aliases = page.aliases;
    const std::optional<WrittenDate> no_date;
    named.address = address_of({path, page.title, page.slug, page.url, no_date}, config_, branches_).value_or("");
    if (path.role == PageRole::home || path.role == PageRole::taxonomy || (path.role == PageRole::section && path.folders.size() > 1) ||
        path.language != 0) {
        const std::string_view why = path.language != 0 ? "a list in another language: only names in the site's first language are imported"
                                     : path.role == PageRole::home     ? "the front page: Stoppress makes its own"
                                     : path.role == PageRole::taxonomy ? "the list of all topics or authors: Stoppress makes its own"
                                                                       : "a subsection: only top folders become sections";
        settle(number, "lists", Outcome::skipped, {0, std::string(why)});
        std::string target = path.role == PageRole::home      ? "/"
                             : path.role == PageRole::section ? "/sections/" + section_slugs.slug(path.section())
                                                              : "/";
        index.add(path, target);
        if (path.role == PageRole::taxonomy) {
            target = path.taxonomy->kind == TermKind::author ? "/authors" : "/topics";
        }
        if (shown) {
            know_menu_entries(page, target);
        }
        if (path.role != PageRole::term) {
            old_lists.push_back({named.address, std::move(target), named.aliases});
        }
        return;
    }
    run_.report.found(kind);
    named.key = path.role == PageRole::section ? path.section() : path_part(path.base_name, config_);
    if (named.entry.name.empty()) {
        named.entry.name = name_from_key(path.base_name);
    }
    const std::string_view body = trim(std::get<SplitFile>(split).body);
    if (!body.empty() && named.entry.description.empty()) {
        named.entry.description = std::string(cut(body.contains("{{") ? std::string() : text_of_markdown(cut(body, 20'000)), 5'000));
    }
    TermNames& slugs = path.role == PageRole::section ? section_slugs : author ? author_slugs : topic_slugs;
    named.weight = std::atoll(value.text_of("weight").c_str());
    const std::string target = (path.role == PageRole::section ? "/sections/" : author ? "/authors/" : "/topics/") + slugs.slug(named.key);
    index.add(path, target);
    if (shown) {
        know_menu_entries(page, target);
    }
    (path.role == PageRole::section ? sections : author ? authors : topics).push_back(std::move(named));
}

void SiteReader::read_pages() {
    OrderedWork<std::size_t, Read> work(
        run_.options.threads, 256,
        [this](std::size_t number) -> Read {
            auto opened = open(files[number], true);
            if (auto* failure = std::get_if<ReadFailure>(&opened)) {
                return {number, std::move(*failure)};
            }
            return {number, std::move(std::get<Opened>(opened).page)};
        },
        [this](Read read) { know(std::move(read)); });
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].problem.empty() && place_of(files[i]).role == PageRole::page) {
            if (i % 64 == 0 && run_.stop_asked()) {
                break;
            }
            work.push(i);
        }
    }
    work.finish();
}

std::string SiteReader::skip_reason(const Page& page) const {
    if (config_.languages[page.path.language].disabled) {
        return "Hugo does not build its language (disableLanguages)";
    }
    if (!page.rendered) {
        return "Hugo does not render it (build.render or headless)";
    }
    if (page.expires.has_value() && *page.expires <= run_.options.now && !run_.options.include_expired && !config_.build_expired) {
        return "expired, so Hugo does not show it (--include-expired imports it): since " + base::format_rfc3339(*page.expires);
    }
    return {};
}

/// Whether readers of the old site get the page today.
bool SiteReader::is_shown(const Page& page) const {
    const bool draft = page.draft && !config_.build_drafts;
    const auto appears = page.publishes.has_value() ? page.publishes
                         : page.date.has_value()    ? std::optional(page.date->time)
                                                    : std::nullopt;
    const bool ahead = appears.has_value() && *appears > run_.options.now && !config_.build_future;
    return !draft && !ahead && page.hidden.empty();
}

void SiteReader::know(Read read) {
    // The files of a page that is not taken belong to it all the same.
    const auto bundle = [this](const ContentPath& path, const std::string& address, bool shown) {
        if (path.file_base == "index") {
            published.add_bundle(path.file.substr(0, path.file.rfind('/')), path.language, address, shown);
        }
    };
    if (const auto* failure = std::get_if<ReadFailure>(&read.page)) {
        bundle(place_of(files[read.file]), "", false);
        settle(read.file, "stories", Outcome::refused, {failure->line, failure->reason});
        index.add(place_of(files[read.file]), "");
        return;
    }
    Page& page = std::get<Page>(read.page);
    const std::string skipped = skip_reason(page);
    if (!skipped.empty()) {
        bundle(page.path, "", false);
        settle(read.file, kind_of(page), Outcome::skipped, {page.expires_line, skipped});
        index.add(page.path, "");
        return;
    }
    const auto address = address_of({page.path, page.title, page.slug, page.url, page.date}, config_, branches_);
    if (!address.has_value()) {
        bundle(page.path, "", false);
        settle(read.file, kind_of(page), Outcome::refused, {0, "its address is not a valid path; change its slug or url"});
        index.add(page.path, "");
        return;
    }
    run_.report.found(kind_of(page));
    index.add(page.path, (page.draft && !config_.build_drafts) || !page.hidden.empty() ? std::string() : *address);
    bundle(page.path, *address, is_shown(page));
    know_terms(page);
    if (is_shown(page)) {
        know_menu_entries(page, *address);
    }
    KnownPage known;
    known.file = read.file;
    known.address = *address;
    if (pages.size() < kMaxKeptPages) {
        known.page = std::move(page);
    }
    pages.push_back(std::move(known));
}

void SiteReader::know_list(const std::string& folder, std::size_t language, const std::string& title, std::string target) {
    const ContentPath path = place(folder.empty() ? "_index.md" : folder + "/_index.md", false, language, config_);
    const std::optional<WrittenDate> no_date;
    if (auto address = address_of({path, title, "", "", no_date}, config_, branches_)) {
        old_lists.push_back({*std::move(address), std::move(target), {}});
    }
}

/// Hugo makes a list for each language, section, taxonomy and term, also where no file describes it.
void SiteReader::know_lists() {
    for (std::size_t language = 0; language < config_.languages.size(); ++language) {
        if (config_.languages[language].disabled) {
            continue;
        }
        know_list("", language, config_.title, "/");
        for (const Taxonomy& taxonomy : config_.taxonomies) {
            know_list(taxonomy.plural, language, taxonomy.plural, taxonomy.kind == TermKind::author ? "/authors" : "/topics");
        }
    }
    if (config_.multilingual() && !config_.default_language_in_subfolder) {
        old_lists.push_back({config_.base_path + "/" + ascii_lower(config_.languages.front().key) + "/", "/", {}});
    }
    for (const auto& [language, folder] : listed_sections_) {
        if (const std::string* slug = section_slugs.find(folder)) {
            know_list(folder, language, folder, "/sections/" + *slug);
        }
    }
    for (const auto& [language, kind, key] : listed_terms_) {
        const bool author = kind == TermKind::author;
        const std::string* slug = (author ? author_slugs : topic_slugs).find(key);
        const auto name = (author ? author_names : topic_names).find(key);
        for (const Taxonomy& taxonomy : config_.taxonomies) {
            if (taxonomy.kind == kind && slug != nullptr) {
                // Which taxonomy named it is not known any more; where no list was, nobody asks.
                know_list(taxonomy.plural + "/" + key, language, name->second, (author ? "/authors/" : "/topics/") + *slug);
            }
        }
    }
}

void SiteReader::know_menu_entries(const Page& page, const std::string& address) {
    for (const MenuEntry& entry : page.menu_entries) {
        if (page.path.language == 0 && menu_entries.size() < kMaxOldMenuEntries) {
            menu_entries.push_back({entry, entry.name.empty() ? name_from_key(page.path.base_name) : entry.name, address});
        }
    }
}

void SiteReader::know_terms(const Page& page) {
    // Lists that only pages are in that Hugo hides do not exist, and say nothing of them.
    const bool shown = is_shown(page);
    if (is_article(page)) {
        section_slugs.slug(page.path.section());
        if (shown) {
            listed_sections_.emplace(page.path.language, page.path.section());
        }
    }
    for (const std::string& topic : page.topics) {
        std::string key = path_part(topic, config_);
        topic_slugs.slug(key);
        if (shown) {
            listed_terms_.emplace(page.path.language, TermKind::topic, key);
        }
        topic_names.try_emplace(std::move(key), topic);
    }
    for (const std::string& author : page.authors) {
        std::string key = path_part(author, config_);
        author_slugs.slug(key);
        if (shown) {
            listed_terms_.emplace(page.path.language, TermKind::author, key);
        }
        author_names.try_emplace(std::move(key), author);
    }
}

}  // namespace stoppress::importing::hugo
