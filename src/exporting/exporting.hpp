// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a site in the form of another system, so that a newsroom can leave as easily as it came.
// Flow:   store -> ReadSnapshot -> SiteWalk -> hugo, wordpress, ghost, static_site -> files
// Thread: the snapshot's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "media/library.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::exporting {

struct WalkedStory;

struct ExportRun {
    store::ReadSnapshot& snapshot;  ///< all that is exported is from this one moment
    const media::Library& files;
    const settings::Settings& settings;
    const base::Clock& clock;
    std::filesystem::path target;                                             ///< a folder; must not exist, or be empty
    std::string own_settings;                                                 ///< for an archive: settings::portable_file()
    std::string program;                                                      ///< for an archive: this program's version
    std::function<void(std::uint64_t done, std::uint64_t total)> progressed;  ///< in stories; of an archive, in rows and files
    std::function<bool()> interrupted;                                        ///< the export ends with `unavailable` soon after it is true
};

/// What was written.
struct Exported {
    std::uint64_t articles = 0;  ///< published ones, as the next
    std::uint64_t pages = 0;
    std::uint64_t drafts = 0;  ///< stories that readers cannot see: drafts, scheduled and withdrawn ones
    std::uint64_t files = 0;   ///< pictures and downloads
    std::uint64_t redirects = 0;
    std::uint64_t comments = 0;      ///< of an earlier site, on the stories that were counted
    std::uint64_t lost = 0;          ///< files and bodies that the site should have and that cannot be read
    std::vector<std::string> notes;  ///< these, and what the other system has no place for, a sentence each

    void count(const WalkedStory& walked);
    /// Says that the other system has no place for comments, if there are any.
    void note_comments();
    /// Files that the library does not have.
    void add_missing(const std::set<std::string>& names);
};

/// The source of a Hugo site in which every story, section, topic and author keeps its address. The folder appears when it is complete.
/// Fails with `conflict` if it exists and is not empty, `unavailable` if the disk is full or the run was interrupted, `io`, or as the store
/// does; then nothing of it is left.
[[nodiscard]] base::Result<Exported> export_hugo(const ExportRun& run);

/// The readers' site as files, and what nginx and Caddy need to serve them at the addresses that they have. A page that no file can be
/// written for costs itself. The same errors.
[[nodiscard]] base::Result<Exported> export_static(const ExportRun& run);

/// The export file of WordPress (WXR 1.2) with the files that it names, and the redirects as a table. The same errors.
[[nodiscard]] base::Result<Exported> export_wxr(const ExportRun& run);

/// What Ghost 5 and 6 import: the site as JSON, its pictures in a ZIP file, its redirects and routes. The same errors.
[[nodiscard]] base::Result<Exported> export_ghost(const ExportRun& run);

/// Everything, as plain files of which `import archive` makes the same site (store/archiving). The same errors, and `corrupt` if a row
/// cannot be written as text.
[[nodiscard]] base::Result<Exported> export_archive(const ExportRun& run);

}  // namespace stoppress::exporting
