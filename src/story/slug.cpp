// SPDX-License-Identifier: GPL-3.0-or-later
// Slugs: what an address says of a headline in any script.
#include <memory>

#include <unicode/translit.h>
#include <unicode/utf8.h>

#include "base/result.hpp"
#include "document/unicode.hpp"
#include "story/text.hpp"

namespace stoppress::story {

namespace {

constexpr std::size_t kMaxSourceLength = 8 * kMaxSlugLength;  // more cannot change the first kMaxSlugLength letters; ICU is slow

using Transliterator = std::unique_ptr<icu::Transliterator>;

Transliterator make(const char* rules) {
    UErrorCode status = U_ZERO_ERROR;
    Transliterator made{icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status)};
    if (U_FAILURE(status) || made == nullptr) {
        base::die("ICU's data for transliteration is missing: install libicu of the version this program was built with");
    }
    return made;
}

/// Made once per thread: making one takes milliseconds.
icu::Transliterator& transliterator(bool is_latin) {
    if (is_latin) {
        static thread_local const Transliterator latin = make("Latin-ASCII");
        return *latin;
    }
    static thread_local const Transliterator any = make("Any-Latin; Latin-ASCII");
    return *any;
}

std::string to_latin(std::string_view text) {
    auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    // "Any-Latin" looks for each script that there is: ten times as slow, and of no use to accented letters and quotation marks.
    bool is_latin = true;
    for (std::int32_t i = 0; i < unicode.length() && is_latin; ++i) {
        const auto unit = unicode.charAt(i);
        is_latin = unit < 0x0300 || (unit >= 0x1E00 && unit < 0x1F00) || (unit >= 0x2000 && unit < 0x2100);
    }
    transliterator(is_latin).transliterate(unicode);
    std::string latin;
    unicode.toUTF8String(latin);
    return latin;
}

/// Marks inside a word that leave no gap: apostrophes, modifier letters, combining marks, joiners.
bool vanishes(UChar32 c) {
    return c == '\'' || c == 0x2018 || c == 0x2019 || (c >= 0x02B0 && c <= 0x036F) || c == 0xAD || (c >= 0x200C && c <= 0x200D);
}

}  // namespace

std::string slug(std::string_view text) {
    if (text.size() > kMaxSourceLength) {
        auto end = kMaxSourceLength;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
            --end;
        }
        text = text.substr(0, end);
    }
    std::string latin;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            latin = to_latin(text);
            text = latin;
            break;
        }
    }
    std::string slug;
    bool gap = false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, static_cast<std::int32_t>(text.size()), c);
        const auto lower = c >= 0 && c < 0x80 ? document::ascii_lower(static_cast<char>(c)) : '\0';
        if ((lower >= 'a' && lower <= 'z') || document::is_ascii_digit(lower)) {
            if (gap && !slug.empty()) {
                slug += '-';
            }
            gap = false;
            slug += lower;
        } else if (!vanishes(c)) {
            gap = true;
        }
    }
    if (slug.size() > kMaxSlugLength) {
        const auto word = slug.rfind('-', kMaxSlugLength);
        slug.resize(word == std::string::npos ? kMaxSlugLength : word);
    }
    return slug;
}

bool is_slug(std::string_view slug) {
    if (slug.empty() || slug.size() > kMaxSlugLength || slug.front() == '-' || slug.back() == '-') {
        return false;
    }
    for (const char c : slug) {
        if (!((c >= 'a' && c <= 'z') || document::is_ascii_digit(c) || c == '-')) {
            return false;
        }
    }
    return true;
}

}  // namespace stoppress::story
