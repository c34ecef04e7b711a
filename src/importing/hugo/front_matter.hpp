// SPDX-License-Identifier: GPL-3.0-or-later
// A Hugo content file in its two parts: the front matter, in whichever of its three languages, and the body after it.
// Flow: file -> SplitFile -> Page, body
#pragma once

#include <string_view>

#include "importing/value.hpp"

namespace stoppress::importing::hugo {

enum class Language : std::uint8_t { none, yaml, toml, json };

/// Views into the file's text.
struct SplitFile {
    Language language = Language::none;
    std::string_view front_matter;
    std::size_t front_matter_line = 1;  ///< the line of the file on which its first line stands
    std::string_view body;
    std::size_t body_line = 1;
};

/// Finds the parts as Hugo does: "---" YAML, "+++" TOML, "{" JSON; anything else is all body. Fails where the front matter has no end.
[[nodiscard]] std::variant<SplitFile, ReadFailure> split_file(std::string_view text);

/// The values of the front matter (an empty map where there is none), with the lines of the file.
[[nodiscard]] ReadValue read_front_matter(const SplitFile& file);

}  // namespace stoppress::importing::hugo
