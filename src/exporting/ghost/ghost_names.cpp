// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/ghost_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "story/text.hpp"

namespace stoppress::exporting {
namespace {

/// Ghost puts a word behind these.
constexpr std::array<std::string_view, 3> kGhostsOwn{"ghost", "rss", "amp"};

std::string latin_slug(const std::string& slug) {
    std::string latin = story::is_latin_slug(slug) ? slug : story::slug(slug);
    return std::ranges::find(kGhostsOwn, latin) == kGhostsOwn.end() ? latin : latin + "-2";
}

std::string free_slug(const std::string& slug, std::string_view otherwise, std::set<std::string>& used) {
    const std::string wanted = slug.empty() ? std::string(otherwise) : slug;
    std::string free = wanted;
    for (int number = 2; !used.insert(free).second; ++number) {
        free = fmt::format("{}-{}", wanted, number);
    }
    return free;
}

template <class Entry>
GhostNames named(const std::vector<Entry>& entries, std::uint32_t table, std::string_view otherwise, std::set<std::string>& used) {
    GhostNames names;
    // Those that can stay as they are first: others get out of their way.
    for (const bool as_it_is : {true, false}) {
        for (const Entry& entry : entries) {
            const std::string latin = latin_slug(entry.slug);
            if ((latin == entry.slug) == as_it_is) {
                names[entry.slug] = {ghost_id(table, entry.id.value), free_slug(latin, otherwise, used)};
            }
        }
    }
    return names;
}

}  // namespace

std::string ghost_id(std::uint32_t table, std::int64_t number) {
    return fmt::format("{:08x}{:016x}", table, static_cast<std::uint64_t>(number));
}

GhostTerms ghost_terms(const Filing& filing, const Redirects& redirects) {
    GhostTerms terms;
    std::set<std::string> tags;
    terms.topics = named(filing.topics, 2, "topic", tags);
    for (const auto& [address, former] : redirects.names) {
        if (address.starts_with("/topics/")) {
            for (const std::string& path : former) {
                tags.insert(base::percent_decoded(std::string_view(path).substr(path.rfind('/') + 1)));
            }
        }
    }
    terms.sections = named(filing.sections, 1, "section", tags);
    std::set<std::string> users;
    terms.authors = named(filing.authors, 3, "author", users);
    return terms;
}

void GhostSlugs::reserve(const story::Story& story) {
    if (story.status == story::Status::published) {
        reserved_.insert(std::hash<std::string>{}(latin_slug(story.content.slug)));
    }
}

std::string GhostSlugs::take(const story::Story& story) {
    const bool published = story.status == story::Status::published;
    std::string slug = latin_slug(story.content.slug);
    if (slug.empty() && (!published || story.content.slug.empty())) {
        return {};
    }
    const std::string wanted = slug.empty() ? fmt::format("story-{}", story.id.value) : slug;
    slug = wanted;
    for (int number = 2;; ++number) {
        const std::size_t hash = std::hash<std::string>{}(slug);
        const bool own = published && slug == wanted;
        if ((own || !reserved_.contains(hash)) && taken_.insert(hash).second) {
            return slug;
        }
        slug = fmt::format("{}-{}", wanted, number);
    }
}

}  // namespace stoppress::exporting
