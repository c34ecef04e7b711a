// SPDX-License-Identifier: GPL-3.0-or-later
// A story as the API takes it: which fields there are, what each must be, and bodies in three formats brought into the document model.
// Thread: any; no I/O. A body of some MiB takes long: never on a loop.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "document/convert.hpp"
#include "newsroom/object_reader.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

/// The fields that a request gave; the others are left as they are.
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
    std::vector<document::Reduction> notices;  ///< what of the body the model cannot hold, and what became of it
};

enum class Headline : std::uint8_t {
    needed,
    optional,  ///< not empty, where it is given
    unchecked  ///< of a draft of changes, which may be without one for a while
};

/// `invalid` with every refused field.
[[nodiscard]] base::Result<StoryInput> read_story(const boost::json::value& json, Headline headline);

/// `content` with the given fields in it.
void apply(const StoryInput& input, story::Content& content);

/// `conflict` where the story's stored body cannot be read and `input` has none: saving would put nothing in its place.
[[nodiscard]] base::Result<void> check_readable(const story::Story& story, const StoryInput& input);

}  // namespace stoppress::newsroom
