// SPDX-License-Identifier: GPL-3.0-or-later
// What one content file says about itself: its front matter read by Hugo's rules, without the body.
// Flow: ContentPath, front matter -> Page -> PageIndex, ImportedStory
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importing/hugo/content_path.hpp"
#include "importing/hugo/dates.hpp"
#include "importing/report.hpp"
#include "importing/value.hpp"

namespace stoppress::importing::hugo {

/// A picture as front matter names it.
struct NamedImage {
    std::string name;
    std::string alt;
    std::string caption;
    std::string credit;
    std::size_t line = 0;
};

struct Page {
    ContentPath path;
    std::string title;  ///< as written, entities and all
    std::string slug;
    std::string url;
    std::string standfirst;  ///< plain text
    std::optional<WrittenDate> date;
    std::optional<base::Time> publishes;
    std::optional<base::Time> updated;
    std::optional<base::Time> expires;
    std::size_t expires_line = 0;
    bool draft = false;
    bool rendered = true;              ///< build.render, headless
    bool listed = true;                ///< build.list
    std::vector<std::string> topics;   ///< as written, of all taxonomies of that kind
    std::vector<std::string> authors;  ///< as written
    std::vector<std::string> aliases;
    std::string language;         ///< BCP 47
    bool language_named = false;  ///< by the page itself
    std::string translation_key;
    NamedImage lead_image;
    std::vector<Note> notes;
};

/// Reads `front_matter`. Notes what it cannot make sense of (a date in no known form).
[[nodiscard]] Page read_page(ContentPath path, const Value& front_matter, const SiteConfig& config);

/// What an author's, topic's or section's page says of it.
struct Entry {
    std::string name;
    std::string description;
    std::string email;
    std::string url;
    std::string organisation;
};
[[nodiscard]] Entry read_entry(const Value& front_matter);

/// "machine-learning" -> "Machine Learning", for terms that no page gives a name.
[[nodiscard]] std::string name_from_key(std::string_view key);

/// Adds what the cascade of folders above says and `front_matter` does not. `cascade` is a map, or a list of maps with targets.
void apply_cascade(Value& front_matter, const Value& cascade, const ContentPath& path);

}  // namespace stoppress::importing::hugo
