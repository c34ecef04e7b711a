// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress backup: the whole site as one file, also while it is being served.
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

/// Pictures in the site's own folder `media` are copied with it.
store::PicturesElsewhere pictures_elsewhere(const settings::Settings& settings, const media::Library& library) {
    if (keeps_pictures_in_site(settings)) {
        return {};
    }
    return {.list = [&library]() -> base::Result<std::vector<store::PictureFile>> {
                TRY(const auto files, library.list());
                std::vector<store::PictureFile> listed;
                for (const auto& file : files) {
                    listed.push_back({std::string(store::kPicturesFolder) + file.path(), file.size});
                }
                return listed;
            },
            .read = [&library](const store::PictureFile& file) -> base::Result<std::string> {
                const auto stored = media::StoredFile::parse(std::string_view(file.path).substr(store::kPicturesFolder.size()), file.size);
                if (!stored.has_value()) {
                    return base::fail(base::ErrorCode::internal, file.path + " is not a valid name of a media file.");
                }
                return library.read(stored->part, stored->name);
            }};
}

struct BackupOptions {
    std::filesystem::path file;
};

base::Result<int> run_backup(const BackupOptions& options, const Context& context) {
    TRY(const settings::Loaded loaded, load_site(context, Missing::refuse));
    Progress bar(context.err, Progress::on_terminal(), "backing up", "bytes");
    TRY(const auto library, open_library(loaded.settings, media::kWorkingPatience));
    TRY_VOID(store::backup(
        loaded.settings, options.file, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); },
        store::Pictures::included, pictures_elsewhere(loaded.settings, library)));
    bar.finish();
    std::error_code error;
    context.out << fmt::format("backup written to {} ({} bytes)\n", options.file.native(), std::filesystem::file_size(options.file, error));
    return kAllWell;
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    auto options = std::make_shared<BackupOptions>();
    CLI::App& command = add_command(app, context, "backup", "Back up the whole site into one file; works while the site is served");
    command.add_option("FILE", options->file, "The file to write; must not exist")->required();
    when_chosen(command, context, [options, &context] { return run_backup(*options, context); });
}

}  // namespace stoppress::cli
