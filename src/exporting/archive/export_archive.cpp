// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export archive`.
#include <chrono>
#include <filesystem>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/time/clock.hpp"
#include "document/convert.hpp"
#include "exporting/archive/archive_folder.hpp"
#include "exporting/archive/archive_readme.hpp"
#include "exporting/archive/archive_themes.hpp"
#include "exporting/archive/markdown_writer.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/hugo/story_file.hpp"
#include "exporting/site_walk.hpp"
#include "store/archiving/site_archive.hpp"
#include "store/archiving/write_tables.hpp"
#include "store/media/records.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/upkeep/site_tables.hpp"

namespace stoppress::exporting {
namespace {

/// Rows between two looks at whether the run was interrupted.
constexpr std::uint64_t kLookEvery = 256;

/// Counts what was written, and says when to stop.
class Steps {
public:
    explicit Steps(const ExportRun& run) : run_(run) {}
    /// False if the run was interrupted.
    bool next() {
        if (++done_ % kLookEvery != 0) {
            return true;
        }
        run_.progressed(done_, 0);
        return !run_.interrupted();
    }

private:
    const ExportRun& run_;
    std::uint64_t done_ = 0;
};

base::Error archive_interrupted() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was written.");
}

base::Result<void> write_data(const ExportRun& run, store::Session* people, ArchiveFolder& folder, Steps& steps) {
    const store::Copied written = [&steps](std::string_view, std::int64_t) { return steps.next(); };
    TRY_VOID(store::write_site_tables(run.snapshot.session().session(), folder, written));
    return store::write_people_tables(people, folder, written);
}

std::string archived_name_of(const WalkedStory& walked) {
    const story::Story& story = walked.story;
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(story.published_at.value_or(story.updated_at)));
    return fmt::format("stories/{}/{}-{}.md", static_cast<int>(date.year()), story.id.value, safe_file_name(story.content.slug));
}

/// The part for people and other programs.
base::Result<void> write_stories(SiteWalk& walk, const Redirects& redirects, ArchiveFolder& folder, Steps& steps, Exported& exported) {
    return walk.each_story([&](const WalkedStory& walked) -> base::Result<void> {
        if (!steps.next()) {
            return archive_interrupted();
        }
        static const std::vector<std::string> kNoAddresses;
        const auto former = redirects.stories.find(walked.story.id);
        const auto& paths = former == redirects.stories.end() ? kNoAddresses : former->second.paths;
        TRY_VOID(folder.write(archived_name_of(walked),
                              hugo_front_matter(walked, paths).json() + '\n' + to_markdown(walked.story.content.body)));
        exported.count(walked);
        return {};
    });
}

class MediaWriter {
public:
    MediaWriter(const media::Library& library, ArchiveFolder& folder, Exported& exported)
        : library_(library), folder_(folder), exported_(exported) {}

    base::Result<void> write(media::Part part, const std::string& hash, const std::string& type) {
        const auto format = media::format_of_type(type);
        if (!format || !media::is_hash(hash)) {
            missing_.insert(hash);
            return {};
        }
        const media::StoredFile file{.part = part, .name = {.hash = hash, .format = *format}, .size = 0};
        const std::string name = std::string(store::kArchivedMedia) + file.path();
        if (folder_.holds(name)) {
            return {};  // another medium has the same file
        }
        const auto bytes = library_.read(part, file.name);
        if (bytes.has_value()) {
            ++exported_.files;
            return folder_.write(name, *bytes);
        }
        if (bytes.error().code != base::ErrorCode::not_found) {
            return bytes.error();
        }
        missing_.insert(file.path());
        return {};
    }
    [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }

private:
    const media::Library& library_;
    ArchiveFolder& folder_;
    Exported& exported_;
    std::set<std::string> missing_{};
};

/// Every file that the rows name: what is uploaded meanwhile is not among them.
base::Result<void> write_media(const ExportRun& run, ArchiveFolder& folder, Steps& steps, Exported& exported) {
    MediaWriter writer(run.files, folder, exported);
    auto& session = run.snapshot.session().session();
    for (const auto& table : store::site_tables()) {
        if (table.name != "medium" && table.name != "rendition" && table.name != "recording_captions") {
            continue;
        }
        const bool captions = table.name == "recording_captions";
        const bool with_original = table.name == "medium";
        TRY_VOID(store::guarded([&] {
            return store::each_row(session, table, [&](const store::Query& row) -> base::Result<void> {
                if (!steps.next()) {
                    return archive_interrupted();
                }
                TRY_VOID(writer.write(media::Part::rendition, row.text("hash"),
                                      captions ? std::string(store::kCaptionsType) : row.text("content_type")));
                // Downloads have no original of their own.
                if (!with_original || row.text("original").empty()) {
                    return {};
                }
                const auto format = media::format_of_type(row.text("content_type"));
                return format && !media::is_picture(*format)
                           ? base::Result<void>()
                           : writer.write(media::Part::original, row.text("original"), row.text("original_type"));
            });
        }));
    }
    exported.add_missing(writer.missing());
    return {};
}

std::uint64_t count_of(const Redirects& redirects) {
    std::uint64_t sum = redirects.others.size();
    for (const auto& [story, former] : redirects.stories) {
        sum += former.paths.size();
    }
    return sum;
}

}  // namespace

base::Result<Exported> export_archive(const ExportRun& run) {
    TRY_VOID(refuse_in_themes(run.settings.folder, run.target));
    const base::SystemClock clock;
    // The moment of the site, then that of its people: see open_people().
    TRY_VOID(run.snapshot.change_number());
    TRY(const auto people, store::open_people(run.settings, clock));
    TRY(const auto folder, ArchiveFolder::make(run.target, {.format = store::kSiteArchiveFormat,
                                                            .schema = store::current_schema(),
                                                            .program = run.program,
                                                            .written_at = base::format_rfc3339(clock.now()),
                                                            .title = run.settings.site.title,
                                                            .url = run.settings.site.url}));
    Steps steps(run);
    Exported exported;
    TRY_VOID(folder->write("README.md", archive_readme()));
    TRY_VOID(folder->write(std::string(store::kArchivedSettings), run.own_settings));
    TRY_VOID(write_data(run, people.get(), *folder, steps));
    SiteWalk walk(run.snapshot, run.interrupted);
    TRY(const Redirects redirects, walk.redirects());
    exported.redirects = count_of(redirects);
    TRY_VOID(write_stories(walk, redirects, *folder, steps, exported));
    TRY_VOID(write_media(run, *folder, steps, exported));
    TRY_VOID(write_themes(run.settings.folder, *folder, exported));
    TRY_VOID(folder->finish());
    return exported;
}

}  // namespace stoppress::exporting
