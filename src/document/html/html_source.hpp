// SPDX-License-Identifier: GPL-3.0-or-later
// Prepares HTML for Gumbo: refuses it if it is nested too deeply, and replaces plain text by placeholders, for speed.
//
// Gumbo spends about 100 ns on each character, and nine tenths of a body are letters that do not matter to the
// parser. So each stretch of plain text becomes one private-use character, which is replaced by the text again when
// the tree is read. Tags, entities, newlines and white space at the ends are unchanged, so the tree and its line
// numbers are the same.
// Thread: any; each object belongs to one parse.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::document {

/// Refers to the HTML it was made from, which must outlive it.
class HtmlSource {
public:
    /// Fails with `too_large` if more than kMaxOpenElements are open at once.
    [[nodiscard]] static base::Result<HtmlSource> prepare(std::string_view html);

    /// The HTML to give to the parser.
    [[nodiscard]] const std::string& thinned() const { return thinned_; }

    /// Appends a text or an attribute value of the parsed tree as it was in the source.
    void expand(std::string_view parsed, std::string& out) const;

private:
    friend class HtmlScanner;
    std::string thinned_;
    std::vector<std::string_view> stretches_;
};

}  // namespace stoppress::document
