// SPDX-License-Identifier: GPL-3.0-or-later
// Slugs: the part of an address that comes from a headline or name, in Latin letters or in its own script.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
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

namespace {

/// Arabic and Hebrew vowel points and the like, and the stretch between Arabic letters: addresses do without them.
bool is_optional_point(UChar32 c) {
    if (c == 0x0640) {
        return true;
    }
    if ((U_GET_GC_MASK(c) & U_GC_MN_MASK) == 0) {
        return false;
    }
    const auto block = ublock_getCode(c);
    return block == UBLOCK_ARABIC || block == UBLOCK_HEBREW || block == UBLOCK_ARABIC_EXTENDED_A ||
           block == UBLOCK_COMBINING_DIACRITICAL_MARKS;
}

bool is_combining(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Letters and digits, of which words consist.
bool is_word_character(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_ND_MASK)) != 0;
}

/// Letters and digits that slug() turns into ASCII.
bool is_latin(UChar32 c) {
    const bool is_wide_digit = c >= 0xFF10 && c <= 0xFF19;
    UErrorCode error = U_ZERO_ERROR;
    return c < 0x80 || is_wide_digit || uscript_getScript(c, &error) == USCRIPT_LATIN;
}

/// Cuts a slug to kMaxSlugLength bytes: after a word if possible, otherwise before a character with its marks.
void cut_slug(std::string& slug) {
    if (slug.size() <= kMaxSlugLength) {
        return;
    }
    if (const auto dash = slug.rfind('-', kMaxSlugLength); dash != std::string::npos) {
        slug.resize(dash);
        return;
    }
    auto end = static_cast<std::int32_t>(kMaxSlugLength);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(slug.data());
    U8_SET_CP_START(bytes, 0, end);
    const auto at = [&](std::int32_t place) {
        UChar32 c = 0;
        U8_GET(bytes, 0, place, static_cast<std::int32_t>(slug.size()), c);
        return c;
    };
    while (end > 0 && is_combining(at(end))) {
        U8_BACK_1(bytes, 0, end);
    }
    slug.resize(static_cast<std::size_t>(end));
}

/// Joins words, each in the letters that it is written in.
class OwnSlug {
public:
    void take(UChar32 c) {
        if (vanishes(c) ? !is_combining(c) : is_between_digits(c)) {
            return;
        }
        if (is_combining(c)) {
            if (!part_.isEmpty() && !is_optional_point(c)) {
                part_.append(c);
            }
        } else if (is_word_character(c) && !is_optional_point(c)) {
            if (is_latin(c) != is_latin_) {
                end_part();
            }
            is_latin_ = is_latin(c);
            part_.append(c);
        } else if (!is_optional_point(c)) {
            end_word();
        }
    }
    std::string finish();

private:
    /// A thousands separator.
    [[nodiscard]] bool is_between_digits(UChar32 c) const {
        return c == 0x066C && !part_.isEmpty() &&
               u_charType(part_.char32At(part_.moveIndex32(part_.length(), -1))) == U_DECIMAL_DIGIT_NUMBER;
    }
    void end_part() {
        std::string text;
        part_.toUTF8String(text);
        part_.remove();
        word_ += is_latin_ ? slug(text) : text;
    }
    void end_word() {
        end_part();
        if (!word_.empty() && !slug_.empty()) {
            slug_ += '-';
        }
        slug_ += word_;
        word_.clear();
    }

    std::string slug_;
    std::string word_;
    icu::UnicodeString part_;  ///< the end of the word, in letters that are all Latin or all not
    bool is_latin_ = true;
};

/// The text in NFC and lower case; cut if it is very long.
icu::UnicodeString lowered(std::string_view text) {
    if (text.size() > kMaxSourceLength) {
        auto end = kMaxSourceLength;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
            --end;
        }
        text = text.substr(0, end);
    }
    auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    unicode.toLower(icu::Locale::getRoot());
    UErrorCode status = U_ZERO_ERROR;
    const auto* const nfc = icu::Normalizer2::getNFCInstance(status);
    auto normal = U_SUCCESS(status) ? nfc->normalize(unicode, status) : unicode;
    return U_SUCCESS(status) ? normal : unicode;
}

std::string OwnSlug::finish() {
    end_word();
    std::string normal;
    lowered(slug_).toUTF8String(normal);
    cut_slug(normal);
    return normal;
}

}  // namespace

std::string own_slug(std::string_view text) {
    if (is_ascii(text)) {
        return slug(text);
    }
    const auto unicode = lowered(text);
    OwnSlug made;
    for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
        const auto c = unicode.char32At(at);
        // The joiner that keeps letters apart stands between parts of a word, as a hyphen does.
        if (c == 0x200C || !is_invisible(c)) {
            made.take(c);
        }
    }
    return made.finish();
}

bool is_latin_slug(std::string_view slug) {
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

bool is_slug(std::string_view slug) {
    if (is_ascii(slug)) {
        return is_latin_slug(slug);
    }
    if (slug.size() > kMaxSlugLength || slug.front() == '-' || slug.back() == '-' || !is_utf8(slug)) {
        return false;
    }
    const auto given = icu::UnicodeString::fromUTF8(icu::StringPiece{slug.data(), static_cast<std::int32_t>(slug.size())});
    if (given != lowered(slug)) {
        return false;
    }
    bool in_word = false;
    for (std::int32_t at = 0; at < given.length(); at = given.moveIndex32(at, 1)) {
        const auto c = given.char32At(at);
        // Latin words are a-z: "cafe", not "café".
        const bool is_letter = c < 0x80 ? to_ascii(c).has_value() : is_word_character(c) && !is_latin(c) && !is_optional_point(c);
        if (c != '-' && !is_letter && !(in_word && is_combining(c) && !is_optional_point(c))) {
            return false;
        }
        in_word = c != '-';
    }
    return true;
}

}  // namespace stoppress::story
