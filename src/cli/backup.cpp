// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress backup: the whole site as one file, also while it is being served.
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "store/maintenance.hpp"

namespace stoppress::cli {
namespace {

struct BackupOptions {
    std::filesystem::path file;
};

base::Result<int> run_backup(const BackupOptions& options, const Context& context) {
    TRY(const settings::Loaded loaded, load_site(context, Missing::refuse));
    Progress bar(context.err, Progress::on_terminal(), "backing up", "bytes");
    TRY_VOID(store::backup(loaded.settings, options.file, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); }));
    bar.finish();
    std::error_code error;
    context.out << fmt::format("{} holds the site ({} bytes)\n", options.file.native(), std::filesystem::file_size(options.file, error));
    return kAllWell;
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    auto options = std::make_shared<BackupOptions>();
    CLI::App& command = add_command(app, context, "backup", "Write the whole site into one file, also while it is served");
    command.add_option("FILE", options->file, "Where to; must not exist")->required();
    when_chosen(command, context, [options, &context] { return run_backup(*options, context); });
}

}  // namespace stoppress::cli
