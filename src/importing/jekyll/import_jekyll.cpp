// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a Jekyll site from its folder: first what there is and where, then sections, topics and authors, then the stories in the order of
// their files. No template, include or plug-in of the site is run.
#include <fmt/format.h>

#include <unordered_set>

#include "base/time/time_zone.hpp"
#include "importing/files/delivery.hpp"
#include "importing/importing.hpp"
#include "importing/jekyll/site_reader.hpp"
#include "importing/jekyll/story_builder.hpp"
#include "importing/limits.hpp"
#include "importing/ordered_work.hpp"
#include "importing/text/text.hpp"
#include "store/filing/records.hpp"

namespace stoppress::importing {
namespace {

class JekyllImport {
public:
    JekyllImport(const ImportRun& run, jekyll::SiteReader& site) : run_(run), site_(site), delivery_(run) {
        if (run.media != nullptr) {
            media_.emplace(*run.media, "jekyll");
        }
    }

    void put_entries() {
        for (const auto& [key, slug] : site_.section_slugs.all()) {
            run_.target.section({slug, name_of(key, site_.section_names, true), "", "", "", "", {}}, quiet(key));
        }
        for (const auto& [key, slug] : site_.topic_slugs.all()) {
            run_.target.topic({slug, name_of(key, site_.topic_names, false), "", "", "", "", {}}, quiet(key));
        }
        for (const jekyll::People::Person& person : site_.people.all()) {
            Item item = quiet(person.file.empty() ? person.slug : person.file);
            item.kind = "authors";
            item.counted = !person.file.empty();
            if (item.counted) {
                run_.report.found(item.kind);
            }
            const hugo::Entry& entry = person.entry;
            run_.target.author({person.slug,
                                entry.name.empty() ? hugo::name_from_key(person.slug) : entry.name,
                                entry.description,
                                entry.email,
                                entry.url,
                                entry.organisation,
                                {}},
                               std::move(item));
        }
    }

    base::Result<void> put_stories() {
        const jekyll::StoryBuilder builder(site_, run_.options, media_.has_value() ? &*media_ : nullptr);
        OrderedWork<const jekyll::KnownPage*, BuiltStory> work(
            run_.options.threads, media_.has_value() ? 32 : 512,
            [&builder](const jekyll::KnownPage* known) { return builder.build(*known); },
            [this](BuiltStory built) {
                delivery_.story(std::move(built));
                run_.progressed(++done_, site_.pages.size());
            });
        for (std::size_t i = 0; i < site_.pages.size(); ++i) {
            if (i % 64 == 0 && (run_.stop_asked() || run_.target.failed() || delivery_.failed())) {
                break;
            }
            work.push(&site_.pages[i]);
        }
        work.finish();
        return delivery_.take_failure();
    }

    /// Behind the stories: what has a page of its own needs no redirect.
    void put_redirects() {
        std::unordered_set<std::string> taken;
        for (const jekyll::KnownPage& known : site_.pages) {
            taken.insert(known.address);
        }
        for (const jekyll::OldRedirect& redirect : site_.redirects) {
            const std::string_view target = trim(redirect.target);
            const bool path = target.starts_with('/') && !target.starts_with("//");
            if (taken.insert(redirect.address).second) {
                run_.target.own_redirect(redirect.address, (path ? site_.config().base_path : "") + std::string(target),
                                         quiet(site_.files[redirect.file].file));
            }
        }
        for (const jekyll::OldList& list : site_.old_lists) {
            const auto address = canonical_path(list.address);
            const std::string target = site_.path_of(list.target);
            if (address.has_value() && *address != target && taken.insert(*address).second) {
                run_.target.redirect(*address, target, quiet("lists"));
            }
        }
    }

private:
    static Item quiet(const std::string& file) {
        Item item;
        item.counted = false;
        item.file = file;
        return item;
    }

    /// Sections are called as titles are: "city-life" is "City Life". Topics are called as they were.
    static std::string name_of(const std::string& key, const std::map<std::string, std::string>& names, bool title) {
        const auto written = names.find(key);
        std::string name = single_line(written == names.end() ? key : written->second);
        return title ? hugo::name_from_key(name) : name;
    }

    const ImportRun& run_;
    jekyll::SiteReader& site_;
    std::optional<FolderMedia> media_;
    Delivery delivery_;
    std::uint64_t done_ = 0;
};

}  // namespace

base::Result<void> import_jekyll(const ImportRun& run) {
    TRY(jekyll::SiteSource source, jekyll::read_site(run.options.source, run.options.time_zone));
    const jekyll::SiteConfig& config = source.config;
    if (!config.time_zone_named) {
        run.report.note(
            "_config.yml",
            {0, fmt::format("names no timezone: dates without an offset are read in {}, the time zone of this site", config.time_zone)});
    } else if (!base::TimeZone::find(config.time_zone)) {
        run.report.note("_config.yml",
                        {0, fmt::format("timezone {:?} is not in the tzdata of this system; dates without an offset are read as UTC",
                                        config.time_zone)});
    }
    TRY(auto files, jekyll::list_files(source.folder, config));
    if (files.empty()) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("{} contains no posts and no pages; name the folder of a Jekyll site.", run.options.source.string()));
    }
    run.progressed(0, 0);
    const OldSite old{.title = config.title,
                      .description = text_of_html(config.root.text_of("description")),
                      .language = config.language,
                      .time_zone = config.time_zone_named ? config.time_zone : "",
                      .origin = config.origin};
    jekyll::SiteReader site(run, std::move(source), std::move(files));
    TRY_VOID(site.read());
    if (run.stop_asked()) {
        return {};
    }
    take_over(old, run);
    JekyllImport import(run, site);
    import.put_entries();
    TRY_VOID(import.put_stories());
    import.put_redirects();
    return {};
}

}  // namespace stoppress::importing
