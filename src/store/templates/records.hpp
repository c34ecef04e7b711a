// SPDX-License-Identifier: GPL-3.0-or-later
// Story templates: what new stories begin with.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// Something that new stories begin with. It is not a story: readers never see it, and no list of stories has it.
struct StoryTemplate {
    base::TemplateId id;
    std::int64_t version = 0;  ///< counts the saves
    std::string name;
    base::Time saved_at;
    std::string saved_by;                    ///< a person's e-mail address or a token's name
    std::optional<base::Time> deleted_at{};  ///< it can be restored until kTrashKept after that
    std::string deleted_by{};
    /// Its headline, standfirst, body, section, topics, kind and language, each of which may be empty but the language. Slug, byline, lead image
    /// and translations belong to one story: a template has none.
    story::Content content;
};

}  // namespace stoppress::store
