// SPDX-License-Identifier: GPL-3.0-or-later
// Which kind of work a line of a report means for the newsroom. The newsroom has a sentence for each kind, in each of its languages; the words of
// the line stay as they are.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stoppress::importing {

/// A line whose words contain `words` is of that kind. The first rule that fits decides.
struct NoteRule {
    std::string_view words;
    std::string_view kind;
};
[[nodiscard]] std::span<const NoteRule> note_rules();

/// Files of the old site that are not here: the notes about what is still missing.
inline constexpr std::string_view kFileMissing = "file-missing";
inline constexpr std::string_view kFileRefused = "file-refused";
/// A picture that is here, but not whole. Only the run that brings it reports it.
inline constexpr std::string_view kFileReduced = "file-reduced";
/// A redirect that could not be made.
inline constexpr std::string_view kRedirectNote = "redirect";
/// What this site has set otherwise than the old one.
inline constexpr std::string_view kSettingNote = "setting";

/// Why a line is in the report.
enum class NoteOrigin : std::uint8_t { note, skipped, refused };

/// `items`: what the report counts the item as ("stories", "files"), for one that was skipped or refused. Empty: it is counted only, because
/// nobody has to do anything about it.
[[nodiscard]] std::string_view note_kind(NoteOrigin origin, std::string_view items, std::string_view words);

}  // namespace stoppress::importing
