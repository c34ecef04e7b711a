// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/term_names.hpp"

#include <fmt/format.h>

#include "story/text.hpp"

namespace stoppress::importing {

const std::string& TermNames::slug(std::string_view key) {
    if (const auto known = slugs_.find(key); known != slugs_.end()) {
        return known->second;
    }
    std::string base = story::slug(key);
    if (base.empty()) {
        base = otherwise_;
    }
    std::string slug = base;
    for (std::size_t number = 2; !used_.insert(slug).second; ++number) {
        const std::string ending = fmt::format("-{}", number);
        std::string shortened = base.substr(0, story::kMaxSlugLength - ending.size());
        while (shortened.ends_with('-')) {
            shortened.pop_back();
        }
        slug = shortened + ending;
    }
    return slugs_.emplace(std::string(key), std::move(slug)).first->second;
}

const std::string* TermNames::find(std::string_view key) const {
    const auto known = slugs_.find(key);
    return known == slugs_.end() ? nullptr : &known->second;
}

}  // namespace stoppress::importing
