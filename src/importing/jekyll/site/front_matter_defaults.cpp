// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/site/front_matter_defaults.hpp"

#include <algorithm>
#include <vector>

#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// "/posts/" -> "posts"; a path that does not begin with '/' stays.
std::string_view plain(std::string_view path) {
    if (!path.starts_with('/')) {
        return path;
    }
    path.remove_prefix(1);
    path.remove_suffix(path.size() > 1 && path.ends_with('/') ? 1 : 0);
    return path;
}

bool applies(const DefaultSet& set, const SiteConfig& config, std::string_view file, std::string_view place, std::string_view type) {
    if (!set.scoped) {
        return true;
    }
    if (set.type.has_value() && *set.type != type) {
        return false;
    }
    std::string_view scope = set.path;
    const std::string folder = config.collections_folder.empty() ? std::string() : config.collections_folder + "/";
    if (!folder.empty() && scope.starts_with(folder)) {
        scope.remove_prefix(folder.size());
    }
    // A glob is looked for among the files, where the common folder is.
    return scope.contains('*') ? begins_as_glob(plain(set.path), file) : plain(place).starts_with(scope);
}

/// Whether a set at `scope` may replace values of one at `before`.
bool precedes(const DefaultSet& before, const DefaultSet& scope) {
    const std::size_t old_length = plain(before.path).size();
    const std::size_t new_length = plain(scope.path).size();
    if (old_length != new_length) {
        return new_length > old_length;
    }
    return scope.type.has_value() || !before.type.has_value();
}

}  // namespace

bool begins_as_glob(std::string_view glob, std::string_view path) {
    // reached[p]: the part of the path so far can be matched by the first p characters of the glob.
    std::vector<bool> reached(glob.size() + 1, false);
    const auto spread = [&glob](std::vector<bool>& row) {
        for (std::size_t p = 0; p < glob.size(); ++p) {
            if (row[p] && glob[p] == '*') {
                row[p + 1] = true;
                // "**/" may stand for no folder at all.
                if (glob.substr(p).starts_with("**/")) {
                    row[p + 3] = true;
                }
            }
        }
    };
    reached[0] = true;
    spread(reached);
    for (const char c : path) {
        if (reached[glob.size()] && c == '/') {
            return true;
        }
        std::vector<bool> next(glob.size() + 1, false);
        for (std::size_t p = 0; p < glob.size(); ++p) {
            if (!reached[p]) {
                continue;
            }
            const bool folders = glob[p] == '*' && ((p > 0 && glob[p - 1] == '*') || glob.substr(p).starts_with("**"));
            if (glob[p] == '*') {
                next[p] = next[p] || c != '/' || folders;
            } else if (glob[p] == c || (glob[p] == '?' && c != '/')) {
                next[p + 1] = true;
            }
        }
        reached = std::move(next);
        spread(reached);
        if (std::ranges::find(reached, true) == reached.end()) {
            return false;
        }
    }
    return reached[glob.size()];
}

Value defaults_for(const SiteConfig& config, std::string_view file, std::string_view place, std::string_view type) {
    Value values = Value(Members{});
    const DefaultSet* before = nullptr;
    for (const DefaultSet& set : config.defaults) {
        if (!applies(set, config, file, place, type)) {
            continue;
        }
        if (before == nullptr || precedes(*before, set)) {
            values = merged(std::move(values), set.values);
            before = &set;
        } else {
            values = merged(set.values, std::move(values));
        }
    }
    return values;
}

}  // namespace stoppress::importing::jekyll
