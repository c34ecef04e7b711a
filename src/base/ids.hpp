// SPDX-License-Identifier: GPL-3.0-or-later
// Strong types for the numbers that name things, so that one cannot be passed for another.
// Thread: plain data.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace stoppress::base {

/// The number of one T; 0 means none.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    friend auto operator<=>(const Id&, const Id&) = default;
    [[nodiscard]] explicit operator bool() const { return value != 0; }
};

using StoryId = Id<struct StoryTag>;
using SectionId = Id<struct SectionTag>;
using TopicId = Id<struct TopicTag>;
using AuthorId = Id<struct AuthorTag>;
using MediumId = Id<struct MediumTag>;
using TemplateId = Id<struct TemplateTag>;

/// The number of an entry in the change log. Numbers only grow.
using ChangeNumber = std::int64_t;

}  // namespace stoppress::base

template <class Tag>
struct std::hash<stoppress::base::Id<Tag>> {
    std::size_t operator()(const stoppress::base::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
