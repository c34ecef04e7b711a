// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a Hugo site from its folder: first an inventory, then sections, topics and authors, then the stories in the
// order of their files.
#include <fmt/format.h>

#include "base/time/time_zone.hpp"
#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/menus/old_menu.hpp"
#include "importing/hugo/site_reader.hpp"
#include "importing/hugo/story_builder.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "store/filing/records.hpp"
#include "story/text.hpp"

namespace stoppress::importing {
namespace {

using namespace hugo;

base::Result<void> check_permalinks(const SiteConfig& config) {
    for (const SiteLanguage& language : config.languages) {
        for (const auto& [section, pattern] : language.permalinks) {
            if (const auto token = unknown_token(pattern)) {
                return base::fail(
                    base::ErrorCode::invalid,
                    fmt::format("permalinks.{}: \"{}\" has {}, which Hugo does not support; the addresses of the stories would be wrong.",
                                section, pattern, *token));
            }
        }
    }
    return {};
}

class HugoImport {
public:
    HugoImport(const ImportRun& run, SiteReader& site) : run_(run), site_(site), delivery_(run) {
        if (run.media != nullptr) {
            media_.emplace(*run.media, "hugo");
        }
    }

    void put_entries() {
        put_sections();
        put_terms(site_.topics, site_.topic_slugs, site_.topic_names, "/topics/", "topics");
        put_terms(site_.authors, site_.author_slugs, site_.author_names, "/authors/", "authors");
        put_old_lists();
    }

    base::Result<void> put_stories() {
        const StoryBuilder builder(site_, run_.options, media_.has_value() ? &*media_ : nullptr);
        OrderedWork<const KnownPage*, BuiltStory> work(
            run_.options.threads, media_.has_value() ? 32 : 512, [&builder](const KnownPage* known) { return builder.build(*known); },
            [this](BuiltStory built) {
                delivery_.story(std::move(built));
                run_.progressed(++done_, site_.pages.size());
            });
        for (std::size_t i = 0; i < site_.pages.size(); ++i) {
            if (i % 64 == 0 && stop()) {
                break;
            }
            work.push(&site_.pages[i]);
        }
        work.finish();
        return delivery_.take_failure();
    }

    /// Those beside pages that no story shows: readers of the old site may have, or link to them.
    base::Result<void> put_other_files() {
        if (stop()) {
            // Stories that were not read may use them.
            return {};
        }
        std::vector<std::size_t> left;
        for (const std::size_t number : site_.resources) {
            const SourceFile& file = site_.files[number];
            if (delivery_.has(file.name)) {
                continue;
            }
            const bool shown = !site_.published.of(file).addresses.empty();
            if (shown && is_picture_name(file.file)) {
                left.push_back(number);
                continue;
            }
            run_.report.found("files");
            run_.report.settle("files", Outcome::skipped, file.name,
                               {0, shown ? "no story links to it" : "Hugo does not show the page that it belongs to"});
        }
        OrderedWork<std::size_t, UsedFile> work(
            run_.options.threads, 16,
            [this](std::size_t number) {
                auto found = site_.published.of(site_.files[number]);
                return UsedFile{media_->take(folder_file(found.file)), std::move(found.addresses)};
            },
            [this](const UsedFile& file) { delivery_.file(file); });
        for (const std::size_t number : left) {
            if (stop()) {
                break;
            }
            work.push(number);
        }
        work.finish();
        return delivery_.take_failure();
    }

private:
    [[nodiscard]] bool stop() { return run_.stop_asked() || run_.target.failed() || delivery_.failed(); }

    Item item_of(const NamedPage& page, std::string kind) const {
        Item item;
        item.kind = std::move(kind);
        item.file = site_.files[page.file].name;
        return item;
    }

    /// Redirects a list's address, its feed and its aliases to the list here.
    void redirect(const std::string& address, const std::vector<std::string>& aliases, const std::string& target, const Item& item) {
        if (address.empty()) {
            return;
        }
        const bool list_of_lists = target == "/" || target == "/topics" || target == "/authors";
        redirect_one(address, target, item);
        redirect_one(bundle_address(address) + "/" + site_.config().feed_name, (list_of_lists ? "" : target) + "/feed.xml", item);
        for (const std::string& alias : aliases) {
            redirect_one(alias_address(alias, address, site_.config()).value_or(""), target, item);
        }
    }

    void redirect_one(std::string path, const std::string& target, const Item& item) {
        // Lists are found by their slug, a topic also by its aliases, before redirects are looked up, so only Hugo's form
        // with a '/' needs one.
        const bool ours = path.starts_with("/topics/") || path.starts_with("/authors/") || path.starts_with("/sections/");
        if (ours && !path.ends_with('/') && !path.ends_with(".xml") && !path.ends_with(".html")) {
            path += '/';
        }
        if (!path.empty() && path != target && redirected_.insert(path).second) {
            Item quiet = item;
            quiet.notes.clear();
            run_.target.redirect(std::move(path), target, std::move(quiet));
        }
    }

    void put_old_lists() {
        Item item;
        item.file = "lists";
        for (const OldList& list : site_.old_lists) {
            redirect(list.address, list.aliases, list.target, item);
        }
    }

    void put_sections() {
        std::unordered_set<std::string> named;
        for (const NamedPage& page : site_.sections) {
            const std::string& slug = site_.section_slugs.slug(page.key);
            named.insert(page.key);
            run_.target.section({slug, page.entry.name, page.entry.description, "", "", "", {}}, item_of(page, "sections"));
            redirect(page.address, page.aliases, "/sections/" + slug, item_of(page, "sections"));
        }
        for (const auto& [key, slug] : site_.section_slugs.all()) {
            if (!named.contains(key)) {
                Item item;
                item.counted = false;
                item.file = key;
                run_.target.section({slug, name_from_key(key), "", "", "", "", {}}, std::move(item));
            }
        }
    }

    void put_terms(const std::vector<NamedPage>& pages, TermNames& slugs, const std::map<std::string, std::string>& names,
                   const std::string& route, const std::string& kind) {
        std::unordered_set<std::string> named;
        for (const NamedPage& page : pages) {
            named.insert(page.key);
            const std::string& slug = slugs.slug(page.key);
            store::NamedEntry entry{
                slug, page.entry.name, page.entry.description, page.entry.email, page.entry.url, page.entry.organisation, {}};
            Item item = item_of(page, kind);
            if (kind == "topics") {
                add_aliases(page, slugs, entry);
                run_.target.topic(std::move(entry), item);
            } else {
                run_.target.author(std::move(entry), item);
            }
            redirect(page.address, page.aliases, route + slug, item);
        }
        for (const auto& [key, slug] : slugs.all()) {
            if (named.contains(key)) {
                continue;
            }
            const auto written = names.find(key);
            store::NamedEntry entry{slug, name_of(key, written == names.end() ? key : written->second, kind), "", "", "", "", {}};
            Item item;
            item.counted = false;
            item.file = key;
            if (kind == "topics") {
                run_.target.topic(std::move(entry), item);
            } else {
                run_.target.author(std::move(entry), item);
            }
        }
    }

    /// Topics are called as they were, authors as people are: "ann-lee" is "Ann Lee".
    static std::string name_of(const std::string& key, const std::string& written, const std::string& kind) {
        return kind == "topics" && !single_line(written).empty() ? single_line(written) : name_from_key(written.empty() ? key : written);
    }

    /// "/topics/old-name/" among a topic's aliases is a former name of the topic.
    void add_aliases(const NamedPage& page, const TermNames& slugs, store::NamedEntry& entry) {
        for (const std::string& alias : page.aliases) {
            std::string_view path = trim(alias);
            while (path.ends_with('/')) {
                path.remove_suffix(1);
            }
            const std::size_t slash = path.rfind('/');
            const std::string slug(slash == std::string_view::npos ? path : path.substr(slash + 1));
            const bool taken = std::ranges::any_of(slugs.all(), [&slug](const auto& term) { return term.second == slug; });
            // If two topics claim one former name, the first gets it.
            if (path.starts_with("/topics/") && story::is_latin_slug(slug) && !taken && topic_aliases_.insert(slug).second) {
                entry.aliases.push_back(slug);
            }
        }
    }

    const ImportRun& run_;
    SiteReader& site_;
    std::unordered_set<std::string> topic_aliases_;
    std::unordered_set<std::string> redirected_;
    std::optional<FolderMedia> media_;
    Delivery delivery_;
    std::uint64_t done_ = 0;
};

}  // namespace

base::Result<void> import_hugo(const ImportRun& run) {
    const std::filesystem::path folder = site_folder_of(run.options.source);
    std::error_code failed;
    if (!std::filesystem::is_directory(run.options.source, failed)) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("{} is not a folder; name the folder of a Hugo site.", run.options.source.string()));
    }
    TRY(const SiteConfig config, read_site_config(folder, [&run](const std::string& file, std::size_t line, const std::string& what) {
            run.report.note(file, {line, what});
        }));
    if (!base::TimeZone::find(config.time_zone)) {
        run.report.note(folder.filename().string(),
                        {0, fmt::format("timeZone {:?} is not in the tzdata of this system; dates without an offset are read as UTC",
                                        config.time_zone)});
    }
    TRY_VOID(check_permalinks(config));
    TRY(SiteFolders folders, find_folders(run.options.source, config));
    for (const std::string& note : folders.notes) {
        run.report.note(folder.filename().string(), {0, note});
    }
    TRY(std::vector<SourceFile> files, list_files(folders));
    TRY_VOID(leave_out_ignored(files, folders.site, config.ignore_files));
    if (std::ranges::none_of(files, [](const SourceFile& file) { return is_page_file(file.file); })) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{} contains no Markdown or HTML pages; name the folder of a Hugo site.",
                                                                run.options.source.string()));
    }
    // The number that become stories is known after the first pass.
    run.progressed(0, 0);
    SiteReader site(run, config, std::move(folders), std::move(files));
    TRY_VOID(site.read());
    if (run.stop_asked()) {
        return {};
    }
    // UTC is what Hugo takes for a site that names no zone.
    OldSite old{.title = config.title,
                .description = config.description,
                .language = config.language_named ? config.languages.front().tag : "",
                .time_zone = config.time_zone == "UTC" ? "" : config.time_zone,
                .origin = config.origin()};
    read_old_menu(site, old);
    take_over(old, run);
    HugoImport import(run, site);
    import.put_entries();
    TRY_VOID(import.put_stories());
    return run.media == nullptr ? base::Result<void>{} : import.put_other_files();
}

}  // namespace stoppress::importing
