// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pages to the folder that a web server serves, with every file that they show, and finds the lists that they lead to.
// Flow:   Route -> PageMaker -> SiteWriter -> OutputFolder
// Owner:  one export. Thread: one at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/media_files.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/site_walk.hpp"
#include "exporting/static_site/page_maker.hpp"
#include "reader/route.hpp"

namespace stoppress::exporting {

/// The folder of the site in the folder of the export.
inline constexpr std::string_view kPublic = "public";

class SiteWriter {
public:
    /// The arguments must outlive the object.
    SiteWriter(const ExportRun& run, const PageMaker& pages, const OutputFolder& folder);

    /// A story's page; `address`: as stored.
    base::Result<void> write_story(const std::string& address);
    /// All lists, indexes, feeds and sitemaps that there are: those of `filing`, and those to which others lead. `look` is called for each, and ends it with its error.
    base::Result<void> write_lists(const Filing& filing, const std::function<base::Result<void>()>& look);
    /// The theme's files, and the pages for addresses without content.
    base::Result<void> write_rest();

    /// Addresses that no file can have, or that another page's file has.
    [[nodiscard]] const std::vector<std::string>& impossible() const { return impossible_; }
    [[nodiscard]] const std::vector<std::string>& unreadable() const { return unreadable_; }
    [[nodiscard]] const MediaFiles& media() const { return media_; }
    [[nodiscard]] const std::set<std::string>& player_origins() const { return player_origins_; }

private:
    void queue(reader::Route route);
    void queue_all(const Filing& filing);
    /// A list has feeds and a next page, or not: that is seen when they are asked for.
    void queue_beside(const reader::Route& route);
    base::Result<void> write(const std::string& address, MadePage page);
    base::Result<void> write_new(const std::string& file, std::string_view bytes, const std::string& address);
    [[nodiscard]] std::string linked(const MadePage& page, bool follow);
    [[nodiscard]] std::string_view path_of(std::string_view link) const;
    /// Whether an address of this site begins behind this text.
    [[nodiscard]] bool is_of_this_site(std::string_view before) const;
    base::Result<void> take_files(std::string_view text);

    const ExportRun& run_;
    const PageMaker& pages_;
    const OutputFolder& folder_;
    MediaFiles media_;
    std::deque<reader::Route> queue_;
    std::unordered_set<std::string> queued_;  ///< keys
    std::vector<std::string> impossible_;
    std::vector<std::string> unreadable_;
    std::set<std::string> player_origins_;
    std::set<std::string> sheets_;  ///< of accent colours
};

}  // namespace stoppress::exporting
