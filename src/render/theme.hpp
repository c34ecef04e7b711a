// SPDX-License-Identifier: GPL-3.0-or-later
// A theme: Mustache templates, CSS and words, loaded and checked as a whole; turns page data into HTML.
// Flow:   edition -> pages.hpp -> Theme -> press
// Thread: immutable once loaded; any thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "render/pages.hpp"
#include "settings/settings.hpp"

namespace stoppress::render {

/// A file that pages refer to by an address with its content's hash in it.
struct Asset {
    std::string path;  ///< "/assets/3f9a…/style.css"
    std::string content_type;
    std::string bytes;
    std::string gzip;  ///< empty where it would not be smaller
    std::string brotli;
};

class Theme {
    class Impl;

public:
    /// Loads settings.site.theme from <folder>/themes/<name>, file by file over the built-in default, or the built-in alone. Every template
    /// is parsed and rendered once on sample data: a broken theme is an `invalid` error that names file and line.
    static base::Result<std::shared_ptr<const Theme>> load(const settings::Settings& settings);

    /// The same theme with the site's title and description as they are by now; `theme` itself where they are the same. Reads no file.
    static std::shared_ptr<const Theme> with_site(const std::shared_ptr<const Theme>& theme, const settings::Settings::Site& site);

    Theme(const Theme&) = delete;
    Theme& operator=(const Theme&) = delete;
    Theme(Theme&&) = delete;
    Theme& operator=(Theme&&) = delete;
    ~Theme();

    /// Whole pages, with kNewArticlesMark and kMostViewedMark where the boxes go.
    [[nodiscard]] std::string story(const StoryPage& page) const;
    [[nodiscard]] std::string list(const ListPage& page) const;
    [[nodiscard]] std::string corrections(const CorrectionsPage& page) const;
    [[nodiscard]] std::string index(const IndexPage& page) const;
    [[nodiscard]] std::string error(const ErrorPage& page) const;

    /// A box's markup for pages in `language`; complete and valid also without entries.
    [[nodiscard]] std::string box(BoxKind kind, std::span<const story::Card> cards, std::string_view language, story::Window window) const;

    /// What a list is called in the page's language ("Latest", the section's name, "March 2026"): its feeds bear the same title.
    [[nodiscard]] std::string list_title(const ListPage& page) const;

    /// A word of the catalogue for pages in `language`: "Correction".
    [[nodiscard]] const std::string& word(std::string_view language, std::string_view key) const;

    /// The catalogue's language that pages in `language` are worded in: boxes are made once for each of these that is in use.
    [[nodiscard]] std::string wording_language(std::string_view language) const;

    /// All the catalogues' languages.
    [[nodiscard]] std::span<const std::string> wordings() const;

    [[nodiscard]] std::span<const Asset> assets() const;

    /// An option of theme.toml that is a text; `otherwise` where the theme has none of that name.
    [[nodiscard]] std::string text_option(const std::string& name, std::string_view otherwise) const;

    /// The name of its folder, as site.theme has it.
    [[nodiscard]] const std::string& name() const;
    /// A hash of all its files: goes into what is derived from it.
    [[nodiscard]] const std::string& version() const;

    /// For load(): nobody else can name an Impl.
    explicit Theme(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::render
