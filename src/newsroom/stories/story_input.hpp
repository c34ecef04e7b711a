// SPDX-License-Identifier: GPL-3.0-or-later
// A story as sent to the API: its fields and their rules, and conversion of bodies in three formats to
// the document model.
// Thread: any but a loop's, because a body of some MiB takes long; no I/O.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "document/convert.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

/// The fields that a request has; the others stay unchanged.
struct StoryInput {
    std::optional<story::Kind> kind;
    std::optional<std::string> headline;
    std::optional<std::string> standfirst;
    std::optional<std::string> slug;
    std::optional<std::string> section;
    std::optional<std::vector<std::string>> topics;
    std::optional<std::vector<std::string>> authors;
    std::optional<std::string> language;
    std::optional<story::LeadImage> lead_image;
    std::optional<std::string> translation_key;
    std::optional<document::Document> body;
    std::vector<document::Reduction> notices;  ///< what of the body the model cannot represent, and what happened to it
};

enum class Headline : std::uint8_t {
    needed,
    optional,  ///< not empty, if it is present
    unchecked  ///< of a draft of changes, which may have none for a while
};

/// Fails with `invalid` and every refused field.
[[nodiscard]] base::Result<StoryInput> read_story(const boost::json::value& json, Headline headline);

/// Sets the given fields in `content`.
void apply(const StoryInput& input, story::Content& content);

/// Fails with `conflict` if the story's stored body cannot be read and `input` has none: saving would replace
/// it by nothing.
[[nodiscard]] base::Result<void> check_readable(const story::Story& story, const StoryInput& input);

}  // namespace stoppress::newsroom
