// SPDX-License-Identifier: GPL-3.0-or-later
// The filters of Ghost's routes.yaml, such as "tag:news+featured:true": which posts a collection shows. Follows NQL, Ghost's query language,
// for the fields that say something about a post's tags and authors.
// Thread: any; immutable once parsed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::importing::ghost {

/// What filters and addresses look at.
struct PostFields {
    std::string id;
    std::string slug;
    std::vector<std::string> tags;  ///< slugs, also of internal ones, in their order
    std::vector<std::string> authors;
    std::string primary_tag;  ///< the first tag if it is public; else empty
    bool featured = false;
};

class PostFilter {
public:
    /// Matches every post.
    PostFilter() = default;
    /// Fails with `invalid` for anything that it does not know: a collection would show other posts than it should.
    [[nodiscard]] static base::Result<PostFilter> parse(std::string_view text);

    [[nodiscard]] bool matches(const PostFields& post) const;

private:
    struct Term {
        std::string field;
        bool negated = false;
        std::vector<std::string> values;  ///< one of them
    };
    using All = std::vector<Term>;

    [[nodiscard]] static bool holds(const Term& term, const PostFields& post);

    std::vector<All> any_;  ///< all terms of one of them; empty: every post
};

}  // namespace stoppress::importing::ghost
