// SPDX-License-Identifier: GPL-3.0-or-later
// Import of a whole site from another system: Hugo folders and WordPress exports (WXR). Reads the source, writes through the store alone,
// and accounts for every item. May be stopped anywhere and started again: what is there is left as it is. Flow:   files -> hugo | wordpress
// -> Target -> store Thread: the caller's, which waits; parsing runs on `threads` more.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "importing/report.hpp"
#include "importing/target.hpp"
#include "media/darkroom.hpp"
#include "media/library.hpp"
#include "store/read_pool.hpp"

namespace stoppress::importing {

struct ImportOptions {
    std::filesystem::path source;
    bool include_expired = false;
    std::optional<std::filesystem::path> media;  ///< WXR: where the attachments' files lie
    std::size_t threads = 2;
    base::Time now;
    std::string language;   ///< the site's, for sources that do not say
    std::string time_zone;  ///< the site's
};

/// What pictures are taken in with.
struct MediaTools {
    const media::Library& media_library;
    const media::Darkroom& darkroom;
    store::ReadPool& pool;  ///< knows what an earlier run took
};

/// Told of progress from one thread at a time; total 0 where it is not known yet.
using Progressed = std::function<void(std::uint64_t done, std::uint64_t total)>;
/// Asked between items: true ends the import early, in good order.
using StopAsked = std::function<bool()>;

struct ImportRun {
    const ImportOptions& options;
    Target& target;
    Report& report;
    Progressed progressed;
    StopAsked stop_asked;
    const MediaTools* media = nullptr;  ///< where `options.media` names a folder
};

/// Fails where the source is no Hugo site or its configuration cannot be read; single files that cannot be are refused in the report.
base::Result<void> import_hugo(const ImportRun& run);

/// Fails where the file is no WXR or ends to be XML; items before the place where it does are taken.
base::Result<void> import_wxr(const ImportRun& run);

}  // namespace stoppress::importing
