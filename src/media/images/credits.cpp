// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/credits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "base/text/ascii.hpp"
#include "base/text/utf8.hpp"
#include "media/bytes.hpp"
#include "media/images/xmp.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

/// The length in bytes of the character that starts with this byte, in well-formed UTF-8.
constexpr std::size_t length_from(std::size_t first) {
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/// Old programs write Latin-1.
std::string from_latin1(std::string_view text) {
    std::string utf8;
    for (const char c : text) {
        base::append_utf8(utf8, static_cast<unsigned char>(c));
    }
    return utf8;
}

/// Characters that turn or embed the direction of what follows (U+202A to U+202E, U+2066 to U+2069): in a field of its
/// own a text needs none, and what stands beside it must not be reordered.
bool turns_direction(std::string_view character) {
    return (character >= "\xe2\x80\xaa" && character <= "\xe2\x80\xae") || (character >= "\xe2\x81\xa6" && character <= "\xe2\x81\xa9");
}

/// One line without control characters (including Unicode's C1 block), cut between two characters.
std::string tidy(std::string_view text, std::size_t most = kMaxCreditBytes) {
    const std::string utf8 = base::is_utf8(text) ? std::string(text) : from_latin1(text);
    std::string line;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = byte_at(utf8, at);
        const std::size_t size = length_from(first);
        const auto character = std::string_view(utf8).substr(at, size);
        const bool no_character = character == "\xef\xbf\xbe" || character == "\xef\xbf\xbf";
        const bool control = first < 0x20 || first == 0x7f || (first == 0xc2 && byte_at(utf8, at + 1) < 0xa0) || no_character;
        at += size;
        if (turns_direction(character)) {
            continue;
        }
        if (line.size() + size > most) {
            break;
        }
        if (control || character == " ") {
            line += line.empty() || line.ends_with(' ') ? "" : " ";
        } else {
            line += character;
        }
    }
    while (line.ends_with(' ')) {
        line.pop_back();
    }
    return line;
}

/// The records in Photoshop's resources; the whole input if there are none.
std::string_view records_of(std::string_view iptc) {
    constexpr std::string_view kResource{"8BIM\x04\x04", 6};
    std::size_t at = iptc.find(kResource);
    if (at == std::string_view::npos) {
        return iptc;
    }
    at += kResource.size();
    if (at >= iptc.size()) {
        return {};
    }
    // A length-prefixed name, padded to an even number of bytes in total; then the size of the data.
    at += (byte_at(iptc, at) + 2) / 2 * 2;
    if (at + 4 > iptc.size()) {
        return {};
    }
    const std::size_t size = byte_at(iptc, at) << 24U | byte_at(iptc, at + 1) << 16U | byte_at(iptc, at + 2) << 8U | byte_at(iptc, at + 3);
    return iptc.substr(at + 4, size);
}

/// The first data set with that number in the application record; empty if there is none.
std::string record(std::string_view records, std::size_t number, std::size_t most = kMaxCreditBytes) {
    constexpr std::size_t kHead = 5;
    for (std::size_t at = 0; at + kHead <= records.size() && byte_at(records, at) == 0x1c;) {
        const std::size_t size = byte_at(records, at + 3) << 8U | byte_at(records, at + 4);
        if (size > records.size() - at - kHead) {
            break;
        }
        if (byte_at(records, at + 1) == 2 && byte_at(records, at + 2) == number) {
            return tidy(records.substr(at + kHead, size), most);
        }
        at += kHead + size;
    }
    return {};
}

/// libvips formats a text as "TEXT (TEXT, ASCII, 9 components, 9 bytes)".
std::string exif_text(std::string_view worded, std::size_t most = kMaxCreditBytes) {
    const std::size_t end = worded.rfind(", ASCII, ");
    if (end == std::string_view::npos) {
        return {};
    }
    const auto twice = worded.substr(0, end);
    const std::size_t half = twice.size() >= 2 ? (twice.size() - 2) / 2 : 0;
    if (twice.substr(half).starts_with(" (") && twice.substr(0, half) == twice.substr(half + 2)) {
        return tidy(twice.substr(0, half), most);
    }
    return tidy(twice.substr(0, twice.find(" (")), most);
}

/// What cameras and programs write where a person could describe the picture.
bool is_written_by_a_camera(std::string_view caption) {
    const std::string text = base::ascii_lower(caption);
    constexpr std::array<std::string_view, 7> kWhole{"sony dsc", "exif_jpeg_picture", "exif jpeg", "untitled",
                                                     "default",  "screenshot",        "image"};
    const auto file = [&text](std::string_view ending) { return text.ends_with(ending) && !text.contains(' '); };
    return std::ranges::find(kWhole, text) != kWhole.end() || text.ends_with("digital camera") || text.starts_with("dcim\\") ||
           text.starts_with("dcim/") || file(".jpg") || file(".jpeg") || file(".png");
}

/// The first that says something.
std::string first_of(std::initializer_list<std::string> texts) {
    for (const std::string& text : texts) {
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

std::string caption_of(const Metadata& metadata, std::string_view records, const XmpTexts& xmp) {
    constexpr std::size_t kCaption = 120;
    const std::array<std::string, 3> found{tidy(xmp.description, kMaxCaptionBytes), record(records, kCaption, kMaxCaptionBytes),
                                           exif_text(metadata.description, kMaxCaptionBytes)};
    for (const std::string& caption : found) {
        if (!caption.empty() && !is_written_by_a_camera(caption)) {
            return caption;
        }
    }
    return {};
}

}  // namespace

Credits read_credits(const Metadata& metadata) {
    constexpr std::size_t kByLine = 80;
    constexpr std::size_t kCredit = 110;
    constexpr std::size_t kCopyright = 116;
    const auto records = records_of(metadata.iptc);
    const auto xmp = read_xmp(metadata.xmp);
    const auto by_line = record(records, kByLine);
    Credits credits;
    credits.credit = record(records, kCredit);
    if (credits.credit.empty() || by_line.empty() || credits.credit == by_line) {
        credits.credit = credits.credit.empty() ? by_line : credits.credit;
    } else if (by_line.size() + 1 + credits.credit.size() <= kMaxCreditBytes) {
        credits.credit = by_line + '/' + credits.credit;
    }
    credits.credit = first_of({credits.credit, tidy(xmp.credit), tidy(xmp.creator), exif_text(metadata.artist)});
    credits.copyright = first_of({record(records, kCopyright), tidy(xmp.rights), exif_text(metadata.copyright)});
    credits.caption = caption_of(metadata, records, xmp);
    credits.alt = tidy(xmp.alt, kMaxAltBytes);
    return credits;
}

}  // namespace stoppress::media
