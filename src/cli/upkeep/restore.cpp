// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress restore: the site of a backup, in a new folder.
#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/media_library.hpp"
#include "cli/progress.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::cli {
namespace {

struct RestoreOptions {
    std::filesystem::path file;
};

/// Removes them here only once all of them are there. Returns how many could not be removed.
base::Result<std::size_t> move_pictures(const media::Library& from, const media::Library& to, Progress& bar) {
    TRY(const auto files, from.list());
    std::uint64_t total = 0;
    for (const auto& file : files) {
        total += file.size;
    }
    std::uint64_t done = 0;
    for (const auto& file : files) {
        TRY(const auto bytes, from.read(file.part, file.name));
        TRY_VOID(to.keep(file.part, file.name, bytes));
        done += file.size;
        bar.update(done, total);
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(files, [&from](const auto& file) { return !from.drop(file.part, file.name).has_value(); }));
}

/// Copies pictures from the folder `media`, where a backup has them, to the configured storage. An existing file is the
/// same, or is repaired.
base::Result<void> bring_pictures(const settings::Settings& settings, const Context& context) {
    if (keeps_pictures_in_site(settings)) {
        return {};
    }
    Progress bar(context.err, Progress::on_terminal(), "copying pictures", "bytes");
    TRY(const auto target, open_library(settings, media::kWorkingPatience));
    const auto moved = move_pictures(media::Library(settings.folder), target, bar);
    bar.finish();
    if (!moved.has_value()) {
        return base::fail(
            moved.error().code,
            fmt::format("the site was restored to {}, but not all pictures could be copied to {}: {} All of them are still in {}. Set "
                        "media.store = \"media\", or restore again into another folder.",
                        settings.folder.native(), settings.media.store, moved.error().message, (settings.folder / "media").native()));
    }
    context.out << fmt::format("pictures moved to {}\n", settings.media.store);
    if (*moved > 0) {
        context.out << fmt::format("{} of them could not be removed from {}, where they are not needed any more\n", *moved,
                                   (settings.folder / "media").native());
    }
    return {};
}

base::Result<int> run_restore(const RestoreOptions& options, const Context& context) {
    Progress bar(context.err, Progress::on_terminal(), "restoring", "bytes");
    TRY_VOID(store::restore(options.file, context.site, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); }));
    bar.finish();
    context.out << fmt::format("site restored to {}\n", context.site.native());
    // The stories of a site on a server are now in a file, but its settings still name the server.
    const auto loaded = load_site(context, Missing::refuse);
    if (!loaded.has_value()) {
        return base::fail(loaded.error().code,
                          "the site was restored, but its settings are not valid on this machine: " + loaded.error().message);
    }
    TRY_VOID(bring_pictures(loaded->settings, context));
    if (!loaded->settings.database.url.starts_with("sqlite:")) {
        context.out << "The stories are in stoppress.db, but the settings name another database. To use the file, set database.url = "
                       "\"sqlite:stoppress.db\" in stoppress.toml; to move the site to a server, run `stoppress move --from "
                       "sqlite:stoppress.db --to postgresql://…`.\n";
    }
    return kAllWell;
}

}  // namespace

void add_restore(CLI::App& app, Context& context) {
    auto options = std::make_shared<RestoreOptions>();
    CLI::App& command = *app.add_subcommand("restore", "Restore a backup into a new folder");
    command.add_option("FILE", options->file, "A file written by `stoppress backup`")->required();
    command.add_option("--site", context.site, "The new folder; must not exist, or must be empty")->required();
    when_chosen(command, context, [options, &context] { return run_restore(*options, context); });
}

}  // namespace stoppress::cli
