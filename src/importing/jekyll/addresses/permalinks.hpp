// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses that Jekyll gives to posts, documents of collections and pages. Measured with Jekyll 4.3.1.
// Flow:   SiteConfig, Page -> url -> canonical path
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/hugo/front_matter/dates.hpp"

namespace stoppress::importing::jekyll {

/// What the placeholders of a permalink stand for.
struct UrlParts {
    bool page = false;                    ///< a page has only :path, :basename and :output_ext
    std::string collection;               ///< "posts"
    std::vector<std::string> categories;  ///< as written
    std::string slug;                     ///< of the front matter, else from the file's name
    std::string basename;                 ///< the file's name without extension
    std::string path;                     ///< of a document: its place in the collection, without extension; of a page: its folder
    std::string output_extension;         ///< ".html"; empty: a file that is copied
    std::optional<hugo::WrittenDate> date;
};

/// A text as a part of an address: what stands between letters and digits of any script is one '-'. `pretty` also keeps
/// "._~!$&'()+,;=@"; `cased` keeps upper case.
[[nodiscard]] std::string slugified(std::string_view text, bool pretty, bool cased);

/// The template that a built-in style ("pretty") stands for, or `style` itself, for posts.
[[nodiscard]] std::string post_template(const std::string& style);
/// For documents of a collection that has no permalink of its own.
[[nodiscard]] std::string collection_template(const std::string& style);
/// For a page whose address does not come from its front matter.
[[nodiscard]] std::string page_template(const std::string& style, bool index);

/// A placeholder in `permalink` that Jekyll does not know for documents, and because of which it builds no site.
[[nodiscard]] std::optional<std::string> unknown_placeholder(std::string_view permalink);

/// The address without baseurl, percent-encoded; nothing if a placeholder is not known, or needs a date that there is not.
[[nodiscard]] std::optional<std::string> url_of(std::string_view permalink, const UrlParts& parts);

}  // namespace stoppress::importing::jekyll
