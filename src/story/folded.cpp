// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/folded.hpp"

#include <unicode/unistr.h>

namespace stoppress::story {

std::string folded(std::string_view text) {
    std::string out;
    auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    unicode.foldCase().toUTF8String(out);
    return out;
}

}  // namespace stoppress::story
