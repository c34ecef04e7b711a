// SPDX-License-Identifier: GPL-3.0-or-later
// The phrases of generated stories: neutral, our own, in three languages and two directions.
// Thread: any; constants.
#pragma once

#include <span>
#include <string_view>

namespace stoppress::cli {

using Phrases = std::span<const std::string_view>;

/// A sentence consists of an opener, a subject, a verb, an object and a clause, in the order given by `verb_last`.
struct Phrasebook {
    std::string_view language;
    Phrases openers;
    Phrases subjects;
    Phrases verbs;
    Phrases objects;
    Phrases clauses;
    std::string_view comma;
    std::string_view stop;
    bool verb_last = false;
};

[[nodiscard]] const Phrasebook& english();
[[nodiscard]] const Phrasebook& persian();
[[nodiscard]] const Phrasebook& arabic();

struct NamedPhrase {
    std::string_view slug;
    std::string_view name;
    std::string_view description;
};

[[nodiscard]] std::span<const NamedPhrase> section_names();
[[nodiscard]] std::span<const NamedPhrase> topic_names();
[[nodiscard]] Phrases first_names();
[[nodiscard]] Phrases last_names();

}  // namespace stoppress::cli
