// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress export FORMAT PATH: the site in the form of another system, as files for a web server or as an archive, also while it is
// being served.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/progress.hpp"
#include "exporting/exporting.hpp"
#include "settings/describe.hpp"
#include "settings/effective_settings.hpp"
#include "store/engine/read_pool.hpp"
#include "store/upkeep/pictures_held.hpp"

namespace stoppress::cli {
namespace {

struct ExportFormat {
    std::string_view name;
    std::string_view what;
    base::Result<exporting::Exported> (*write)(const exporting::ExportRun&);
    std::string_view unit = "stories";  ///< of its progress
};
constexpr std::array kExportFormats{ExportFormat{"archive", "everything, for `import archive`", exporting::export_archive, "rows"},
                                    ExportFormat{"ghost", "the import files of Ghost", exporting::export_ghost},
                                    ExportFormat{"hugo", "the source of a Hugo site", exporting::export_hugo},
                                    ExportFormat{"static", "the readers' site as files, for nginx or Caddy", exporting::export_static},
                                    ExportFormat{"wxr", "the export file of WordPress", exporting::export_wxr}};

struct ExportOptions {
    std::string format;
    std::filesystem::path target;
};

base::Result<int> run_export(const ExportOptions& options, const Context& context) {
    // Before any thread is started, since they inherit the blocked signals.
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_with_newsroom(context, Missing::refuse, Upgrade::never));
    TRY(const auto kept, kept_settings(loaded.settings));
    // With what the newsroom has set at any time, such as the title.
    const auto in_effect = settings::EffectiveSettings(loaded).with(kept);
    TRY(const auto library, open_library(loaded.settings, media::kWorkingPatience, media::Library::Keeping::nothing));
    TRY(const auto pool, store::ReadPool::open(loaded.settings, 1));
    const auto& format = *std::ranges::find(kExportFormats, options.format, &ExportFormat::name);
    Progress bar(context.err, Progress::on_terminal(), "exporting", std::string(format.unit));
    exporting::Exported exported;
    const store::PicturesHeld pictures_held(loaded.settings.folder);
    TRY_VOID(pool->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        const exporting::ExportRun run{.snapshot = snapshot,
                                       .files = library,
                                       .settings = *in_effect,
                                       .clock = context.clock,
                                       .target = options.target,
                                       .own_settings = settings::portable_file(loaded),
                                       .program = STOPPRESS_VERSION,
                                       .progressed = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); },
                                       .interrupted = [&interrupt] { return interrupt.requested(); }};
        TRY(exported, format.write(run));
        return {};
    }));
    bar.finish();
    context.out << fmt::format("written to {}: {} stories, {} pages, {} drafts, {} files, {} redirects\n", options.target.native(),
                               exported.articles, exported.pages, exported.drafts, exported.files, exported.redirects);
    for (const std::string& note : exported.notes) {
        context.err << note << '\n';
    }
    return exported.lost == 0 ? kAllWell : kFailed;
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App& command =
        add_command(app, context, "export", "Write the site for another system, or as files; works while the site is served");
    std::vector<std::string> names;
    std::string help;
    for (const ExportFormat& format : kExportFormats) {
        names.emplace_back(format.name);
        help += fmt::format("{}{} ({})", help.empty() ? "" : ", ", format.name, format.what);
    }
    command.add_option("FORMAT", options->format, help)->required()->check(CLI::IsMember(names));
    command.add_option("PATH", options->target, "The folder to write; must be new or empty")->required();
    when_chosen(command, context, [options, &context] { return run_export(*options, context); });
}

}  // namespace stoppress::cli
