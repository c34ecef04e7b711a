// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a Ghost post as a document: from Lexical (Ghost 5 and later), Mobiledoc (Ghost 1 to 4) or HTML. Follows the node and card
// types of Ghost's editor (Koenig), and their HTML where it is right.
// Flow:   Row -> read_body() -> Document
// Thread: any; pure functions but for what BodyOptions calls.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "base/result.hpp"
#include "document/document.hpp"

namespace stoppress::importing::ghost {

struct BodyOptions {
    /// The address here for one of the old site's, as written there ("__GHOST_URL__/about/").
    std::function<std::string(std::string_view)> rewrite_address;
    /// The old site's, "https://paper.test/blog", for where its mark stands in text; empty: the mark stays.
    std::string site_address{};
    /// Of the story's language: blocks say theirs only if it differs.
    bool right_to_left = false;
};

struct Body {
    document::Document document;
    std::vector<std::string> notes;  ///< what was left out or changed, each once
};

/// Of a row of "posts". Fails if it cannot be read, or exceeds a limit of documents.
[[nodiscard]] base::Result<Body> read_body(const boost::json::object& post, const BodyOptions& options);

/// The same from each form alone.
[[nodiscard]] base::Result<Body> body_of_lexical(std::string_view lexical, const BodyOptions& options);
[[nodiscard]] base::Result<Body> body_of_mobiledoc(std::string_view mobiledoc, const BodyOptions& options);
[[nodiscard]] base::Result<Body> body_of_html(std::string_view html, const BodyOptions& options);

}  // namespace stoppress::importing::ghost
