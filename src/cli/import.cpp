// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress import hugo|jekyll|wxr|ghost|substack|atom PATH…: a site from another system, with an account of every item of it.
// `import archive` is in upkeep/import_archive.cpp.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ostream>
#include <thread>

#include "base/files/temporary_folder.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/progress.hpp"
#include "cli/settings_here.hpp"
#include "cli/upkeep/import_archive.hpp"
#include "importing/account/import_account.hpp"
#include "importing/importing.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/imports/import_writer.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::cli {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
    std::string format;
    std::vector<std::string> paths;
    std::string report;
    std::string media;
    std::string address;
    std::vector<std::string> post_types;
    bool dry_run = false;
    bool include_expired = false;
    bool no_media = false;
    bool as_typed = false;
    bool with_problems = false;
};

/// The settings of `site`, for a copy of it in a file of its own in `folder`, wherever the site's database is; an empty copy if there is
/// no site yet. It is the target of a dry run.
base::Result<settings::Settings> trial_copy(settings::Settings site, const fs::path& folder) {
    const fs::path copy = folder / "site";
    const auto quiet = [](std::uint64_t, std::uint64_t) {};
    const auto saved = store::backup(site, folder / "backup", quiet, store::Pictures::left_out);
    if (saved.has_value()) {
        TRY_VOID(store::restore(folder / "backup", copy, quiet));
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

base::Result<void> import_from(const ImportOptions& options, const importing::ImportRun& run) {
    if (options.format == "hugo") {
        return importing::import_hugo(run);
    }
    if (options.format == "jekyll") {
        return importing::import_jekyll(run);
    }
    if (options.format == "substack") {
        return importing::import_substack(run);
    }
    if (options.format == "atom") {
        return importing::import_atom(run);
    }
    return options.format == "ghost" ? importing::import_ghost(run) : importing::import_wxr(run);
}

base::Result<void> check_options(const ImportOptions& options) {
    struct Rule {
        bool broken;
        std::string_view message;
    };
    const auto is = [&options](std::initializer_list<std::string_view> formats) {
        return std::ranges::find(formats, options.format) != formats.end();
    };
    const std::array rules{
        Rule{options.with_problems && !is({"archive"}), "--with-problems is for archive; other imports refuse single items"},
        Rule{!options.report.empty() && is({"archive"}), "--report is for other formats; of an archive, everything is imported or nothing"},
        Rule{!options.media.empty() && !is({"wxr", "ghost", "atom"}),
             "--media is for wxr, ghost and atom; pictures of a Hugo or Jekyll site are in its folder"},
        Rule{options.no_media && !is({"hugo", "jekyll", "ghost", "atom"}),
             "--no-media is for hugo, jekyll, ghost and atom; wxr imports pictures only with --media"},
        Rule{options.include_expired && !is({"hugo"}), "--include-expired is for hugo; other systems have no expiry dates"},
        Rule{options.as_typed && !is({"hugo", "jekyll", "wxr"}),
             "--as-typed is for hugo, jekyll and wxr; of other systems everything stays as typed"},
        Rule{options.paths.size() > 1 && !is({"wxr", "ghost", "atom"}),
             "only exports of WordPress and Ghost and feeds can be several files; name one"},
        Rule{!options.post_types.empty() && !is({"wxr"}), "--post-type is for wxr; other systems have no types of their own"},
        Rule{!options.address.empty() && !is({"ghost", "atom"}),
             "--address is for ghost and atom; other systems name the address of the site"}};
    for (const Rule& rule : rules) {
        if (rule.broken) {
            return base::fail(base::ErrorCode::invalid, std::string(rule.message) + ".");
        }
    }
    return {};
}

/// For the newsroom, in one transaction. Returns whether it has something to do.
base::Result<bool> keep_account(store::Writer& writer, const store::ImportAccount& account) {
    bool kept = false;
    const auto result = writer.run([&account, &kept](store::WriteTransaction& transaction) -> base::Result<void> {
        TRY(const auto run, store::ImportWriter(transaction).keep(account));
        kept = run.has_value();
        return {};
    });
    if (!result.has_value()) {
        return base::fail(result.error().code, "The stories are here, but the account of the import could not be kept for the newsroom: " +
                                                   result.error().message + " Run the same command again.");
    }
    return kept && !account.notes.empty();
}

base::Result<int> run_import(const ImportOptions& options, const Context& context) {
    TRY_VOID(check_options(options));
    if (options.format == "archive") {
        return import_archive({.archive = options.paths.front(), .dry_run = options.dry_run, .with_problems = options.with_problems},
                              context);
    }
    // Before any thread is started, since they inherit the blocked signals.
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_with_newsroom(context, options.dry_run ? Missing::defaults : Missing::create,
                                                          options.dry_run ? Upgrade::never : Upgrade::first));
    settings::Settings settings = loaded.settings;
    // A dry run looks for pictures in the site itself, too, but stores none.
    TRY(const auto library, open_library(settings, media::kWorkingPatience,
                                         options.dry_run ? media::Library::Keeping::nothing : media::Library::Keeping::files));
    const media::Sandboxes sandboxes;
    base::TemporaryFolder trial;
    if (options.dry_run) {
        TRY(trial, base::TemporaryFolder::make("dry-run"));
        TRY(settings, trial_copy(settings, trial.path()));
    }
    importing::Report report;
    if (!options.dry_run) {
        report.keep_notes();
    }
    if (!options.report.empty()) {
        TRY_VOID(report.write_to(options.report));
    }
    importing::ImportOptions import;
    import.source = options.paths.front();
    import.more.assign(options.paths.begin() + 1, options.paths.end());
    import.post_types = options.post_types;
    import.address_named = !options.address.empty();
    import.address = options.address.empty() ? settings.site.url : options.address;
    import.include_expired = options.include_expired;
    import.as_typed = options.as_typed;
    if (!options.media.empty()) {
        import.media = options.media;
    }
    // The writer's thread has work of its own.
    import.threads = std::max(1U, std::thread::hardware_concurrency());
    import.now = context.clock.now();
    import.language = settings.site.language;
    import.time_zone = settings.site.timezone;

    base::Result<void> result;
    base::Result<void> stored;
    base::Result<bool> notes = false;
    bool interrupted = false;
    {
        TRY(const auto writer, store::Writer::open(settings, context.clock, store::Writer::Commits::large));
        TRY(const auto pool, store::ReadPool::open(settings, import.threads));
        TRY(import.here, settings_here(loaded, *pool));
        library.tidy();
        const bool takes_media = options.format == "wxr" ? import.media.has_value() : !options.no_media;
        const importing::MediaTools tools{library, sandboxes, *pool};
        importing::Target target(*writer, report);
        Progress progress(context.err, Progress::on_terminal(), options.dry_run ? "trying" : "importing",
                          options.format == "wxr" || options.format == "atom" ? "KB" : "pages");
        const importing::ImportRun run{import,
                                       target,
                                       report,
                                       [&progress](std::uint64_t done, std::uint64_t total) { progress.update(done, total); },
                                       [&interrupt, &interrupted] { return interrupted = interrupted || interrupt.requested(); },
                                       takes_media ? &tools : nullptr};
        result = import_from(options, run);
        stored = target.finish();
        progress.finish();
        if (stored.has_value() && !options.dry_run) {
            const bool complete = result.has_value() && !interrupted;
            std::vector<fs::path> paths(options.paths.begin(), options.paths.end());
            notes = keep_account(*writer,
                                 importing::import_account(report, {options.format, std::move(paths), import.now, complete, takes_media}));
        }
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
    TRY(const bool noted, std::move(notes));
    if (noted) {
        context.out << "The newsroom lists what is left to do, under \"Moved in\".\n";
    }
    if (interrupted) {
        return base::fail(base::ErrorCode::unavailable, "interrupted; run the same command again to continue.");
    }
    return report.refused() == 0 ? kAllWell : kFailed;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App& command = add_command(app, context, "import",
                                    "Import a site from Hugo, Jekyll, WordPress, Ghost, Substack, Blogger, a feed archive or an archive");
    command
        .add_option(
            "FORMAT", options->format,
            "hugo or jekyll (the folder of a site), wxr (WordPress: Tools, Export), ghost (Settings, Import/Export), "
            "substack (Settings, Exports) or atom (a feed with whole texts, as Blogger and Movable Type give it); exports also as ZIP; "
            "or archive (a folder that `stoppress export archive` has written; --site must be new)")
        ->required()
        ->check(CLI::IsMember({"hugo", "jekyll", "wxr", "ghost", "substack", "atom", "archive"}));
    command
        .add_option("PATH", options->paths,
                    "The folder or files to read: several files of one WordPress export or feed; behind a Ghost export its routes.yaml and "
                    "redirects.yaml")
        ->required();
    command.add_flag("--dry-run", options->dry_run, "Report what would be imported, write nothing");
    command.add_option("--report", options->report, "Write every skipped or refused item, every change and every note to this file");
    command.add_option("--media", options->media,
                       "The folder with pictures and files: wxr: wp-content/uploads, ghost: content, atom: Albums of Takeout");
    command.add_flag("--no-media", options->no_media, "hugo, jekyll, ghost, atom: leave pictures and files at their old addresses");
    command.add_option("--post-type", options->post_types, "wxr: a type of the site's own whose items are stories (may be repeated)")
        ->allow_extra_args(false);
    command.add_option("--address", options->address, "ghost, atom: the address of the old site, if it is not that of this one");
    command.add_flag("--as-typed", options->as_typed, "hugo, jekyll, wxr: leave quotes, dashes and dots as they were typed");
    command.add_flag("--include-expired", options->include_expired, "hugo: import expired pages, too");
    command.add_flag("--with-problems", options->with_problems, "archive: import it even if `stoppress check` would find problems in it");
    when_chosen(command, context, [options, &context] { return run_import(*options, context); });
}

}  // namespace stoppress::cli
