// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/addresses/post_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

constexpr std::array<std::string_view, 7> kFields{"tag", "tags", "primary_tag", "author", "authors", "primary_author", "featured"};

/// Reads terms from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(trim(text)) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] char next() const { return at_end() ? '\0' : text_[at_]; }
    bool skip(char c) {
        const bool found = next() == c;
        at_ += found ? 1 : 0;
        return found;
    }
    /// Up to one of NQL's signs, or what stands in quotation marks.
    std::string word() {
        for (const char quote : {'\'', '"'}) {
            if (skip(quote)) {
                const std::size_t end = text_.find(quote, at_);
                const std::string_view inside = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
                at_ = end == std::string_view::npos ? text_.size() : end + 1;
                return std::string(inside);
            }
        }
        const std::size_t end = std::min(text_.find_first_of(" +,:;<>~!()[]'\"", at_), text_.size());
        const std::string_view found = text_.substr(at_, end - at_);
        at_ = end;
        return std::string(found);
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

base::Result<PostFilter> PostFilter::parse(std::string_view text) {
    const auto unknown = [text] {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("the filter \"{}\" is not supported (of tags, authors and featured, joined by "
                                      "'+' or ',')",
                                      cut(text, 200)));
    };
    PostFilter filter;
    Scanner scan(text);
    if (scan.at_end()) {
        return filter;
    }
    filter.any_.emplace_back();
    do {
        Term term;
        term.field = scan.word();
        if (std::ranges::find(kFields, term.field) == kFields.end() || !scan.skip(':')) {
            return unknown();
        }
        term.negated = scan.skip('-');
        const bool list = scan.skip('[');
        do {
            while (scan.skip(' ')) {
            }
            term.values.push_back(scan.word());
        } while (list && scan.skip(','));
        if ((list && !scan.skip(']')) || term.values.back().empty() || term.values.size() > kMaxTopics) {
            return unknown();
        }
        filter.any_.back().push_back(std::move(term));
        if (scan.skip(',')) {
            filter.any_.emplace_back();
        } else if (!scan.at_end() && (!scan.skip('+') || scan.at_end())) {
            return unknown();
        }
    } while (!scan.at_end() && filter.any_.size() + filter.any_.back().size() <= kMaxTopics);
    return scan.at_end() && !filter.any_.back().empty() ? base::Result<PostFilter>(std::move(filter)) : unknown();
}

bool PostFilter::holds(const Term& term, const PostFields& post) {
    const auto one_of = [&term](const std::string& value) { return std::ranges::find(term.values, value) != term.values.end(); };
    bool found = false;
    if (term.field == "featured") {
        found = one_of(post.featured ? "true" : "false");
    } else if (term.field == "primary_tag") {
        found = one_of(post.primary_tag.empty() ? "null" : post.primary_tag);
    } else if (term.field == "primary_author") {
        found = !post.authors.empty() && one_of(post.authors.front());
    } else {
        found = std::ranges::any_of(term.field.starts_with("tag") ? post.tags : post.authors, one_of);
    }
    return found != term.negated;
}

bool PostFilter::matches(const PostFields& post) const {
    return any_.empty() || std::ranges::any_of(any_, [&post](const All& all) {
               return std::ranges::all_of(all, [&post](const Term& term) { return holds(term, post); });
           });
}

}  // namespace stoppress::importing::ghost
