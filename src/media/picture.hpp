// SPDX-License-Identifier: GPL-3.0-or-later
// Names of pictures and other files: format and hash of the content. A name parsed here is safe to use as a file name:
// it is 64 hexadecimal digits and a known extension, and nothing else is accepted.
// Thread: any; plain data and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/reason.hpp"

namespace stoppress::media {

/// Pictures, which are processed; recordings, sound before film, and documents, which are passed on as received; captions.
enum class Format : std::uint8_t { jpeg, png, webp, gif, avif, mp3, ogg, m4a, aac, flac, wav, weba, mp4, webm, pdf, vtt };

[[nodiscard]] constexpr bool is_picture(Format format) {
    return format <= Format::avif;
}
/// Whether it is sound or film.
[[nodiscard]] constexpr bool is_recording(Format format) {
    return format >= Format::mp3 && format <= Format::webm;
}
[[nodiscard]] constexpr bool is_film(Format format) {
    return format == Format::mp4 || format == Format::webm;
}

/// Detected by the first bytes, whatever its name or Content-Type; nothing for an unsupported format. Never vtt. What
/// mp4 and webm contain is not known by their first bytes: it may be sound alone (m4a, weba).
[[nodiscard]] std::optional<Format> format_of(std::string_view bytes);
/// Whether the file is HEIC or HEIF, as phones write pictures: it is told by name why it cannot be used.
[[nodiscard]] bool is_heif(std::string_view bytes);
/// What the bytes are if they are sound or film that sites cannot use: "AVI", "Matroska"; empty for anything else.
[[nodiscard]] std::string_view foreign_recording(std::string_view bytes);
/// "image/jpeg".
[[nodiscard]] std::string_view content_type(Format format);
[[nodiscard]] std::optional<Format> format_of_type(std::string_view content_type);
/// "jpg".
[[nodiscard]] std::string_view extension(Format format);

/// The reason for a file above a limit of `bytes`: "file-too-large" with the limit in megabytes (MiB).
[[nodiscard]] base::Reason too_large_file(std::size_t bytes);

/// SHA-256 in hexadecimal digits, as `sha256sum` prints it.
[[nodiscard]] std::string hash_of(std::string_view bytes);
[[nodiscard]] bool is_hash(std::string_view text);

/// The name of one file: hash and format of its content.
struct Name {
    std::string hash;
    Format format = Format::jpeg;

    /// Parses "HASH.EXT" as file() writes it, and nothing else.
    [[nodiscard]] static std::optional<Name> parse(std::string_view file);
    /// Parses a path of the site: "/media/HASH.EXT".
    [[nodiscard]] static std::optional<Name> parse_address(std::string_view path);
    [[nodiscard]] std::string file() const;
    [[nodiscard]] std::string address() const;
    friend bool operator==(const Name&, const Name&) = default;
};

}  // namespace stoppress::media
