// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress export hugo|wxr PATH: the site in the form of another system, also while it is being served.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/progress.hpp"
#include "exporting/exporting.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::cli {
namespace {

struct ExportOptions {
    std::string format;
    std::filesystem::path target;
};

base::Result<int> run_export(const ExportOptions& options, const Context& context) {
    // Before any thread is started, since they inherit the blocked signals.
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_with_newsroom(context, Missing::refuse, Upgrade::never));
    TRY(const auto library, open_library(loaded.settings, media::kWorkingPatience, media::Library::Keeping::nothing));
    TRY(const auto pool, store::ReadPool::open(loaded.settings, 1));
    Progress bar(context.err, Progress::on_terminal(), "exporting", "stories");
    exporting::Exported exported;
    TRY_VOID(pool->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        const exporting::ExportRun run{.snapshot = snapshot,
                                       .files = library,
                                       .settings = loaded.settings,
                                       .target = options.target,
                                       .progressed = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); },
                                       .interrupted = [&interrupt] { return interrupt.requested(); }};
        TRY(exported, options.format == "hugo" ? exporting::export_hugo(run) : exporting::export_wxr(run));
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
    CLI::App& command = add_command(app, context, "export", "Write the site for another system; works while the site is served");
    command.add_option("FORMAT", options->format, "hugo (the source of a Hugo site) or wxr (the export file of WordPress)")
        ->required()
        ->check(CLI::IsMember({"hugo", "wxr"}));
    command.add_option("PATH", options->target, "The folder to write; must be new or empty")->required();
    when_chosen(command, context, [options, &context] { return run_export(*options, context); });
}

}  // namespace stoppress::cli
