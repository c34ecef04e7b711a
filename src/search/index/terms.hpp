// SPDX-License-Identifier: GPL-3.0-or-later
// The names of what stands in the index. Words stand there as they are (none begins with an ASCII capital).
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::search {

/// The version of all rules by which terms are made. An index of another version is built anew.
inline constexpr std::string_view kIndexRules = "1";

inline constexpr Xapian::valueno kPublishedSlot = 0;  ///< when it was published, as a time_value()

/// Milliseconds since 1970 in the form in which Xapian sorts numbers.
[[nodiscard]] std::string time_value(base::Time time);

[[nodiscard]] std::string story_term(base::StoryId id);
[[nodiscard]] std::string section_term(base::SectionId id);
[[nodiscard]] std::string topic_term(base::TopicId id);
[[nodiscard]] std::string author_term(base::AuthorId id);
[[nodiscard]] std::string language_term(std::string_view language);

/// "de" of "de-AT".
[[nodiscard]] std::string_view without_region(std::string_view language);

/// The stem of a word, in a form that no word has: words of different languages do not meet. `accented` is
/// Word::accented, since stemmers need accents. Empty if there is no stemmer for the language.
[[nodiscard]] std::string stem_term(std::string_view accented, std::string_view language);
[[nodiscard]] bool has_stemmer(std::string_view language);

}  // namespace stoppress::search
