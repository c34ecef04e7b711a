// SPDX-License-Identifier: GPL-3.0-or-later
// Reductions: the list of what a source contains and the model cannot represent.
// Thread: any; each object belongs to one parse.
#pragma once

#include <string>
#include <vector>

#include "document/convert.hpp"

namespace stoppress::document {

class Reductions {
public:
    void say(std::size_t line, std::string what);
    /// The list, with a last line that counts those beyond kMaxReductions.
    [[nodiscard]] std::vector<Reduction> take();

private:
    std::vector<Reduction> said_;
    std::size_t more_ = 0;
};

/// Reads the address of a link or a picture as written in a source, after the caller's rewriting.
[[nodiscard]] std::optional<Address> read_address(std::string_view written, const ParseOptions& options);

/// Shortens an address that was refused for a reduction: its first bytes on one line.
[[nodiscard]] std::string shortened(std::string_view written);

}  // namespace stoppress::document
