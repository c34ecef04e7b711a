// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/ghost_addresses.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/text/json_text.hpp"
#include "base/text/percent.hpp"
#include "base/time/time_zone.hpp"
#include "store/addresses/address_reader.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes of redirects that are kept in memory before they are written.
constexpr std::size_t kRedirectsKept = std::size_t{1} << 16U;

constexpr std::array<std::string_view, 3> kPermalinks{"/{year}/{month}/{slug}/", "/{slug}/", "/{year}/{month}/{day}/{slug}/"};

struct GhostList {
    std::string_view here;
    std::string_view there;
};
constexpr std::array kGhostLists{GhostList{"/latest", "/"},       GhostList{"/most-viewed", "/"},  GhostList{"/archive", "/"},
                                 GhostList{"/corrections", "/"},  GhostList{"/feed.xml", "/rss/"}, GhostList{"/atom.xml", "/rss/"},
                                 GhostList{"/feed.json", "/rss/"}};

std::string_view without_slash(std::string_view path) {
    path.remove_suffix(path.size() > 1 && path.ends_with('/') ? 1 : 0);
    return path;
}

std::string filled(std::string_view pattern, const story::Story& story, std::string_view slug, const std::string& time_zone) {
    const base::Time published = story.published_at.value_or(story.updated_at);
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(base::TimeZone::find_or_utc(time_zone).local(published))};
    std::string address(pattern);
    const auto put = [&address](std::string_view name, const std::string& value) {
        if (const std::size_t at = address.find(name); at != std::string::npos) {
            address.replace(at, name.size(), value);
        }
    };
    put("{year}", fmt::format("{:04}", static_cast<int>(day.year())));
    put("{month}", fmt::format("{:02}", static_cast<unsigned>(day.month())));
    put("{day}", fmt::format("{:02}", static_cast<unsigned>(day.day())));
    put("{slug}", base::percent_encoded(slug));
    return address;
}

/// A path as a regular expression that stands for it alone.
std::string pattern_of(std::string_view path) {
    std::string pattern;
    for (const char c : path) {
        if (std::string_view("\\^$.*+?()[]{}|").contains(c)) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

/// What `names` has under the slug that is the rest of the address behind `place`.
const GhostName* name_at(std::string_view address, std::string_view place, const GhostNames& names) {
    if (!address.starts_with(place)) {
        return nullptr;
    }
    const auto found = names.find(base::percent_decoded(without_slash(address).substr(place.size())));
    return found == names.end() ? nullptr : &found->second;
}

/// Those whose slug is another in Ghost, and the former slugs of all.
void redirect_names(const std::string& place, const GhostNames& names, const Redirects& redirects, const GhostTerms& terms,
                    GhostRedirects& into) {
    for (const auto& [slug, name] : names) {
        const std::string path = place + base::percent_encoded(slug);
        const std::string there = ghost_target(path, terms);
        if (slug != name.slug) {
            into.add(path, there);
            into.add_pattern(pattern_of(path) + "/(?:feed\\.xml|atom\\.xml|feed\\.json)", there + "rss/");
        }
        if (const auto former = redirects.names.find(place + slug); former != redirects.names.end()) {
            for (const std::string& old : former->second) {
                into.add(old, there);
            }
        }
    }
}

}  // namespace

void GhostPermalinks::count(const story::Story& story) {
    if (story.status != story::Status::published || story.content.kind == story::Kind::page) {
        return;
    }
    for (std::size_t at = 0; at < kPermalinks.size(); ++at) {
        const std::string there = filled(kPermalinks.at(at), story, story.content.slug, time_zone_);
        fitting_.at(at) += without_slash(there) == without_slash(story.url) ? 1 : 0;
    }
}

std::size_t GhostPermalinks::chosen() const {
    return static_cast<std::size_t>(std::ranges::max_element(fitting_) - fitting_.begin());
}

std::string GhostPermalinks::routes() const {
    return fmt::format(
        "routes:\n\ncollections:\n  /:\n    permalink: {}\n    template: index\n\ntaxonomies:\n  tag: /topics/{{slug}}/\n  author: "
        "/authors/{{slug}}/\n",
        kPermalinks.at(chosen()));
}

std::string GhostPermalinks::address(const story::Story& story, std::string_view slug) const {
    return filled(story.content.kind == story::Kind::page ? "/{slug}/" : kPermalinks.at(chosen()), story, slug, time_zone_);
}

bool GhostRedirects::add(std::string_view from, std::string_view to) {
    if (from.contains('?')) {
        ++with_query_;
        return false;
    }
    from = without_slash(from);
    if (from == "/" || from == without_slash(to)) {
        return false;
    }
    pending_.push_back({std::string(from), pattern_of(from), std::string(to)});
    return true;
}

void GhostRedirects::add_pattern(std::string pattern, std::string_view to) {
    pending_.push_back({{}, std::move(pattern), std::string(to)});
}

void GhostRedirects::keep_free(std::string_view address) {
    kept_free_.emplace(without_slash(address));
}

base::Result<void> GhostRedirects::finish() {
    std::unique_ptr<OutputFile> file;
    std::string lines;
    for (const Pending& redirect : pending_) {
        if (kept_free_.contains(redirect.from)) {
            ++hiding_;
            continue;
        }
        lines += written_++ == 0 ? "[\n" : ",\n";
        lines += R"({"from":)";
        base::append_json_string(lines, fmt::format("^{}/?$", redirect.pattern));
        lines += R"(,"to":)";
        base::append_json_string(lines, redirect.to);
        lines += R"(,"permanent":true})";
        if (!file) {
            TRY(file, folder_.open("redirects.json"));
        }
        if (lines.size() >= kRedirectsKept) {
            TRY_VOID(file->append(lines));
            lines.clear();
        }
    }
    if (!file) {
        return {};
    }
    lines += "\n]\n";
    return file->append(lines);
}

std::string ghost_target(std::string_view address, const GhostTerms& terms) {
    for (const auto& [here, there] : kGhostLists) {
        if (address == here) {
            return std::string(there);
        }
    }
    if (const GhostName* section = name_at(address, "/sections/", terms.sections)) {
        return "/topics/" + section->slug + "/";
    }
    if (const GhostName* topic = name_at(address, "/topics/", terms.topics)) {
        return "/topics/" + topic->slug + "/";
    }
    if (const GhostName* author = name_at(address, "/authors/", terms.authors)) {
        return "/authors/" + author->slug + "/";
    }
    return std::string(address);
}

base::Result<void> redirect_lists(store::ReadSnapshot& snapshot, const Redirects& redirects, const GhostTerms& terms,
                                  GhostRedirects& into) {
    for (const auto& [here, there] : kGhostLists) {
        // An imported page may have the address.
        TRY(const auto entry, store::AddressReader(snapshot).find_address(here));
        if (!entry) {
            into.add(here, there);
        }
    }
    redirect_names("/sections/", terms.sections, redirects, terms, into);
    redirect_names("/topics/", terms.topics, redirects, terms, into);
    redirect_names("/authors/", terms.authors, redirects, terms, into);
    for (const store::Redirect& redirect : redirects.others) {
        // "$1" would be a part of the address.
        std::string target = ghost_target(redirect.target, terms);
        for (std::size_t at = target.find('$'); at != std::string::npos; at = target.find('$', at)) {
            target.replace(at, 1, "%24");
        }
        into.add(redirect.path, target);
    }
    // Ghost tries one redirect after another with each request, so those that follow a rule are one each.
    if (!terms.sections.empty()) {
        into.add_pattern("/sections/([^/]+)", "/topics/$1/");
    }
    into.add_pattern(R"(/(?:sections|topics)/([^/]+)/(?:feed\.xml|atom\.xml|feed\.json))", "/topics/$1/rss/");
    into.add_pattern(R"(/authors/([^/]+)/(?:feed\.xml|atom\.xml|feed\.json))", "/authors/$1/rss/");
    return {};
}

}  // namespace stoppress::exporting
