// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/printable.hpp"

#include <fmt/format.h>

#include "importing/text/code_points.hpp"

namespace stoppress::importing {
namespace {

/// Would act on a terminal, or turn the line around: C1 controls, line and paragraph separators, marks of direction.
bool acts_on_its_line(UChar32 c) {
    return (c >= 0x80 && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
           c == 0x061C;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    for_each_code_point(text, [&out](UChar32 c, std::string_view bytes) {
        if (c < 0) {
            for (const char byte : bytes) {
                out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
            }
        } else if (c < 0x20 || c == 0x7F) {
            out += ' ';
        } else if (acts_on_its_line(c)) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            out += bytes;
        }
    });
    return out;
}

}  // namespace stoppress::importing
