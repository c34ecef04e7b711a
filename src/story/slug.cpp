// SPDX-License-Identifier: GPL-3.0-or-later
// Slugs: the part of an address that comes from a headline in any script.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/result.hpp"
#include "document/unicode.hpp"
#include "story/letter_names.hpp"
#include "story/text.hpp"

namespace stoppress::story {

namespace {

constexpr std::size_t kMaxSourceLength = 8 * kMaxSlugLength;  // more cannot change the first kMaxSlugLength letters; ICU is slow

/// Transliterates to Latin letters without accents. "Any-Latin; Latin-ASCII" alone leaves gaps in words (hard and soft
/// signs become quotation marks), transliterates ۀ unlike the ه that it contains, lacks Kurdish vowels and Sinhala, and
/// treats a thousands separator as punctuation. Letters that stay non-ASCII are left to LetterNames.
constexpr std::u16string_view kRules =
    u"::NFC;"
    u"[ъьЪЬ] > ; ۀ > ه; ە > e; ڕ > r; ڵ > l; ۆ > o; ێ > e;"
    u"[0-9٠-٩۰-۹] { ٬ } [0-9٠-٩۰-۹] > ;"
    u"::si-si_Latn; ::Any-Latin;"
    u"[əƏ] > a; [ǝƎ] > e;"
    u"::Latin-ASCII; ::NFKD;";

[[noreturn]] void die_without_rules() {
    base::die("ICU's data for transliteration is missing: install libicu of the version this program was built with");
}

std::unique_ptr<icu::Transliterator> make_transliterator() {
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    const icu::UnicodeString rules{kRules.data(), static_cast<std::int32_t>(kRules.size())};
    std::unique_ptr<icu::Transliterator> made{icu::Transliterator::createFromRules("slug", rules, UTRANS_FORWARD, place, status)};
    if (U_FAILURE(status) || made == nullptr) {
        die_without_rules();
    }
    return made;
}

/// "Any-Latin" tries every script: ten times as slow, and useless for accented letters and quotation marks.
std::unique_ptr<icu::Transliterator> make_latin_transliterator() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made{icu::Transliterator::createInstance("Latin-ASCII; NFKD", UTRANS_FORWARD, status)};
    if (U_FAILURE(status) || made == nullptr) {
        die_without_rules();
    }
    return made;
}

/// One per thread, because creating it takes milliseconds.
const icu::Transliterator& transliterator(bool is_latin) {
    if (is_latin) {
        static thread_local const auto latin = make_latin_transliterator();
        return *latin;
    }
    static thread_local const auto any = make_transliterator();
    return *any;
}

/// Invisible inside a word: soft hyphens, joiners, direction marks. Not zero-width spaces, which end a word.
bool is_invisible(UChar32 c) {
    return c != 0x200B && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

std::string to_latin(std::string_view text) {
    const auto given = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString unicode;
    bool is_latin = true;
    for (std::int32_t at = 0; at < given.length(); at = given.moveIndex32(at, 1)) {
        const auto c = given.char32At(at);
        if (!is_invisible(c)) {
            unicode.append(c);
            is_latin = is_latin && (c < 0x0250 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2000 && c < 0x2100));
        }
    }
    transliterator(is_latin).transliterate(unicode);
    std::string latin;
    unicode.toUTF8String(latin);
    return latin;
}

/// The ASCII letter or digit that `c` is.
std::optional<char> to_ascii(UChar32 c) {
    if (c >= 0 && c < 0x80) {
        const auto lower = document::ascii_lower(static_cast<char>(c));
        return (lower >= 'a' && lower <= 'z') || document::is_ascii_digit(lower) ? std::optional{lower} : std::nullopt;
    }
    if (c >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        return static_cast<char>('0' + u_charDigitValue(c));
    }
    return std::nullopt;
}

/// Marks inside a word that leave no gap: apostrophes, modifier letters, combining marks.
bool vanishes(UChar32 c) {
    return c == '\'' || c == 0x2018 || c == 0x2019 || (c >= 0x02B0 && c <= 0x036F) ||
           (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
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
    std::string word;
    LetterNames names;
    const auto end_word = [&] {
        if (!word.empty() && !slug.empty()) {
            slug += '-';
        }
        slug += word;
        word.clear();
        names.interrupt();
    };
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, static_cast<std::int32_t>(text.size()), c);
        if (const auto ascii = to_ascii(c)) {
            names.interrupt();
            word += *ascii;
        } else if ((c < 0x80 || !names.append(c, word)) && !vanishes(c)) {
            end_word();
        }
    }
    end_word();
    if (slug.size() > kMaxSlugLength) {
        const auto cut = slug.rfind('-', kMaxSlugLength);
        slug.resize(cut == std::string::npos ? kMaxSlugLength : cut);
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
