// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export hugo`.
#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "exporting/exporting.hpp"
#include "exporting/files/media_files.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/hugo/site_files.hpp"
#include "exporting/hugo/story_file.hpp"
#include "exporting/site_walk.hpp"

namespace stoppress::exporting {
namespace {

/// Stories of one year may have one slug.
std::string free_name(const OutputFolder& folder, const StoryFile& file, base::StoryId id) {
    std::string name = file.folder + "/" + file.name;
    while (folder.holds(name + ".html")) {
        name += fmt::format("-{}", id.value);
    }
    return name + ".html";
}

std::size_t with_a_query(const Redirects& redirects) {
    const auto has_query = [](const std::string& address) { return address.contains('?'); };
    auto sum = static_cast<std::size_t>(
        std::ranges::count_if(redirects.others, [&](const store::Redirect& redirect) { return has_query(redirect.path); }));
    for (const auto& [story, former] : redirects.stories) {
        sum += static_cast<std::size_t>(std::ranges::count_if(former.paths, has_query));
    }
    return sum;
}

}  // namespace

base::Result<Exported> export_hugo(const ExportRun& run) {
    TRY(OutputFolder folder, OutputFolder::make(run.target));
    SiteWalk walk(run.snapshot, run.interrupted);
    TRY(const Filing filing, walk.filing(Names::public_ones));
    TRY(const Redirects redirects, walk.redirects());
    TRY(const Overview overview, walk.overview(run.settings.site.language));
    Exported exported;
    TRY_VOID(write_hugo_site(run, folder));
    TRY_VOID(write_hugo_terms(filing, redirects, folder));
    TRY(exported.redirects, write_redirects(run.snapshot, redirects, folder));
    MediaFiles files(run.files, folder, "static/media", run.settings.site.url);
    // Hugo publishes all of `static`, and readers have not seen these.
    MediaFiles hidden(run.files, folder, "unpublished/media", run.settings.site.url);
    std::uint64_t done = 0;
    TRY_VOID(walk.each_story([&](WalkedStory walked) -> base::Result<void> {
        run.progressed(++done, overview.stories);
        static const std::vector<std::string> kNone;
        const auto former = redirects.stories.find(walked.story.id);
        const auto& aliases = former == redirects.stories.end() ? kNone : former->second.paths;
        const StoryFile file = hugo_file_of(walked, aliases);
        TRY_VOID(folder.write(free_name(folder, file, walked.story.id), file.text));
        TRY_VOID((walked.story.status == story::Status::published ? files : hidden).take(walked.story.content));
        exported.redirects += static_cast<std::uint64_t>(std::ranges::count_if(aliases, has_a_file));
        exported.count(walked);
        return {};
    }));
    exported.files = files.written().size() + hidden.written().size();
    std::set<std::string> missing = files.missing();
    missing.insert(hidden.missing().begin(), hidden.missing().end());
    exported.add_missing(missing);
    exported.note_comments();
    if (const std::size_t queries = with_a_query(redirects); queries != 0) {
        exported.notes.push_back(
            fmt::format("{} redirects are from addresses with a query (\"/?p=12\"), which a static site cannot tell apart.", queries));
    }
    TRY_VOID(folder.finish());
    return exported;
}

}  // namespace stoppress::exporting
