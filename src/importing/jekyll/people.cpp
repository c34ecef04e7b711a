// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/people.hpp"

#include <algorithm>
#include <array>

#include "base/files/read_file.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

constexpr std::array<std::string_view, 8> kCollections{"authors", "author", "people",  "persons",
                                                       "team",    "staff",  "members", "contributors"};

/// The first that has a text.
std::string key_in(const Value& person) {
    for (const std::string_view key : {"short_name", "shortname", "username", "slug", "id", "key", "handle", "nickname"}) {
        if (std::string text = person.text_of(key); !trim(text).empty()) {
            return text;
        }
    }
    return {};
}

std::string simple(std::string_view text) {
    return single_line(ascii_lower(text));
}

}  // namespace

bool is_of_people(std::string_view collection) {
    return std::ranges::find(kCollections, collection) != kCollections.end();
}

void People::add(const std::string& key, hugo::Entry entry, bool named) {
    const std::string name = simple(key);
    if (name.empty()) {
        return;
    }
    Known& known = people_[name];
    known.named = known.named || named;
    if (known.entry.name.empty()) {
        known.entry = std::move(entry);
        if (!known.entry.name.empty()) {
            other_.try_emplace(simple(known.entry.name), name);
        }
    }
}

void People::read_data(const std::filesystem::path& site, const SiteConfig& config, Report& report) {
    for (const std::string_view file : kCollections) {
        for (const std::string_view extension : {".yml", ".yaml", ".json"}) {
            const std::string name = config.data_folder + "/" + std::string(file) + std::string(extension);
            const auto text = base::read_file_below(site, name, kMaxDataFileBytes);
            if (!text.has_value()) {
                if (text.error().code != base::ErrorCode::not_found) {
                    report.note(name, {0, "not read: the file " + text.error().message});
                }
                continue;
            }
            const ReadValue read = extension == ".json" ? read_json(*text) : read_yaml(*text);
            if (const auto* failure = std::get_if<ReadFailure>(&read)) {
                report.note(name, {failure->line, failure->reason});
                continue;
            }
            const auto& value = std::get<Value>(read);
            for (const auto& [key, person] : value.members() == nullptr ? Members{} : *value.members()) {
                if (person.members() != nullptr) {
                    add(key, hugo::read_entry(person), false);
                }
            }
            for (const Value& person : value.values() == nullptr ? Values{} : *value.values()) {
                const hugo::Entry entry = hugo::read_entry(person);
                const std::string key = key_in(person);
                add(key.empty() ? entry.name : key, entry, false);
            }
        }
    }
}

bool People::describe(const std::string& file, const std::string& name, const Value& values) {
    const std::string own = key_in(values);
    const std::string& key = own.empty() ? name : own;
    add(key, hugo::read_entry(values), true);
    if (!own.empty()) {
        other_.try_emplace(simple(name), simple(own));
    }
    const auto known = people_.find(simple(key));
    if (known == people_.end() || !known->second.file.empty()) {
        return false;
    }
    known->second.file = file;
    return true;
}

std::string People::key_of(std::string_view written) const {
    std::string key = simple(written);
    if (!people_.contains(key)) {
        const auto other = other_.find(key);
        return other == other_.end() ? key : other->second;
    }
    return key;
}

void People::name(const std::string& written) {
    const std::string key = key_of(written);
    if (const auto known = people_.find(key); known != people_.end()) {
        known->second.named = true;
    } else {
        hugo::Entry entry;
        entry.name = hugo::name_from_key(single_line(written));
        add(key, std::move(entry), true);
    }
    slugs_.slug(key);
}

const std::string* People::find(std::string_view written) const {
    return slugs_.find(key_of(written));
}

std::vector<People::Person> People::all() const {
    std::vector<Person> all;
    for (const auto& [key, known] : people_) {
        if (known.named) {
            all.push_back({slugs_.slug(key), known.entry, known.file});
        }
    }
    return all;
}

}  // namespace stoppress::importing::jekyll
