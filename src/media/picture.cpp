// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "media/hasher.hpp"

namespace stoppress::media {
namespace {

constexpr std::string_view kFolder = "/media/";

struct FormatWords {
    Format format;
    std::string_view extension;
    std::string_view content_type;
};
constexpr std::array kFormats{FormatWords{Format::jpeg, "jpg", "image/jpeg"},     FormatWords{Format::png, "png", "image/png"},
                              FormatWords{Format::webp, "webp", "image/webp"},    FormatWords{Format::gif, "gif", "image/gif"},
                              FormatWords{Format::avif, "avif", "image/avif"},    FormatWords{Format::mp3, "mp3", "audio/mpeg"},
                              FormatWords{Format::ogg, "ogg", "audio/ogg"},       FormatWords{Format::m4a, "m4a", "audio/mp4"},
                              FormatWords{Format::aac, "aac", "audio/aac"},       FormatWords{Format::flac, "flac", "audio/flac"},
                              FormatWords{Format::wav, "wav", "audio/wav"},       FormatWords{Format::weba, "weba", "audio/webm"},
                              FormatWords{Format::mp4, "mp4", "video/mp4"},       FormatWords{Format::webm, "webm", "video/webm"},
                              FormatWords{Format::pdf, "pdf", "application/pdf"}, FormatWords{Format::vtt, "vtt", "text/vtt"}};

const FormatWords& words_of(Format format) {
    return kFormats.at(static_cast<std::size_t>(format));
}

/// Whether a frame of MPEG audio begins here: eleven bits set, a layer, a rate and a frequency that exist.
bool is_mpeg_frame(std::string_view bytes, unsigned layer) {
    if (bytes.size() < 4) {
        return false;
    }
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    const auto third = static_cast<unsigned char>(bytes[2]);
    const bool synchronised = first == 0xff && (second & 0xe0U) == 0xe0U;
    if (layer == 0) {
        // AAC in ADTS: twelve bits, and layer 0.
        return synchronised && (second & 0xf6U) == 0xf0U && ((third >> 2U) & 0xfU) <= 12;
    }
    return synchronised && ((second >> 3U) & 3U) != 1 && ((second >> 1U) & 3U) == layer && (third >> 4U) != 0xf && (third >> 4U) != 0 &&
           ((third >> 2U) & 3U) != 3;
}

std::string_view part_of(std::string_view bytes, std::size_t from, std::size_t size) {
    return bytes.substr(std::min(bytes.size(), from), size);
}

/// The brands that programs write into MP4 files. Those of 3GPP and QuickTime are other formats.
constexpr std::array<std::string_view, 15> kFilmBrands{"ftypisom", "ftypiso2", "ftypiso3", "ftypiso4", "ftypiso5",
                                                       "ftypiso6", "ftypmp41", "ftypmp42", "ftypavc1", "ftypM4V ",
                                                       "ftypM4VH", "ftypMSNV", "ftypdash", "ftypF4V ", "ftypXAVC"};
/// The head of WebM and Matroska, which names one of them within its first bytes.
constexpr std::size_t kEbmlHead = 64;
bool is_ebml(std::string_view bytes) {
    return bytes.starts_with("\x1a\x45\xdf\xa3");
}

/// Recordings and documents.
std::optional<Format> download_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("%PDF-1."sv) || bytes.starts_with("%PDF-2."sv)) {
        return Format::pdf;
    }
    if (bytes.starts_with("OggS\0"sv)) {
        return Format::ogg;
    }
    if (bytes.starts_with("fLaC"sv)) {
        return Format::flac;
    }
    if (bytes.starts_with("RIFF"sv) && part_of(bytes, 8, 4) == "WAVE") {
        return Format::wav;
    }
    if (is_ebml(bytes)) {
        return part_of(bytes, 0, kEbmlHead).contains("webm"sv) ? std::optional(Format::webm) : std::nullopt;
    }
    if (bytes.starts_with("ID3"sv) || is_mpeg_frame(bytes, 1)) {
        return Format::mp3;
    }
    if (is_mpeg_frame(bytes, 0)) {
        return Format::aac;
    }
    const auto brand = part_of(bytes, 4, 8);
    if (brand == "ftypM4A " || brand == "ftypM4B ") {
        return Format::m4a;
    }
    return std::ranges::find(kFilmBrands, brand) == kFilmBrands.end() ? std::nullopt : std::optional(Format::mp4);
}

}  // namespace

std::optional<Format> format_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xff\xd8\xff"sv)) {
        return Format::jpeg;
    }
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) {
        return Format::png;
    }
    if (bytes.starts_with("RIFF"sv) && bytes.substr(std::min<std::size_t>(bytes.size(), 8)).starts_with("WEBP"sv)) {
        return Format::webp;
    }
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) {
        return Format::gif;
    }
    const auto brand = bytes.substr(std::min<std::size_t>(bytes.size(), 4));
    if (brand.starts_with("ftypavif"sv) || brand.starts_with("ftypavis"sv)) {
        return Format::avif;
    }
    return download_of(bytes);
}

bool is_heif(std::string_view bytes) {
    const auto box = bytes.substr(std::min<std::size_t>(bytes.size(), 4), 8);
    constexpr std::array<std::string_view, 7> kBrands{"ftypheic", "ftypheix", "ftypheim", "ftypheis", "ftyphevc", "ftypmif1", "ftypmsf1"};
    return std::ranges::find(kBrands, box) != kBrands.end();
}

std::string_view foreign_recording(std::string_view bytes) {
    using namespace std::string_view_literals;
    const auto brand = part_of(bytes, 4, 8);
    if (brand == "ftypqt  " || brand.starts_with("moov") || brand.starts_with("mdat") || brand.starts_with("wide")) {
        return "QuickTime";
    }
    if (brand.starts_with("ftyp3g")) {
        return "3GPP";
    }
    if (brand.starts_with("ftyp") && !is_heif(bytes) && !format_of(bytes)) {
        return "MP4";
    }
    if (is_ebml(bytes)) {
        return format_of(bytes) ? std::string_view{} : "Matroska";
    }
    if (bytes.starts_with("RIFF"sv) && part_of(bytes, 8, 4) == "AVI ") {
        return "AVI";
    }
    if (bytes.starts_with("\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv)) {
        return "Windows Media";
    }
    if (bytes.starts_with("FLV\1"sv)) {
        return "Flash";
    }
    if (bytes.starts_with("FORM"sv) && part_of(bytes, 8, 3) == "AIF") {
        return "AIFF";
    }
    if (bytes.starts_with("#!AMR"sv)) {
        return "AMR";
    }
    if (bytes.starts_with("\0\0\1\xba"sv)) {
        return "MPEG";
    }
    // A transport stream: a packet begins every 188 bytes.
    return bytes.size() > 188 && bytes[0] == 'G' && bytes[188] == 'G' ? "MPEG" : std::string_view{};
}

std::string_view content_type(Format format) {
    return words_of(format).content_type;
}

std::optional<Format> format_of_type(std::string_view content_type) {
    const auto* const found = std::ranges::find(kFormats, content_type, &FormatWords::content_type);
    return found == kFormats.end() ? std::nullopt : std::optional(found->format);
}

std::string_view extension(Format format) {
    return words_of(format).extension;
}

base::Reason too_large_file(std::size_t bytes) {
    return base::reason_with("file-too-large", "limit", static_cast<std::int64_t>(bytes / (std::size_t{1024} * 1024)));
}

std::string hash_of(std::string_view bytes) {
    Hasher hasher;
    hasher.add(bytes);
    return hasher.hash();
}

bool is_hash(std::string_view text) {
    return text.size() == std::size_t{2} * crypto_hash_sha256_BYTES &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<Name> Name::parse(std::string_view file) {
    const auto dot = std::min(file.find('.'), file.size());
    if (dot == file.size() || !is_hash(file.substr(0, dot))) {
        return std::nullopt;
    }
    const auto* const found = std::ranges::find(kFormats, file.substr(dot + 1), &FormatWords::extension);
    if (found == kFormats.end()) {
        return std::nullopt;
    }
    return Name{std::string(file.substr(0, dot)), found->format};
}

std::optional<Name> Name::parse_address(std::string_view path) {
    return path.starts_with(kFolder) ? parse(path.substr(kFolder.size())) : std::nullopt;
}

std::string Name::file() const {
    return hash + '.' + std::string(extension(format));
}

std::string Name::address() const {
    return std::string(kFolder) + file();
}

}  // namespace stoppress::media
