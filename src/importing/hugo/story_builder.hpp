// SPDX-License-Identifier: GPL-3.0-or-later
// The second pass over a Hugo site: converts one page with its body to a story.
// Flow:   KnownPage -> body -> ImportedStory -> Target
// Thread: any, several at once; reads files.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "importing/files/delivery.hpp"
#include "importing/hugo/images.hpp"
#include "importing/hugo/site_reader.hpp"
#include "store/stories/records.hpp"

namespace stoppress::importing::hugo {

class StoryBuilder {
public:
    /// `media`: takes the files that stories use; nullptr: they stay at their old addresses.
    StoryBuilder(const SiteReader& site, const ImportOptions& options, FolderMedia* media);

    [[nodiscard]] BuiltStory build(const KnownPage& known) const;

private:
    /// A value of the front matter, by "a.b".
    using Parameter = std::function<std::string(std::string_view)>;
    void add_body(std::string_view body, std::size_t line, const Page& page, const KnownPage& known, const Parameter& parameter,
                  BuiltStory& built) const;
    [[nodiscard]] std::string rewritten(std::string_view address, const Page& page, const KnownPage& known, BuiltStory& built) const;
    [[nodiscard]] std::optional<PublishedFiles::Found> file_at(std::string_view address, const Page& page, const KnownPage& known) const;
    [[nodiscard]] std::optional<TakenPicture> taken(std::string_view address, const Page& page, const KnownPage& known,
                                                    BuiltStory& built) const;
    void add_story_fields(const Page& page, BuiltStory& built) const;
    void add_filing(const Page& page, BuiltStory& built) const;
    void add_addresses(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_image(const Page& page, const KnownPage& known, BuiltStory& built) const;
    void add_dates(const Page& page, BuiltStory& built) const;

    const SiteReader& site_;
    const ImportOptions& options_;
    FolderMedia* media_;
    Images images_;
};

}  // namespace stoppress::importing::hugo
