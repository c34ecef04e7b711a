// SPDX-License-Identifier: GPL-3.0-or-later
// The slugs of topics, authors and sections from whatever another system calls them: each key has one, no two keys share one.
// Thread: one at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

namespace stoppress::importing {

class TermNames {
public:
    /// `otherwise`: what a key is called of which nothing can be written in a slug ("topic").
    explicit TermNames(std::string otherwise) : otherwise_(std::move(otherwise)) {}

    /// The slug of `key`; the first key to ask for a slug has it, later ones get a number.
    const std::string& slug(std::string_view key);
    [[nodiscard]] const std::string* find(std::string_view key) const;
    /// All keys with their slugs, in the order of keys.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return slugs_; }

private:
    std::string otherwise_;
    std::map<std::string, std::string, std::less<>> slugs_;
    std::unordered_set<std::string> used_;
};

}  // namespace stoppress::importing
