// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a Hugo site from its folder: first an inventory, then sections, topics and authors, then the stories in the
// order of their files.
#include <fmt/format.h>

#include "base/time/time_zone.hpp"
#include "importing/hugo/site_reader.hpp"
#include "importing/hugo/story_builder.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text.hpp"
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
    HugoImport(const ImportRun& run, SiteReader& site) : run_(run), site_(site) {}

    void put_entries() {
        put_sections();
        put_terms(site_.topics, site_.topic_slugs, site_.topic_names, "/topics/", "topics");
        put_terms(site_.authors, site_.author_slugs, site_.author_names, "/authors/", "authors");
    }

    void put_stories() {
        const StoryBuilder builder(site_, run_.options);
        OrderedWork<const KnownPage*, BuiltStory> work(
            run_.options.threads, 512, [&builder](const KnownPage* known) { return builder.build(*known); },
            [this](BuiltStory built) {
                if (built.refused.has_value()) {
                    run_.target.settle(built.item, Outcome::refused, *built.refused);
                } else {
                    run_.target.story(std::move(built.story), std::move(built.item));
                }
                run_.progressed(++done_, site_.pages.size());
            });
        for (std::size_t i = 0; i < site_.pages.size(); ++i) {
            if (i % 64 == 0 && (run_.stop_asked() || run_.target.failed())) {
                break;
            }
            work.push(&site_.pages[i]);
        }
        work.finish();
    }

private:
    Item item_of(const NamedPage& page, std::string kind) const {
        Item item;
        item.kind = std::move(kind);
        item.file = site_.files[page.file].name;
        return item;
    }

    /// Redirects the page's own address and its aliases to its address here.
    void redirect(const NamedPage& page, const std::string& target, const Item& item) {
        std::vector<std::string> from{page.address};
        for (const std::string& alias : page.aliases) {
            from.push_back(alias_address(alias, page.address, site_.config()).value_or(""));
        }
        for (std::string& path : from) {
            // Lists are found by their slug, a topic also by its aliases, before redirects are looked up, so only
            // Hugo's form with a '/' needs one.
            const bool ours = path.starts_with("/topics/") || path.starts_with("/authors/") || path.starts_with("/sections/");
            if (ours && !path.ends_with('/')) {
                path += '/';
            }
            if (!path.empty() && path != target) {
                Item quiet = item;
                quiet.notes.clear();
                run_.target.redirect(std::move(path), target, std::move(quiet));
            }
        }
    }

    void put_sections() {
        std::unordered_set<std::string> named;
        for (const NamedPage& page : site_.sections) {
            const std::string& slug = site_.section_slugs.slug(page.key);
            named.insert(page.key);
            run_.target.section({slug, page.entry.name, page.entry.description, "", "", "", {}}, item_of(page, "sections"));
            redirect(page, "/sections/" + slug, item_of(page, "sections"));
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
            redirect(page, route + slug, item);
        }
        for (const auto& [key, slug] : slugs.all()) {
            if (named.contains(key)) {
                continue;
            }
            const auto written = names.find(key);
            store::NamedEntry entry{slug, name_from_key(written == names.end() ? key : written->second), "", "", "", "", {}};
            Item item;
            item.counted = false;
            item.file = key;
            if (kind == "topics") {
                run_.target.topic(std::move(entry), item);
            } else {
                run_.target.author(std::move(entry), item);
            }
            redirect_list(key, route + slug, kind, item);
        }
    }

    /// A term without a page of its own had a list as well.
    void redirect_list(const std::string& key, const std::string& target, const std::string& kind, const Item& item) {
        for (const Taxonomy& taxonomy : site_.config().taxonomies) {
            const auto path = canonical_path(site_.config().base_path + "/" + taxonomy.plural + "/" + key + "/");
            if ((taxonomy.kind == TermKind::author) == (kind == "authors") && path.has_value() && *path != target) {
                run_.target.redirect(*path, target, item);
            }
        }
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
    HugoImport import(run, site);
    import.put_entries();
    import.put_stories();
    return {};
}

}  // namespace stoppress::importing
