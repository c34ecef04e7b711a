// SPDX-License-Identifier: GPL-3.0-or-later
// The second pass over a Jekyll site: converts one page with its body to a story.
// Flow:   KnownPage -> Liquid, kramdown -> ImportedStory -> Target
// Thread: any, several at once; reads files.
#pragma once

#include <string>
#include <string_view>

#include "importing/files/delivery.hpp"
#include "importing/jekyll/site_files.hpp"
#include "importing/jekyll/site_reader.hpp"

namespace stoppress::importing::jekyll {

class StoryBuilder {
public:
    /// `media`: takes the files that stories use; nullptr: they stay at their old addresses.
    StoryBuilder(const SiteReader& site, const ImportOptions& options, FolderMedia* media)
        : site_(site), options_(options), media_(media), site_files_(site) {}

    [[nodiscard]] BuiltStory build(const KnownPage& known) const;

private:
    void add_fields(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_filing(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_addresses(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_dates(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_image(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_body(const SiteReader::Opened& source, const Page& page, const KnownPage& known, BuiltStory& built) const;
    [[nodiscard]] std::string rewritten(std::string_view address, const KnownPage& known, BuiltStory& built) const;
    [[nodiscard]] std::optional<TakenPicture> taken(std::string_view path, BuiltStory& built) const;

    const SiteReader& site_;
    const ImportOptions& options_;
    FolderMedia* media_;
    SiteFiles site_files_;
};

}  // namespace stoppress::importing::jekyll
