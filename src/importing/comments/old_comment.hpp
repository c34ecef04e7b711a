// SPDX-License-Identifier: GPL-3.0-or-later
// A comment of an earlier site as what is kept of it: without anything that names its writer but what readers saw, and with less markup than a story.
// Flow:   WxrComment, AtomEntry -> OldComment -> built_comment() -> Target
// Thread: any; pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time.hpp"
#include "document/document.hpp"
#include "importing/target.hpp"
#include "store/comments/records.hpp"

namespace stoppress::importing {

/// As an importer reads it. There is no place for e-mail addresses, IP addresses and browsers.
struct OldComment {
    std::string source;  ///< its id there; empty: it has none
    std::string parent;  ///< `source` of what it answers
    std::string anchor;  ///< its id in a page
    std::string name;    ///< HTML
    std::string url;
    std::string author;  ///< slug here, if the source says for sure who it was
    std::optional<base::Time> at;
    std::string html;
    std::string left_out;  ///< why the old site did not show it; empty: it did
    std::string refused;   ///< why it cannot be read; empty: it can
};

/// `move`: changes addresses in its body, as in those of stories; may be empty. `item`: for the report.
[[nodiscard]] BuiltComment built_comment(OldComment old, const std::function<void(document::Document&)>& move, Item item);

/// A name as one line without marks that could turn the text around it: control characters, and controls of direction; at most kMaxCommentNameBytes.
[[nodiscard]] std::string clean_name(std::string_view name);

}  // namespace stoppress::importing
