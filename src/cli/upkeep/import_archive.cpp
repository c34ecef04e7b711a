// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/upkeep/import_archive.hpp"

#include <array>
#include <ostream>
#include <span>
#include <string>

#include <fmt/format.h>

#include "base/files/read_file.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/progress.hpp"
#include "media/limits.hpp"
#include "settings/describe.hpp"
#include "settings/folder.hpp"
#include "store/archiving/fill_site.hpp"
#include "store/archiving/site_archive.hpp"
#include "store/archiving/verify_archive.hpp"
#include "store/files/file.hpp"
#include "store/files/new_site_folder.hpp"
#include "store/files/site_lock.hpp"

namespace stoppress::cli {
namespace {

namespace fs = std::filesystem;

base::Error archive_import_interrupted() {
    return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was imported.");
}

/// Calls `each` with the path below `folder` of every file there. The archive was verified, so there are no links.
base::Result<void> each_archived_file(const fs::path& folder, Interrupt& interrupt,
                                      const std::function<base::Result<void>(const std::string&)>& each) {
    std::error_code error;
    if (!fs::exists(folder, error)) {
        return {};
    }
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (interrupt.requested()) {
            return archive_import_interrupted();
        }
        if (at->is_regular_file(error)) {
            TRY_VOID(each(at->path().lexically_relative(folder).native()));
        }
    }
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read: {}.", folder.native(), error.message()));
    }
    return {};
}

base::Result<std::string> read_archived(const fs::path& file, std::size_t limit) {
    auto bytes = base::read_file(file, limit);
    if (!bytes.has_value()) {
        return base::fail(bytes.error().code, fmt::format("{}: {}", file.native(), bytes.error().message));
    }
    return bytes;
}

base::Result<void> write_site_file(const fs::path& file, std::string_view bytes) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    TRY(auto written, store::File::create(file, 0644));
    TRY_VOID(written.write(bytes));
    return written.sync();
}

/// In parts: a theme's file may be of any size.
base::Result<void> copy_archived(const fs::path& from, const fs::path& to) {
    TRY(auto source, store::File::open(from));
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    TRY(auto copy, store::File::create(to, 0644));
    std::array<char, 1 << 16> buffer{};
    std::size_t read = buffer.size();
    while (read == buffer.size()) {
        TRY(read, source.read(buffer));
        TRY_VOID(copy.write(std::span(buffer).first(read)));
    }
    return copy.sync();
}

base::Result<void> bring_themes(const fs::path& archive, const fs::path& site, Interrupt& interrupt) {
    return each_archived_file(archive / store::kArchivedThemes, interrupt, [&](const std::string& name) {
        return copy_archived(archive / store::kArchivedThemes / name, site / store::kArchivedThemes / name);
    });
}

base::Result<void> bring_media(const fs::path& archive, const media::Library& library, Interrupt& interrupt, Progress& bar) {
    std::uint64_t done = 0;
    return each_archived_file(archive / store::kArchivedMedia, interrupt, [&](const std::string& path) -> base::Result<void> {
        const auto file = media::StoredFile::parse(path, 0);
        const auto most = file ? media::most_bytes(file->part, file->name.format) : media::kMaxOriginalBytes;
        TRY(const auto bytes, read_archived(archive / store::kArchivedMedia / path, most));
        if (!file || media::hash_of(bytes) != file->name.hash) {
            return base::fail(base::ErrorCode::corrupt, fmt::format("media/{} is not named by the hash of its content.", path));
        }
        bar.update(++done, 0);
        return library.keep(file->part, file->name, bytes);
    });
}

void tell(const Context& context, const settings::Settings& settings, const std::vector<store::Finding>& findings) {
    context.out << fmt::format("site imported to {}\n", context.site.native());
    if (!settings.database.url.starts_with("sqlite:")) {
        context.out
            << "The stories are in the database that STOPPRESS_DATABASE_URL names; to serve them, set database.url in stoppress.toml.\n";
    }
    for (const auto& finding : findings) {
        context.err << finding.where << ": " << finding.what << '\n';
    }
}

base::Result<std::vector<store::Finding>> fill(const ArchiveImport& options, const settings::Loaded& loaded, const Context& context,
                                               Interrupt& interrupt) {
    TRY(const auto library, open_library(loaded.settings, media::kWorkingPatience));
    const media::Library archived(options.archive, media::Library::Keeping::nothing);
    Progress bar(context.err, Progress::on_terminal(), "importing", "rows");
    std::uint64_t done = 0;
    constexpr std::uint64_t kAskEvery = 256;
    const auto stepped = [&](std::string_view table, std::int64_t) {
        if (table != store::kCheckingRows && ++done % kAskEvery != 0) {
            return true;
        }
        bar.update(done, 0);
        return !interrupt.requested();
    };
    // Pictures may go where nothing removes them again: only once all rows are right.
    const auto bring_pictures = [&]() -> base::Result<void> {
        bar.finish();
        Progress pictures(context.err, Progress::on_terminal(), "copying pictures", "files");
        TRY_VOID(bring_media(options.archive, library, interrupt, pictures));
        pictures.finish();
        return interrupt.requested() ? base::Result<void>(archive_import_interrupted()) : base::Result<void>();
    };
    return store::fill_site({.archive = options.archive,
                             .findings = options.with_problems ? store::Findings::keep : store::Findings::refuse,
                             .done = stepped,
                             .verify_medium = [&archived](const store::Medium& medium) { return verify_medium(archived, medium); },
                             .before_commit = bring_pictures},
                            loaded, context.clock);
}

bool is_on_a_server(const settings::Loaded& loaded) {
    return !loaded.settings.database.url.starts_with("sqlite:");
}

/// After the rows are committed: gives the site its name.
base::Result<void> name_site(store::NewSiteFolder& folder, const settings::Loaded& loaded) {
    if (!is_on_a_server(loaded)) {
        TRY(auto lock, store::SiteLock::acquire(folder.path()));
        TRY_VOID(lock.mark_database());
    }
    auto named = folder.finish();
    if (named.has_value() || !is_on_a_server(loaded)) {
        return named;
    }
    return base::fail(named.error().code,
                      fmt::format("{} The stories and people are in the database already, but there is no folder of the site; to import "
                                  "again, use an empty database.",
                                  named.error().message));
}

}  // namespace

base::Result<int> import_archive(const ArchiveImport& options, const Context& context) {
    Interrupt interrupt;
    if (!options.dry_run) {
        TRY_VOID(store::NewSiteFolder::refuse_other_content(context.site));
    }
    {
        Progress bar(context.err, Progress::on_terminal(), "verifying", "bytes");
        TRY(const auto verified, store::verify_archive(
                                     options.archive, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); },
                                     [&interrupt] { return interrupt.requested(); }));
        bar.finish();
        TRY(const auto own, settings::load(options.archive, {}, {}));
        TRY_VOID(settings::require_portable(own));
        context.out << fmt::format("the archive is whole: {} of {}, {} files, {} bytes\n", verified.head.title, verified.head.written_at,
                                   verified.files, verified.bytes);
    }
    if (options.dry_run) {
        context.out << "This was a dry run: nothing was written.\n";
        return kAllWell;
    }
    TRY(auto folder, store::NewSiteFolder::make(context.site, "importing"));
    TRY(const auto settings_file, settings::read_settings_file(options.archive / store::kArchivedSettings));
    TRY_VOID(write_site_file(folder.path() / settings::kSettingsFile, settings_file));
    TRY(const auto loaded, settings::load(folder.path(), context.environment, context.flags));
    TRY_VOID(bring_themes(options.archive, folder.path(), interrupt));
    TRY(const auto findings, fill(options, loaded, context, interrupt));
    TRY_VOID(name_site(folder, loaded));
    tell(context, loaded.settings, findings);
    return findings.empty() ? kAllWell : kFailed;
}

}  // namespace stoppress::cli
