// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/credits.hpp"

#include <cstddef>

#include "base/utf8.hpp"
#include "media/bytes.hpp"
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

/// One line without control characters (including Unicode's C1 block), cut between two characters.
std::string tidy(std::string_view text) {
    const std::string utf8 = base::is_utf8(text) ? std::string(text) : from_latin1(text);
    std::string line;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = byte_at(utf8, at);
        const std::size_t size = length_from(first);
        const auto character = std::string_view(utf8).substr(at, size);
        const bool no_character = character == "\xef\xbf\xbe" || character == "\xef\xbf\xbf";
        const bool control = first < 0x20 || first == 0x7f || (first == 0xc2 && byte_at(utf8, at + 1) < 0xa0) || no_character;
        at += size;
        if (line.size() + size > kMaxCreditBytes) {
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
std::string record(std::string_view records, std::size_t number) {
    constexpr std::size_t kHead = 5;
    for (std::size_t at = 0; at + kHead <= records.size() && byte_at(records, at) == 0x1c;) {
        const std::size_t size = byte_at(records, at + 3) << 8U | byte_at(records, at + 4);
        if (size > records.size() - at - kHead) {
            break;
        }
        if (byte_at(records, at + 1) == 2 && byte_at(records, at + 2) == number) {
            return tidy(records.substr(at + kHead, size));
        }
        at += kHead + size;
    }
    return {};
}

/// libvips formats a text as "TEXT (TEXT, ASCII, 9 components, 9 bytes)".
std::string exif_text(std::string_view worded) {
    const std::size_t end = worded.rfind(", ASCII, ");
    if (end == std::string_view::npos) {
        return {};
    }
    const auto twice = worded.substr(0, end);
    const std::size_t half = twice.size() >= 2 ? (twice.size() - 2) / 2 : 0;
    if (twice.substr(half).starts_with(" (") && twice.substr(0, half) == twice.substr(half + 2)) {
        return tidy(twice.substr(0, half));
    }
    return tidy(twice.substr(0, twice.find(" (")));
}

}  // namespace

Credits read_credits(std::string_view iptc, std::string_view artist, std::string_view copyright) {
    constexpr std::size_t kByLine = 80;
    constexpr std::size_t kCredit = 110;
    constexpr std::size_t kCopyright = 116;
    const auto records = records_of(iptc);
    const auto by_line = record(records, kByLine);
    Credits credits;
    credits.credit = record(records, kCredit);
    if (credits.credit.empty() || by_line.empty() || credits.credit == by_line) {
        credits.credit = credits.credit.empty() ? by_line : credits.credit;
    } else if (by_line.size() + 1 + credits.credit.size() <= kMaxCreditBytes) {
        credits.credit = by_line + '/' + credits.credit;
    }
    credits.copyright = record(records, kCopyright);
    credits.credit = credits.credit.empty() ? exif_text(artist) : credits.credit;
    credits.copyright = credits.copyright.empty() ? exif_text(copyright) : credits.copyright;
    return credits;
}

}  // namespace stoppress::media
