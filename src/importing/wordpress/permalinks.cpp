// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/permalinks.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "importing/text/text.hpp"
#include "importing/wordpress/site_index.hpp"
#include "importing/wordpress/story_of_item.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// Sites whose posts each have a pattern of their own would fill the memory.
constexpr std::size_t kMaxPatterns = 10'000;

/// What WordPress's tags stand for in the address of one post, as they are read; the more telling first.
std::vector<std::pair<std::string, std::string>> parts_of(const WxrItem& item, const SiteIndex& index) {
    std::vector<std::pair<std::string, std::string>> parts;
    const auto add = [&parts](const char* tag, std::string value) {
        if (!value.empty()) {
            parts.emplace_back(tag, std::move(value));
        }
    };
    add("{name}", SiteIndex::readable(item.name));
    if (item.date.size() >= 10 && is_ascii_digit(item.date.front())) {
        add("{year}", item.date.substr(0, 4));
        add("{month}", item.date.substr(5, 2));
        add("{day}", item.date.substr(8, 2));
    }
    add("{id}", item.id > 0 ? std::to_string(item.id) : std::string());
    add("{category}", index.category_path(index.section_of(item)));
    add("{author}", SiteIndex::key_of_author(item.creator));
    return parts;
}

}  // namespace

void Permalinks::learn(const WxrItem& item, const SiteIndex& index) {
    const auto path = path_of_link(item.link);
    const std::string folder = index.base_path();
    if (!path.has_value() || path->contains('?') || !path->starts_with(folder)) {
        return;
    }
    auto parts = parts_of(item, index);
    std::string pattern;
    std::string rest = percent_decoded(std::string_view(*path).substr(folder.size()));
    const auto category = std::ranges::find(parts, "{category}", &std::pair<std::string, std::string>::first);
    if (category != parts.end() && category->second.contains('/') && rest.contains("/" + category->second + "/")) {
        // With the categories that it is in, it is several segments.
        rest = replace_all(rest, "/" + category->second + "/", "/{category}/");
    }
    for (const std::string_view written : split(rest, '/')) {
        const std::string segment(written);
        const auto whole = std::ranges::find(parts, segment, &std::pair<std::string, std::string>::second);
        const auto name = std::ranges::find(parts, "{name}", &std::pair<std::string, std::string>::first);
        pattern += pattern.empty() && written.empty() ? "" : "/";
        if (!segment.empty() && whole != parts.end()) {
            // A month and a day can be equal: each stands once.
            pattern += whole->first;
            parts.erase(whole);
        } else if (name != parts.end() && name->second.size() > 1 && segment.contains(name->second)) {
            // "a-name.html"
            pattern += replace_all(segment, name->second, "{name}");
        } else {
            pattern += segment;
        }
    }
    ++posts_;
    if (pattern.contains('{') && (patterns_.size() < kMaxPatterns || patterns_.contains(pattern))) {
        ++patterns_[pattern];
    }
}

std::string Permalinks::address_of(const WxrItem& item, const SiteIndex& index) const {
    const auto most = std::ranges::max_element(patterns_, {}, [](const auto& pattern) { return pattern.second; });
    if (most == patterns_.end() || most->second * 2 <= posts_) {
        return {};
    }
    std::string path = most->first;
    for (const auto& [tag, value] : parts_of(item, index)) {
        path = replace_all(path, tag, value);
    }
    return path.contains('{') ? std::string() : path;
}

}  // namespace stoppress::importing::wordpress
