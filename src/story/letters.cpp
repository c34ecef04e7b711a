// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/letters.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace stoppress::story {

namespace {

/// Counts letters with a direction, and the scripts that they belong to.
struct Letters {
    std::size_t left_to_right = 0;
    std::size_t right_to_left = 0;
    std::array<std::pair<UScriptCode, std::size_t>, 4> scripts{};  // the first ones of a longer headline decide
};

void count_script(Letters& letters, UChar32 letter) {
    UErrorCode error = U_ZERO_ERROR;
    const auto script = uscript_getScript(letter, &error);
    for (auto& [known, count] : letters.scripts) {
        if (count == 0) {
            known = script;
        }
        if (known == script) {
            ++count;
            return;
        }
    }
}

void count(std::string_view text, Letters& letters) {
    const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 10'000));
    // U8_NEXT computes with the elements of its argument, which must be unsigned.
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t at = 0; at < size;) {
        UChar32 letter = 0;
        U8_NEXT(bytes, at, size, letter);
        if (letter < 0) {
            continue;
        }
        const auto direction = u_charDirection(letter);
        const bool rightwards = direction == U_LEFT_TO_RIGHT;
        const bool leftwards = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        if (rightwards || leftwards) {
            ++(rightwards ? letters.left_to_right : letters.right_to_left);
            count_script(letters, letter);
        }
    }
}

std::optional<Direction> direction_of(const Letters& letters) {
    if (letters.left_to_right == letters.right_to_left) {
        return std::nullopt;
    }
    return letters.left_to_right > letters.right_to_left ? Direction::left_to_right : Direction::right_to_left;
}

std::string unknown_language_of(const Letters& letters, Direction direction) {
    std::string tag = "und";
    std::size_t most = 0;
    for (const auto& [script, count] : letters.scripts) {
        const bool right_to_left = count != 0 && uscript_isRightToLeft(script) != 0;
        if (count > most && right_to_left == (direction == Direction::right_to_left) && script != USCRIPT_COMMON &&
            script != USCRIPT_INHERITED) {
            most = count;
            tag = std::string("und-") + uscript_getShortName(script);
        }
    }
    return tag;
}

std::string_view without_region(std::string_view language) {
    return language.substr(0, language.find('-'));
}

}  // namespace

std::string language_by_letters(std::string_view headline, std::string_view rest, const std::string& language,
                                std::string_view site_language) {
    const auto usual = direction_of(language);
    if (without_region(language) != without_region(site_language) || (usual == Direction::left_to_right && is_ascii(headline))) {
        return language;
    }
    Letters letters;
    count(headline, letters);
    if (letters.left_to_right != 0 && letters.right_to_left != 0) {
        count(rest, letters);
    }
    const auto direction = direction_of(letters);
    if (!direction || *direction == usual) {
        return language;
    }
    auto unknown = unknown_language_of(letters, *direction);
    return direction_of(unknown) == *direction ? unknown : language;
}

std::string shown_language(const Content& content, std::string_view rest, std::string_view site_language) {
    const bool named = content.language_named || !content.translation_key.empty();
    return named ? content.language : language_by_letters(content.headline, rest, content.language, site_language);
}

bool is_unknown_language(std::string_view language) {
    return without_region(language) == "und";
}

}  // namespace stoppress::story
