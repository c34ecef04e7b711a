// SPDX-License-Identifier: GPL-3.0-or-later
// HTML made ready for Gumbo: refused where it is nested too deeply, and its plain text taken out, for speed.
//
// Gumbo spends about 100 ns on each character, whatever it is, and nine tenths of a body are letters that the parser has no use for. So
// each stretch of plain text becomes one character of a private-use plane, and is put back when the tree is read. Tags, entities, white
// space at the ends and newlines stay as they are: tree and line numbers come out the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::document {

/// Refers to the HTML it was made from, which must outlive it.
class HtmlSource {
public:
    /// Fails with too_large where more than kMaxOpenElements are open at once.
    [[nodiscard]] static base::Result<HtmlSource> prepare(std::string_view html);

    /// What to give to the parser.
    [[nodiscard]] const std::string& thinned() const { return thinned_; }

    /// Appends a text or an attribute's value of the parsed tree as it was in the source.
    void expand(std::string_view parsed, std::string& out) const;

private:
    friend class HtmlScanner;
    std::string thinned_;
    std::vector<std::string_view> stretches_;
};

}  // namespace stoppress::document
