// SPDX-License-Identifier: GPL-3.0-or-later
// Reductions: the account of what a source holds and the model does not.
#pragma once

#include <string>
#include <vector>

#include "document/convert.hpp"

namespace stoppress::document {

class Reductions {
public:
    void say(std::size_t line, std::string what);
    /// The list, with a last line for those beyond kMaxReductions.
    [[nodiscard]] std::vector<Reduction> take();

private:
    std::vector<Reduction> said_;
    std::size_t more_ = 0;
};

/// Reads a link's or a picture's address as written in a source, after the caller's rewriting of it.
[[nodiscard]] std::optional<Address> read_address(std::string_view written, const ParseOptions& options);

/// What an address that cannot be kept is called in a reduction: its first bytes on one line.
[[nodiscard]] std::string shortened(std::string_view written);

/// The page that an embed's player belongs to, where its provider is known: a link to it opens in the reader's browser or app.
[[nodiscard]] Address page_of_player(const Address& player);

/// Takes "{#name}" off the end of a heading, as Markdown writers use it, and returns the name; empty where there is none.
[[nodiscard]] std::string take_anchor(Inlines& heading);

}  // namespace stoppress::document
