// SPDX-License-Identifier: GPL-3.0-or-later
// Imports a whole site from another system: folders of Hugo and Jekyll, WordPress exports (WXR), exports of Ghost, Substack and Blogger,
// feed archives (Atom). It reads the source, writes only
// through the store, and accounts for every item. It can be interrupted and started again: items already imported stay
// as they are.
// Flow:   files -> hugo | jekyll | wordpress | ghost | substack | atom -> Target -> store
// Thread: the caller's, which waits; parsing runs on `threads` more.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "importing/report.hpp"
#include "importing/site/old_site.hpp"
#include "importing/target.hpp"
#include "media/import_file.hpp"
#include "media/library.hpp"

namespace stoppress::store {
class ReadPool;
}  // namespace stoppress::store

namespace stoppress::importing {

struct ImportOptions {
    std::filesystem::path source;
    bool include_expired = false;
    bool as_typed = false;                       ///< Hugo, Jekyll, WXR: quotes and dashes stay as they were typed
    std::optional<std::filesystem::path> media;  ///< WXR, Ghost, Atom: folder with the attachments' files
    std::vector<std::filesystem::path> more;     ///< WXR, Atom: further files; Ghost: routes.yaml, redirects.yaml, redirects.json
    std::vector<std::string> post_types;         ///< WXR: of items that are read as posts, beside "post"
    std::string address;                         ///< Ghost, Atom: the old site's, which its export may not name
    bool address_named = false;                  ///< `address` was named by the person; else it is that of this site
    std::size_t threads = 2;
    base::Time now;
    SettingsHere here;
    std::string language;   ///< the site's, for sources that do not name one
    std::string time_zone;  ///< the site's
};

/// What importing pictures needs.
struct MediaTools {
    const media::Library& media_library;
    const media::Sandboxes& sandboxes;
    store::ReadPool& pool;  ///< knows what an earlier run imported
};

/// Reports progress, from one thread at a time; total is 0 while it is not known.
using Progressed = std::function<void(std::uint64_t done, std::uint64_t total)>;
/// Called between items: true ends the import early, in good order.
using StopAsked = std::function<bool()>;

struct ImportRun {
    const ImportOptions& options;
    Target& target;
    Report& report;
    Progressed progressed;
    StopAsked stop_asked;
    const MediaTools* media = nullptr;  ///< set if pictures and files are imported
};

/// Fails if the source is not a Hugo site or its configuration cannot be read; single files that cannot be read are
/// refused in the report.
base::Result<void> import_hugo(const ImportRun& run);

/// Fails if the source is not a Jekyll site, its configuration cannot be read, or addresses of stories could be wrong; single files that
/// cannot be read are refused in the report.
base::Result<void> import_jekyll(const ImportRun& run);

/// Fails if the file is not a Ghost export, in JSON or in a ZIP file, or addresses of posts could be wrong; items before a place that
/// cannot be read are imported.
base::Result<void> import_ghost(const ImportRun& run);

/// Fails if the source is not the export of a Substack, as a ZIP file or a folder.
base::Result<void> import_substack(const ImportRun& run);

/// Fails if a file is not an Atom feed, or becomes invalid XML before its first entry; entries before such a place are imported.
base::Result<void> import_atom(const ImportRun& run);

/// Fails if the file is not WXR or becomes invalid XML; items before that place are imported.
base::Result<void> import_wxr(const ImportRun& run);

}  // namespace stoppress::importing
