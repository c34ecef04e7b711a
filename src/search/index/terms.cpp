// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/terms.hpp"

#include <map>
#include <optional>

#include <fmt/format.h>

#include "search/text/words.hpp"

namespace stoppress::search {

namespace {

/// Kept per thread: a stemmer has state of its own.
const Xapian::Stem* stemmer_for(std::string_view language) {
    static thread_local std::map<std::string, std::optional<Xapian::Stem>, std::less<>> stemmers;
    const auto primary = without_region(language);
    auto found = stemmers.find(primary);
    if (found == stemmers.end()) {
        constexpr std::size_t kMaxKept = 200;  // there are fewer languages that people write in
        if (stemmers.size() >= kMaxKept) {
            stemmers.clear();
        }
        std::optional<Xapian::Stem> stemmer;
        try {
            // Of Norwegian's two forms Xapian knows one name.
            stemmer.emplace(std::string(primary == "nn" ? "nb" : primary));
        } catch (const Xapian::Error&) {
            // Not one of those that it has.
        }
        if (primary.empty() || (stemmer && stemmer->is_none())) {
            stemmer.reset();
        }
        found = stemmers.emplace(std::string(primary), std::move(stemmer)).first;
    }
    return found->second ? &*found->second : nullptr;
}

}  // namespace

std::string time_value(base::Time time) {
    return Xapian::sortable_serialise(static_cast<double>(base::to_milliseconds(time)));
}

std::string story_term(base::StoryId id) {
    return fmt::format("Q{}", id.value);
}
std::string section_term(base::SectionId id) {
    return fmt::format("XS{}", id.value);
}
std::string topic_term(base::TopicId id) {
    return fmt::format("XT{}", id.value);
}
std::string author_term(base::AuthorId id) {
    return fmt::format("XA{}", id.value);
}
std::string language_term(std::string_view language) {
    return fmt::format("XL{}", language.substr(0, 100));
}

std::string_view without_region(std::string_view language) {
    return language.substr(0, language.find('-'));
}

bool has_stemmer(std::string_view language) {
    return stemmer_for(language) != nullptr;
}

std::string stem_term(std::string_view accented, std::string_view language) {
    const auto* const stemmer = stemmer_for(language);
    if (stemmer == nullptr) {
        return {};
    }
    const auto stem = folded_word((*stemmer)(std::string(accented)));
    return stem.empty() ? stem : fmt::format("Z{}:{}", without_region(language), stem);
}

}  // namespace stoppress::search
