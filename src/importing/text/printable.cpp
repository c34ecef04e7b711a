// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/printable.hpp"

#include <fmt/format.h>

#include "importing/text/code_points.hpp"

namespace stoppress::importing {

std::string printable(std::string_view text) {
    std::string out;
    for_each_code_point(text, [&out](UChar32 c, std::string_view bytes) {
        if (c < 0) {
            for (const char byte : bytes) {
                out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
            }
        } else if (c < 0x20 || c == 0x7F) {
            out += ' ';
        } else {
            out += bytes;
        }
    });
    return out;
}

}  // namespace stoppress::importing
