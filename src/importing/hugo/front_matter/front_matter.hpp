// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a Hugo content file into its front matter, in any of its three languages, and its body.
// Flow:   file -> SplitFile -> Page, body
// Thread: any; pure functions.
#pragma once

#include <string_view>

#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

enum class Language : std::uint8_t { none, yaml, toml, json };

/// Views into the file's text.
struct SplitFile {
    Language language = Language::none;
    std::string_view front_matter;
    std::size_t front_matter_line = 1;  ///< line of the file, from 1, on which it starts
    std::string_view body;
    std::size_t body_line = 1;
};

/// Finds the parts as Hugo does: "---" YAML, "+++" TOML, "{" JSON; any other file is all body. Fails if the front
/// matter has no end.
[[nodiscard]] std::variant<SplitFile, ReadFailure> split_file(std::string_view text);

/// The values of the front matter (an empty map if there is none), with the file's line numbers.
[[nodiscard]] ReadValue read_front_matter(const SplitFile& file);

}  // namespace stoppress::importing::hugo
