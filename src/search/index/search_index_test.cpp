// SPDX-License-Identifier: GPL-3.0-or-later
// What is found in an index, whatever is typed, and what becomes of an index that is damaged.
#include "search/index/search_index.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "search/limits.hpp"

namespace stoppress::search {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

base::Time day(int n) {
    return base::Time{std::chrono::hours{24 * (20'000 + n)}};
}

Entry story(std::int64_t id, std::string headline, std::string body = {}, std::string language = "en") {
    Entry entry;
    entry.id = {id};
    entry.language = std::move(language);
    entry.headline = std::move(headline);
    entry.body = std::move(body);
    entry.published_at = day(static_cast<int>(id));
    return entry;
}

class SearchIndexTest : public ::testing::Test {
protected:
    SearchIndexTest() : folder_(std::filesystem::temp_directory_path() / ("stoppress-search-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
    }
    ~SearchIndexTest() override { std::filesystem::remove_all(folder_); }

    void write(std::vector<Entry> changed, std::vector<base::StoryId> removed = {}, base::ChangeNumber change = 1) {
        auto writer = IndexWriter::open(folder_);
        ASSERT_TRUE(writer.has_value()) << writer.error().message;
        const auto written = (*writer)->write(changed, removed, {.change = change, .mark = "m", .built_to = {}, .whole = true});
        ASSERT_TRUE(written.has_value()) << written.error().message;
    }
    Answer answer(const Query& query, std::vector<Entry> newer = {}, std::vector<base::StoryId> outdated = {}) {
        auto snapshot = IndexSnapshot::open(folder_);
        EXPECT_TRUE(snapshot.has_value() && snapshot->has_value());
        auto found = (*snapshot)->find(query, newer, outdated);
        EXPECT_TRUE(found.has_value()) << found.error().message;
        return found.has_value() ? *found : Answer{};
    }
    std::vector<std::int64_t> find(std::string text) {
        std::vector<std::int64_t> ids;
        for (const auto id : answer({.text = std::move(text)}).stories) {
            ids.push_back(id.value);
        }
        return ids;
    }

    std::filesystem::path folder_;
};

TEST_F(SearchIndexTest, FindsWordsInAnyFieldAndTheHeadlineFirst) {
    write({story(1, "A quiet week", "The bridge is mentioned once."), story(2, "The bridge reopens", "After two years."),
           story(3, "Trams", "Rails.")});
    EXPECT_THAT(find("bridge"), ElementsAre(2, 1));
    EXPECT_THAT(find("BRIDGES"), ElementsAre(2, 1)) << "by its stem";
    EXPECT_THAT(find("bridge years"), ElementsAre(2)) << "all words";
    EXPECT_THAT(find("trams OR years"), UnorderedElementsAre(2, 3));
    EXPECT_THAT(find("bridge -reopens"), ElementsAre(1));
    EXPECT_THAT(find("bridge NOT reopens"), ElementsAre(1));
}

TEST_F(SearchIndexTest, FindsPhrasesInQuotationMarksOfAnyLanguage) {
    write({story(1, "Two years after"), story(2, "After two long years")});
    for (const auto* const query : {"\"two years\"", "“two years”", "„two years“", "«two years»", "two-years"}) {
        EXPECT_THAT(find(query), ElementsAre(1)) << query;
    }
    EXPECT_THAT(find("\"two years"), UnorderedElementsAre(1, 2)) << "a lone mark is none";
    EXPECT_THAT(find("12\" years"), ElementsAre());
}

TEST_F(SearchIndexTest, FindsOtherScriptsAndSpellings) {
    write({story(1, "می‌خواهم برگردم", "کتابی دربارهٔ ایران", "fa"), story(2, "L’hôpital de Genève", {}, "fr"),
           story(3, "北京大学开学", {}, "zh"), story(4, "Die Präsidenten der Länder", {}, "de"), story(5, "กรุงเทพมหานครเปิดแล้ว", {}, "th"),
           story(6, "Новости города", {}, "ru")});
    EXPECT_THAT(find("ميخواهم"), ElementsAre(1)) << "typed on an Arabic keyboard, joined";
    EXPECT_THAT(find("می خواهم"), ElementsAre(1)) << "with a space";
    EXPECT_THAT(find("كتابي"), ElementsAre(1));
    EXPECT_THAT(find("hopital"), ElementsAre(2));
    EXPECT_THAT(find("l'hôpital"), ElementsAre(2));
    EXPECT_THAT(find("大学"), ElementsAre(3));
    EXPECT_THAT(find("学大"), ElementsAre()) << "in this order";
    EXPECT_THAT(find("Präsident"), ElementsAre(4));
    EXPECT_THAT(find("กรุงเทพมหานคร"), ElementsAre(5));
    EXPECT_THAT(find("новость"), ElementsAre(6));
}

TEST_F(SearchIndexTest, FiltersAndSorts) {
    auto one = story(1, "Bridge bridge bridge");
    one.section = {7};
    auto two = story(2, "The bridge", {}, "en-GB");
    two.topics = {{3}, {4}};
    two.authors = {{9}};
    write({one, two, story(3, "A bridge far away")});
    EXPECT_THAT(answer({.text = "bridge", .section = {7}}).stories, ElementsAre(base::StoryId{1}));
    EXPECT_THAT(answer({.text = "bridge", .topic = {4}}).stories, ElementsAre(base::StoryId{2}));
    EXPECT_THAT(answer({.text = "bridge", .author = {9}}).stories, ElementsAre(base::StoryId{2}));
    EXPECT_THAT(answer({.text = "bridge", .language = "en-GB"}).stories, ElementsAre(base::StoryId{2}));
    EXPECT_EQ(answer({.text = "bridge", .language = "en"}).count, 3U);
    EXPECT_EQ(answer({.text = "bridge", .language = "de"}).count, 0U);
    EXPECT_THAT(answer({.text = "bridge", .order = Order::newest}).stories,
                ElementsAre(base::StoryId{3}, base::StoryId{2}, base::StoryId{1}));
    EXPECT_THAT(answer({.text = "bridge", .from = day(2), .before = day(3)}).stories, ElementsAre(base::StoryId{2}));
    EXPECT_THAT(answer({.text = "bridge", .order = Order::newest, .offset = 1, .limit = 1}).stories, ElementsAre(base::StoryId{2}));
}

TEST_F(SearchIndexTest, TakesNewerStoriesFromMemoryAndLeavesOutOutdatedOnes) {
    write({story(1, "Bridge closed"), story(2, "Bridge open")});
    const auto found =
        answer({.text = "bridge", .order = Order::newest}, {story(1, "Bridge repaired"), story(5, "Bridge again")}, {{1}, {2}});
    EXPECT_THAT(found.stories, ElementsAre(base::StoryId{5}, base::StoryId{1}));
    EXPECT_EQ(answer({.text = "closed"}, {story(1, "Bridge repaired")}, {{1}}).count, 0U);
    EXPECT_EQ(find_in(std::vector{story(8, "A bridge")}, {.text = "bridges"})->stories.size(), 1U);
}

TEST_F(SearchIndexTest, ReplacesAndRemoves) {
    write({story(1, "Bridge"), story(2, "Bridge")});
    write({story(1, "Ferry")}, {{2}}, 5);
    EXPECT_THAT(find("bridge"), ElementsAre());
    EXPECT_THAT(find("ferry"), ElementsAre(1));
    auto snapshot = IndexSnapshot::open(folder_);
    EXPECT_EQ((*snapshot)->reached().change, 5);
    EXPECT_EQ((*snapshot)->reached().mark, "m");
    EXPECT_THAT(*(*snapshot)->story_ids({}, 10), ElementsAre(base::StoryId{1}));
}

TEST_F(SearchIndexTest, SuggestsOnlyForWordsWithoutHits) {
    write({story(1, "The merlin flies over Berlin"), story(2, "Government"), story(3, "وزارت بهداشت", {}, "fa")});
    EXPECT_EQ(answer({.text = "merlin"}).suggestion, "");
    EXPECT_EQ(answer({.text = "goverment"}).suggestion, "government");
    EXPECT_EQ(answer({.text = "govrenment news"}).suggestion, "") << "not if nothing has all of it";
    EXPECT_EQ(answer({.text = "وزلرت"}).suggestion, "وزارت");
    EXPECT_EQ(answer({.text = "xqzw"}).suggestion, "");
}

TEST_F(SearchIndexTest, AnswersWhateverIsTyped) {
    write({story(1, "Bridge")});
    for (const auto& query : {std::string(), std::string("NOT bridge"), std::string("-bridge"), std::string("OR"), std::string("AND"),
                              std::string("\""), std::string("(a OR b"), std::string("\u200C\u200C"), std::string("!!!"),
                              std::string("\xff\xfe"), std::string(10'000, 'x'), std::string("a\0b", 3)}) {
        EXPECT_EQ(answer({.text = query}).stories.size(), 0U) << query;
    }
    std::string many;
    for (int i = 0; i < 2000; ++i) {
        many += "bridge ";
    }
    EXPECT_EQ(answer({.text = many}).count, 1U);
    EXPECT_FALSE(answer({.text = "!!!"}).asked);
    EXPECT_EQ(answer({.text = "bridge", .offset = 1'000'000'000}).stories.size(), 0U);
}

TEST_F(SearchIndexTest, OneThatIsDamagedOrOfOtherRulesIsMadeAnew) {
    write({story(1, "Bridge")});
    EXPECT_EQ(*damage_of(folder_), "");
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
        std::ofstream(file.path(), std::ios::trunc) << "nothing";
    }
    const auto opened = IndexSnapshot::open(folder_);
    EXPECT_TRUE(!opened.has_value() || !opened->has_value());
    write({story(2, "Bridge")});
    EXPECT_THAT(find("bridge"), ElementsAre(2));
}

TEST_F(SearchIndexTest, IsWrittenByOneAtATime) {
    auto first = IndexWriter::open(folder_);
    ASSERT_TRUE(first.has_value());
    const auto second = IndexWriter::open(folder_);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, base::ErrorCode::unavailable);
    ASSERT_TRUE((*first)->clear().has_value());
    EXPECT_EQ((*first)->reached().change, 0);
}

}  // namespace
}  // namespace stoppress::search
