// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/addresses/routes.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/time/time_zone.hpp"
#include "importing/text/text.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::ghost {
namespace {

/// The next "{name}" in a pattern.
struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< behind the brace
    std::string_view name;
};
std::optional<Part> part_from(std::string_view pattern, std::size_t at) {
    const std::size_t begin = pattern.find('{', at);
    const std::size_t end = begin == std::string_view::npos ? begin : pattern.find('}', begin);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    return Part{begin, end + 1, pattern.substr(begin + 1, end - begin - 1)};
}

std::optional<std::string> value_of(std::string_view name, const PostFields& post, base::Time published, const std::string& time_zone) {
    const base::TimeZone zone = base::TimeZone::find_or_utc(time_zone);
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(zone.local(published))};
    if (name == "slug") {
        return post.slug;
    }
    if (name == "id") {
        return post.id;
    }
    if (name == "year") {
        return fmt::format("{:04}", static_cast<int>(day.year()));
    }
    if (name == "month") {
        return fmt::format("{:02}", static_cast<unsigned>(day.month()));
    }
    if (name == "day") {
        return fmt::format("{:02}", static_cast<unsigned>(day.day()));
    }
    if (name == "primary_tag") {
        return post.primary_tag.empty() ? "all" : post.primary_tag;
    }
    if (name == "primary_author" || name == "author") {
        return post.authors.empty() ? "all" : post.authors.front();
    }
    return std::nullopt;
}

base::Error wrong(const std::string& why) {
    return base::fail(base::ErrorCode::invalid, fmt::format("routes.yaml: {}; the addresses of the posts would be wrong.", why));
}

/// Fails for a pattern whose parts are not all known.
base::Result<std::string> checked(std::string pattern, const std::string& where) {
    for (auto part = part_from(pattern, 0); part.has_value(); part = part_from(pattern, part->end)) {
        if (!value_of(part->name, {}, {}, "UTC").has_value()) {
            return wrong(fmt::format("{}: {{{}}} in \"{}\" is not known", where, part->name, pattern));
        }
    }
    if (!pattern.contains("{slug}") && !pattern.contains("{id}")) {
        return wrong(fmt::format("{}: \"{}\" is the same address for every post", where, pattern));
    }
    return pattern;
}

}  // namespace

base::Result<Routes> Routes::read(std::string_view yaml) {
    const ReadValue read = read_yaml(yaml);
    if (const auto* failure = std::get_if<ReadFailure>(&read)) {
        return base::fail(base::ErrorCode::invalid, fmt::format("routes.yaml:{}: {}.", failure->line, failure->reason));
    }
    const Value& root = std::get<Value>(read);
    Routes routes;
    if (const Value* collections = root.find("collections"); collections != nullptr) {
        routes.collections_.clear();
        for (const auto& [place, collection] : collections->members() == nullptr ? Members{} : *collections->members()) {
            TRY(std::string permalink, checked(collection.text_of("permalink"), place));
            auto filter = PostFilter::parse(collection.text_of("filter"));
            if (!filter.has_value()) {
                return wrong(fmt::format("{}: {}", place, filter.error().message));
            }
            routes.collections_.push_back({place, std::move(permalink), *std::move(filter)});
        }
    }
    if (const Value* taxonomies = root.find("taxonomies"); taxonomies != nullptr) {
        routes.tag_ = taxonomies->text_of("tag");
        routes.author_ = taxonomies->text_of("author");
    }
    if (const Value* pages = root.find("routes"); pages != nullptr && pages->members() != nullptr) {
        for (const auto& [path, page] : *pages->members()) {
            routes.notes_.push_back("a page made by the theme is not imported: " + std::string(cut(path, 200)));
        }
    }
    return routes;
}

std::optional<std::string> Routes::post(const PostFields& post, base::Time published, const std::string& time_zone) const {
    for (const Collection& collection : collections_) {
        if (!collection.filter.matches(post)) {
            continue;
        }
        std::string path;
        std::size_t at = 0;
        for (auto part = part_from(collection.permalink, 0); part.has_value(); part = part_from(collection.permalink, part->end)) {
            path += collection.permalink.substr(at, part->begin - at);
            path += value_of(part->name, post, published, time_zone).value_or("");
            at = part->end;
        }
        return canonical_path(path + collection.permalink.substr(at));
    }
    return std::nullopt;
}

std::string Routes::taxonomy(const std::string& pattern, std::string_view slug) {
    return pattern.empty() ? std::string() : canonical_path(replace_all(pattern, "{slug}", slug)).value_or("");
}

std::vector<std::string> Routes::lists() const {
    std::vector<std::string> places;
    for (const Collection& collection : collections_) {
        if (collection.place != "/") {
            places.push_back(collection.place);
        }
    }
    return places;
}

}  // namespace stoppress::importing::ghost
