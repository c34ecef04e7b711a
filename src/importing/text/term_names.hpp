// SPDX-License-Identifier: GPL-3.0-or-later
// Makes slugs for the topics, authors and sections of another system: each key has one, and no two keys share one.
// Thread: one at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

namespace stoppress::importing {

class TermNames {
public:
    /// `otherwise`: the slug of a key without any usable character ("topic").
    explicit TermNames(std::string otherwise) : otherwise_(std::move(otherwise)) {}

    /// The slug of `key`. If several keys ask for the same slug, the first one gets it and the others get a number.
    const std::string& slug(std::string_view key);
    [[nodiscard]] const std::string* find(std::string_view key) const;
    /// All keys with their slugs, ordered by key.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return slugs_; }

private:
    std::string otherwise_;
    std::map<std::string, std::string, std::less<>> slugs_;
    std::unordered_set<std::string> used_;
};

}  // namespace stoppress::importing
