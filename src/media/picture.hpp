// SPDX-License-Identifier: GPL-3.0-or-later
// What pictures and other files are called: by their format and the hash of their content. A name that was read here is safe to look up as
// a file, because nothing else passes: 64 hexadecimal digits and an extension that we know. Thread: any; values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::media {

/// Pictures, which are developed; and what is only handed on, as it came.
enum class Format : std::uint8_t { jpeg, png, webp, gif, avif, mp3, ogg, m4a, aac, pdf };

[[nodiscard]] constexpr bool is_picture(Format format) {
    return format <= Format::avif;
}

/// By the first bytes; nothing for anything that is not taken, whatever its name or its Content-Type say.
[[nodiscard]] std::optional<Format> format_of(std::string_view bytes);
/// "image/jpeg".
[[nodiscard]] std::string_view content_type(Format format);
[[nodiscard]] std::optional<Format> format_of_type(std::string_view content_type);
/// "jpg".
[[nodiscard]] std::string_view extension(Format format);

/// SHA-256 in hexadecimal digits, which `sha256sum` gives too.
[[nodiscard]] std::string hash_of(std::string_view bytes);
[[nodiscard]] bool is_hash(std::string_view text);

/// The name of one file: what it holds and how.
struct Name {
    std::string hash;
    Format format = Format::jpeg;

    /// Reads "HASH.EXT" as file() writes it, and nothing else.
    [[nodiscard]] static std::optional<Name> parse(std::string_view file);
    /// Reads a path of the site: "/media/HASH.EXT".
    [[nodiscard]] static std::optional<Name> parse_address(std::string_view path);
    [[nodiscard]] std::string file() const;
    [[nodiscard]] std::string address() const;
    friend bool operator==(const Name&, const Name&) = default;
};

}  // namespace stoppress::media
