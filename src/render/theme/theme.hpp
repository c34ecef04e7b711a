// SPDX-License-Identifier: GPL-3.0-or-later
// A theme: Mustache templates, CSS and words, loaded and checked as a whole; converts page data to HTML.
// Flow:   edition -> pages.hpp -> Theme -> press
// Thread: any; immutable once loaded.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "render/pages.hpp"
#include "settings/settings.hpp"

namespace stoppress::render {

/// A file that pages refer to by an address with the hash of its content.
struct Asset {
    std::string path;  ///< "/assets/3f9a…/style.css"
    std::string content_type;
    std::string bytes;
    std::string gzip;  ///< empty if it would not be smaller
    std::string brotli;
};

class Theme {
    class Impl;

public:
    /// Loads settings.site.theme from <folder>/themes/<name>, with the built-in default for missing files, or only the
    /// built-in theme. Every template is parsed and rendered with sample data: a broken theme is an `invalid` error
    /// that names file and line.
    static base::Result<std::shared_ptr<const Theme>> load(const settings::Settings& settings);

    /// The same theme with the current settings of the site; `theme` itself if they are unchanged.
    /// Reads no files.
    static std::shared_ptr<const Theme> with_site(const std::shared_ptr<const Theme>& theme, const settings::Settings::Site& site);

    Theme(const Theme&) = delete;
    Theme& operator=(const Theme&) = delete;
    Theme(Theme&&) = delete;
    Theme& operator=(Theme&&) = delete;
    ~Theme();

    /// Complete pages, with kBreakingMark, kNewArticlesMark and kMostViewedMark in place of the line and the boxes.
    [[nodiscard]] std::string story(const StoryPage& page) const;
    [[nodiscard]] std::string list(const ListPage& page) const;
    [[nodiscard]] std::string corrections(const CorrectionsPage& page) const;
    [[nodiscard]] std::string index(const IndexPage& page) const;
    [[nodiscard]] std::string search(const SearchPage& page) const;
    [[nodiscard]] std::string error(const ErrorPage& page) const;

    /// A box's markup for pages in `language`; complete and valid even without entries.
    [[nodiscard]] std::string box(BoxKind kind, std::span<const story::Card> cards, std::string_view language, story::Window window) const;

    /// The breaking line's markup for pages in `language`.
    [[nodiscard]] std::string breaking(const BreakingLine& line, std::string_view language) const;

    /// The title of a list in the page's language ("Latest", the section's name, "March 2026"); its feeds have
    /// the same title.
    [[nodiscard]] std::string list_title(const ListPage& page) const;

    /// A word of the catalogue for pages in `language`: "Correction".
    [[nodiscard]] const std::string& word(std::string_view language, std::string_view key) const;
    /// The same with each {name} replaced.
    [[nodiscard]] std::string word(std::string_view language, std::string_view key,
                                   std::initializer_list<std::pair<std::string_view, std::string>> values) const;

    /// The language of the catalogue that is used for pages in `language`. Boxes are made once for each of
    /// these in use.
    [[nodiscard]] std::string wording_language(std::string_view language) const;

    /// The languages of all catalogues.
    [[nodiscard]] std::span<const std::string> wordings() const;

    [[nodiscard]] std::span<const Asset> assets() const;

    /// A text option of theme.toml; `otherwise` if the theme has none of that name.
    [[nodiscard]] std::string text_option(const std::string& name, std::string_view otherwise) const;

    /// The name of its folder, as in site.theme.
    [[nodiscard]] const std::string& name() const;
    /// A hash of all its files, for keys of data derived from it.
    [[nodiscard]] const std::string& version() const;

    /// For load(); the parameter's type is private.
    explicit Theme(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::render
