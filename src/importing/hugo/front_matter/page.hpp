// SPDX-License-Identifier: GPL-3.0-or-later
// A content file's front matter, read by Hugo's rules, without the body.
// Flow:   ContentPath, front matter -> Page -> PageIndex, ImportedStory
// Thread: any; plain data and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importing/hugo/addresses/content_path.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/report.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

/// A picture as named in front matter.
struct NamedImage {
    std::string name;
    std::string alt;
    std::string caption;
    std::string credit;
    std::size_t line = 0;
};

struct Page {
    ContentPath path;
    std::string title;  ///< as written, with entities
    std::string slug;
    std::string url;
    std::string standfirst;  ///< plain text
    std::optional<WrittenDate> date;
    std::optional<base::Time> publishes;
    std::optional<base::Time> updated;
    std::optional<base::Time> expires;
    std::size_t expires_line = 0;
    bool draft = false;
    std::string hidden{};              ///< why Hugo shows nothing of its folder; empty: it does
    bool rendered = true;              ///< build.render, headless
    bool listed = true;                ///< build.list
    std::vector<std::string> topics;   ///< as written, from all taxonomies that become topics
    std::vector<std::string> authors;  ///< as written
    std::vector<std::string> aliases;
    std::string language;         ///< BCP 47
    bool language_named = false;  ///< the page itself names it
    std::string translation_key;
    NamedImage lead_image;
    std::vector<MenuEntry> menu_entries{};
    std::vector<Note> notes;
};

/// Reads `front_matter`. Adds a note for each value that cannot be understood (a date in an unknown form).
[[nodiscard]] Page read_page(ContentPath path, const Value& front_matter, const SiteConfig& config);

/// The picture that themes show above a story, by the keys that most of them read.
[[nodiscard]] NamedImage read_lead_image(const Value& front_matter);

/// Adds a list of names, one name, or maps with a name: authors are given in all three forms. Each once.
void add_names(std::vector<std::string>& list, const Value* value);

/// What the page of an author, topic or section says.
struct Entry {
    std::string name;
    std::string description;
    std::string email;
    std::string url;
    std::string organisation;
};
[[nodiscard]] Entry read_entry(const Value& front_matter);

/// "machine-learning" -> "Machine Learning", for terms that no page names.
[[nodiscard]] std::string name_from_key(std::string_view key);

/// Adds values of the cascades of enclosing folders that `front_matter` does not set. `cascade` is a map, or a list of
/// maps with targets.
void apply_cascade(Value& front_matter, const Value& cascade, const ContentPath& path);

}  // namespace stoppress::importing::hugo
