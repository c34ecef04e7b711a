// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a JSON string: the one part that all writers of JSON share.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::base {

/// Appends `text`, which must be UTF-8, in double quotes, with quotes, backslashes and control characters escaped.
inline void append_json_string(std::string& json, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    json += '"';
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f) {
            continue;
        }
        json += text.substr(done, at - done);
        done = at + 1;
        if (byte == '"' || byte == '\\') {
            json += '\\';
            json += text[at];
        } else if (byte == '\n') {
            json += "\\n";
        } else {
            json += "\\u00";
            json += kDigits[byte >> 4U];
            json += kDigits[byte & 15U];
        }
    }
    json += text.substr(done);
    json += '"';
}

}  // namespace stoppress::base
