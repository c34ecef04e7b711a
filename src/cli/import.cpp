// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress import hugo|wxr PATH: a site from another system, with an account of every item of it.
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <thread>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/progress.hpp"
#include "importing/importing.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::cli {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
    std::string format;
    std::string path;
    std::string report;
    std::string media;
    bool dry_run = false;
    bool include_expired = false;
    bool no_media = false;
    bool as_typed = false;
};

/// A temporary site: the target of a dry run.
class TrialSite {
public:
    TrialSite() = default;
    TrialSite(const TrialSite&) = delete;
    TrialSite& operator=(const TrialSite&) = delete;
    TrialSite(TrialSite&&) = delete;
    TrialSite& operator=(TrialSite&&) = delete;
    ~TrialSite() {
        if (!folder_.empty()) {
            std::error_code ignored;
            fs::remove_all(folder_, ignored);
        }
    }

    /// The settings of `site`, for a copy of it in a file of its own, wherever the site's database is; an empty copy if
    /// there is no site yet.
    base::Result<settings::Settings> copy(settings::Settings site) {
        std::error_code failed;
        std::string name = (fs::temp_directory_path(failed) / "stoppress-dry-run-XXXXXX").string();
        if (failed || ::mkdtemp(name.data()) == nullptr) {
            return base::fail(base::ErrorCode::io, "a dry run needs a writable temporary folder; set TMPDIR to one.");
        }
        folder_ = name;
        const fs::path copy = folder_ / "site";
        const auto quiet = [](std::uint64_t, std::uint64_t) {};
        const auto saved = store::backup(site, folder_ / "backup", quiet, store::Pictures::left_out);
        if (saved.has_value()) {
            TRY_VOID(store::restore(folder_ / "backup", copy, quiet));
        } else if (saved.error().code == base::ErrorCode::not_found) {
            TRY_VOID(settings::create_site(copy));
        } else {
            return saved.error();
        }
        site.folder = copy;
        // A backup of a database on a server contains a file of the default name.
        if (!site.database.url.starts_with("sqlite:")) {
            site.database.url = settings::Settings::Database{}.url;
        }
        site.database.credentials_url.clear();
        return site;
    }

private:
    fs::path folder_;
};

base::Result<void> import_from(const ImportOptions& options, const importing::ImportRun& run) {
    return options.format == "hugo" ? importing::import_hugo(run) : importing::import_wxr(run);
}

base::Result<void> check_options(const ImportOptions& options) {
    const bool hugo = options.format == "hugo";
    const std::string_view wrong = hugo && !options.media.empty()     ? "--media is for wxr; pictures of a Hugo site are in its folder"
                                   : !hugo && options.no_media        ? "--no-media is for hugo; wxr imports pictures only with --media"
                                   : !hugo && options.include_expired ? "--include-expired is for hugo; WordPress has no expiry dates"
                                   : !hugo && options.as_typed ? "--as-typed is for hugo; of a WordPress export everything stays as typed"
                                                               : "";
    if (!wrong.empty()) {
        return base::fail(base::ErrorCode::invalid, std::string(wrong) + ".");
    }
    return {};
}

base::Result<int> run_import(const ImportOptions& options, const Context& context) {
    TRY_VOID(check_options(options));
    // Before any thread is started, since they inherit the blocked signals.
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_site(context, options.dry_run ? Missing::defaults : Missing::create));
    settings::Settings settings = loaded.settings;
    // A dry run looks for pictures in the site itself, too, but stores none.
    TRY(const auto library, open_library(settings, media::kWorkingPatience,
                                         options.dry_run ? media::Library::Keeping::nothing : media::Library::Keeping::files));
    const media::ImageSandbox image_sandbox;
    TrialSite trial;
    if (options.dry_run) {
        TRY(settings, trial.copy(settings));
    }
    importing::Report report;
    if (!options.report.empty()) {
        TRY_VOID(report.write_to(options.report));
    }
    importing::ImportOptions import;
    import.source = options.path;
    import.include_expired = options.include_expired;
    import.as_typed = options.as_typed;
    if (!options.media.empty()) {
        import.media = options.media;
    }
    // The writer's thread has work of its own.
    import.threads = std::max(1U, std::thread::hardware_concurrency());
    import.now = context.clock.now();
    import.title = settings.site.title;
    import.language = settings.site.language;
    import.time_zone = settings.site.timezone;

    base::Result<void> result;
    base::Result<void> stored;
    bool interrupted = false;
    {
        TRY(const auto writer, store::Writer::open(settings, context.clock));
        TRY(const auto pool, store::ReadPool::open(settings, import.threads));
        library.tidy();
        const bool takes_media = options.format == "hugo" ? !options.no_media : import.media.has_value();
        const importing::MediaTools tools{library, image_sandbox, *pool};
        importing::Target target(*writer, report);
        Progress progress(context.err, Progress::on_terminal(), options.dry_run ? "trying" : "importing",
                          options.format == "hugo" ? "pages" : "KB");
        const importing::ImportRun run{import,
                                       target,
                                       report,
                                       [&progress](std::uint64_t done, std::uint64_t total) { progress.update(done, total); },
                                       [&interrupt, &interrupted] { return interrupted = interrupted || interrupt.requested(); },
                                       takes_media ? &tools : nullptr};
        result = import_from(options, run);
        stored = target.finish();
        progress.finish();
    }
    TRY_VOID(report.finish());
    context.out << report.summary();
    for (const std::string& line : report.refusals()) {
        context.err << line << '\n';
    }
    if (options.dry_run) {
        context.out << "This was a dry run: nothing was written.\n";
    }
    TRY_VOID(std::move(stored));
    TRY_VOID(std::move(result));
    if (interrupted) {
        return base::fail(base::ErrorCode::unavailable, "interrupted; run the same command again to continue.");
    }
    return report.refused() == 0 ? kAllWell : kFailed;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App& command = add_command(app, context, "import", "Import a site from Hugo or WordPress");
    command.add_option("FORMAT", options->format, "hugo (the folder of a site) or wxr (WordPress: Tools, Export)")
        ->required()
        ->check(CLI::IsMember({"hugo", "wxr"}));
    command.add_option("PATH", options->path, "The folder or file to read")->required();
    command.add_flag("--dry-run", options->dry_run, "Report what would be imported, write nothing");
    command.add_option("--report", options->report, "Write every skipped or refused item, every change and every note to this file");
    command.add_option("--media", options->media, "wxr: the folder with the files of attachments (wp-content/uploads)");
    command.add_flag("--no-media", options->no_media, "hugo: leave pictures and files at their old addresses");
    command.add_flag("--as-typed", options->as_typed, "hugo: leave quotes, dashes and dots as they were typed");
    command.add_flag("--include-expired", options->include_expired, "hugo: import expired pages, too");
    when_chosen(command, context, [options, &context] { return run_import(*options, context); });
}

}  // namespace stoppress::cli
