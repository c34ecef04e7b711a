// SPDX-License-Identifier: GPL-3.0-or-later
// The authors of a Jekyll site: those whom posts name, what _data/authors.yml and the like say of them, and those who have a page in a
// collection.
// Flow:   _data, documents, names in front matter -> People -> author entries
// Thread: one at a time; find() any, once all are known.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "importing/hugo/front_matter/page.hpp"
#include "importing/jekyll/site/site_config.hpp"
#include "importing/report.hpp"
#include "importing/text/term_names.hpp"

namespace stoppress::importing::jekyll {

/// Whether a collection of that name is of people: "authors", "people", "team".
[[nodiscard]] bool is_of_people(std::string_view collection);

class People {
public:
    /// Reads the data files. Those that cannot be read are noted in `report`.
    void read_data(const std::filesystem::path& site, const SiteConfig& config, Report& report);
    /// A person by the document that describes them; false: another one does.
    bool describe(const std::string& file, const std::string& name, const Value& values);
    /// A person whom a story names.
    void name(const std::string& written);

    /// Their slug; nullptr: no story names them and nothing describes them.
    [[nodiscard]] const std::string* find(std::string_view written) const;

    struct Person {
        std::string slug;
        hugo::Entry entry;
        std::string file;  ///< the document that describes them; empty: none
    };
    /// Those whom a story names or a document describes.
    [[nodiscard]] std::vector<Person> all() const;

private:
    void add(const std::string& key, hugo::Entry entry, bool named);
    [[nodiscard]] std::string key_of(std::string_view written) const;

    struct Known {
        hugo::Entry entry;
        bool named = false;
        std::string file;
    };
    std::map<std::string, Known> people_;       ///< by key
    std::map<std::string, std::string> other_;  ///< other ways to write a person, to the key
    mutable TermNames slugs_{"author"};
};

}  // namespace stoppress::importing::jekyll
