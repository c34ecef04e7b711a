// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which languages the newsroom offers for a story.
#include "newsroom/site/story_languages.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

bool offered(std::string_view tag) {
    return std::ranges::find(offered_languages(), tag) != offered_languages().end();
}

TEST(OfferedLanguages, AreAllThatIcuKnows) {
    EXPECT_GT(offered_languages().size(), 150U);
    for (const auto* tag : {"ar", "az", "ckb", "de", "en", "fa", "he", "ja", "ku", "ps", "pt", "ru", "tr", "ur", "zh"}) {
        EXPECT_TRUE(offered(tag)) << tag;
    }
}

TEST(OfferedLanguages, NameScriptsAndTheRegionsWhereALanguageHasItsOwnName) {
    for (const auto* tag : {"fa-AF", "pt-BR", "en-GB", "zh-Hant", "sr-Latn", "az-Cyrl"}) {
        EXPECT_TRUE(offered(tag)) << tag;
    }
    for (const auto* tag : {"en-MT", "fa-IR", "zh-Hans-CN", "de-DE"}) {
        EXPECT_FALSE(offered(tag)) << tag;
    }
}

TEST(OfferedLanguages, AreTagsThatAStoryTakesAndNoneComesTwice) {
    const auto& all = offered_languages();
    EXPECT_TRUE(std::ranges::is_sorted(all));
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
    for (const auto& tag : all) {
        EXPECT_EQ(story::canonical_language(tag), tag);
    }
}

}  // namespace
}  // namespace stoppress::newsroom
