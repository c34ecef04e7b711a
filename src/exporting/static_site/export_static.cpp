// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export static`.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "exporting/exporting.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/site_walk.hpp"
#include "exporting/static_site/leading_on.hpp"
#include "exporting/static_site/page_maker.hpp"
#include "exporting/static_site/server_files.hpp"
#include "exporting/static_site/site_writer.hpp"
#include "exporting/static_site/static_address.hpp"
#include "reader/pages/favicon.hpp"

namespace stoppress::exporting {
namespace {

void add_lost(Exported& exported, const std::vector<std::string>& addresses, std::string_view why) {
    exported.lost += addresses.size();
    if (!addresses.empty()) {
        exported.notes.push_back(fmt::format("{} pages are not written, the first is {}: {}", addresses.size(), addresses.front(), why));
    }
}

/// Published and withdrawn stories, whose addresses readers know.
base::Result<void> write_stories(const ExportRun& run, SiteWalk& walk, SiteWriter& writer, LeadingOn& leading_on, Exported& exported) {
    TRY(const Overview overview, walk.overview(run.settings.site.language));
    std::uint64_t done = 0;
    return walk.each_page([&](const std::vector<story::Story>& stories) -> base::Result<void> {
        for (const story::Story& story : stories) {
            run.progressed(++done, overview.stories);
            if (story.status == story::Status::withdrawn) {
                leading_on.add_gone(story.url);
            }
            if (story.status == story::Status::published) {
                ++(story.content.kind == story::Kind::page ? exported.pages : exported.articles);
                TRY_VOID(writer.write_story(story.url));
            }
        }
        return {};
    });
}

/// What browsers ask for without being told.
base::Result<std::string> icon_of(const ExportRun& run, const PageMaker& pages) {
    const auto route = route_at(reader::kFavicon, run.settings.boxes.most_viewed.window);
    if (!route) {
        return std::string();
    }
    TRY(MadePage icon, pages.page(*route));
    return icon.status == http::Status::found ? std::move(icon.location) : std::string();
}

/// Whether a server finds the file of another address there: that of "/one" for "/one.html", that of "/" for "/index".
bool has_file_of_another(const OutputFolder& folder, std::string_view path) {
    const std::string file = std::string(kPublic) + std::string(path);
    return (path.ends_with(".html") && folder.holds(file)) || (path.ends_with("/index") && folder.holds(file + ".html"));
}

}  // namespace

base::Result<Exported> export_static(const ExportRun& run) {
    TRY(OutputFolder folder, OutputFolder::make(run.target, OutputFolder::Readable::by_all));
    if (!can_be_quoted(folder.target().native())) {
        return base::fail(base::ErrorCode::invalid,
                          folder.target().native() +
                              " has quotes, braces, a backslash or a dollar sign, which configuration of web servers cannot "
                              "have in the name of a folder; choose another one.");
    }
    TRY(const PageMaker pages, PageMaker::make(run.snapshot, run.settings, run.clock));
    SiteWalk walk(run.snapshot, run.interrupted);
    SiteWriter writer(run, pages, folder);
    LeadingOn leading_on(run.settings.boxes.most_viewed.window);
    Exported exported;
    TRY_VOID(write_stories(run, walk, writer, leading_on, exported));
    TRY(const Filing filing, walk.filing(Names::public_ones));
    TRY_VOID(writer.write_lists(filing, [&] { return walk.look(); }));
    TRY_VOID(writer.write_rest());
    TRY(const Redirects redirects, walk.redirects());
    leading_on.add(redirects);
    exported.redirects = leading_on.redirects();
    leading_on.finish([&folder](std::string_view path) { return has_file_of_another(folder, path); });
    TRY(auto icon, icon_of(run, pages));
    const ServedSite served{.url = run.settings.site.url,
                            .folder = (folder.target() / kPublic).native(),
                            .player_origins = writer.player_origins(),
                            .icon = std::move(icon),
                            .leading_on = leading_on};
    TRY_VOID(folder.write("nginx.conf", nginx_file(served)));
    TRY_VOID(folder.write("Caddyfile", caddy_file(served)));
    exported.files = writer.media().written().size();
    exported.add_missing(writer.media().missing());
    add_lost(exported, writer.impossible(), "no file can have that name, or another page's file has it.");
    add_lost(exported, writer.unreadable(), "the body cannot be read; run `stoppress check`.");
    if (const auto& left_out = leading_on.left_out(); !left_out.empty()) {
        exported.notes.push_back(fmt::format("{} redirects are left out, the first is from {}: the files of web servers cannot name them.",
                                             left_out.size(), left_out.front()));
    }
    TRY_VOID(folder.finish());
    return exported;
}

}  // namespace stoppress::exporting
