// SPDX-License-Identifier: GPL-3.0-or-later
// A story's fields are read strictly: mistakes are reported by their pointer, and unknown fields are refused.
#include "newsroom/stories/story_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

base::Result<StoryInput> read(std::string_view json, Headline headline = Headline::optional) {
    const ParsedJson parsed = parse_json(json);
    EXPECT_EQ(parsed.bad, "") << json;
    return read_story(parsed.value, headline);
}

std::vector<std::string> refused(std::string_view json, Headline headline = Headline::optional) {
    const auto input = read(json, headline);
    std::vector<std::string> pointers;
    if (!input.has_value()) {
        EXPECT_EQ(input.error().code, base::ErrorCode::invalid);
        for (const base::FieldError& field : input.error().fields) {
            EXPECT_FALSE(field.message.empty());
            pointers.push_back(field.field);
        }
    }
    return pointers;
}

TEST(StoryInput, LeavesOutWhatIsNotGivenAndEmptiesWhatIsNull) {
    story::Content content;
    content.headline = "Old";
    content.standfirst = "Old";
    content.topics = {"a"};
    content.section = "city";
    auto input = read(R"({"headline":"New","topics":null,"section":null})");
    ASSERT_TRUE(input.has_value());
    apply(*input, content);
    EXPECT_EQ(content.headline, "New");
    EXPECT_EQ(content.standfirst, "Old");
    EXPECT_THAT(content.topics, IsEmpty());
    EXPECT_EQ(content.section, "");
}

TEST(StoryInput, NamesEveryRefusedField) {
    EXPECT_THAT(refused(R"({"headline":1,"slug":"A","topics":["ok","B",3],"extra":{},"a/b":1,"kind":"poster"})"),
                UnorderedElementsAre("/headline", "/slug", "/topics/1", "/topics/2", "/extra", "/a~1b", "/kind"));
    EXPECT_THAT(refused(R"({"body":"text"})"), ElementsAre("/body"));
    EXPECT_THAT(refused(R"({"body":{"format":"markdown"}})"), ElementsAre("/body/content"));
    EXPECT_THAT(refused(R"({"body":{"content":"x"}})"), ElementsAre("/body/format"));
    EXPECT_THAT(refused(R"({"body":{"format":"html","content":{}}})"), ElementsAre("/body/content"));
    EXPECT_THAT(refused(R"({"lead_image":{"source":"data:image/png;base64,AAAA"}})"), ElementsAre("/lead_image/source"));
    EXPECT_THAT(refused(R"({"lead_image":[]})"), ElementsAre("/lead_image"));
    EXPECT_THAT(refused("{}", Headline::needed), ElementsAre("/headline"));
    EXPECT_THAT(refused(R"({"headline":null})"), ElementsAre("/headline"));
}

TEST(StoryInput, PointsIntoTheTreeOfABody) {
    const auto pointers = refused(R"({"body":{"format":"document","content":{"nonsense":1}}})");
    ASSERT_FALSE(pointers.empty());
    for (const std::string& pointer : pointers) {
        EXPECT_TRUE(pointer.starts_with("/body/content")) << pointer;
    }
}

TEST(StoryInput, ListsOnlySoManyRefusedFields) {
    std::string json = "{";
    for (int i = 0; i < 500; ++i) {
        json += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
    }
    EXPECT_EQ(refused(json + "}").size(), kMaxFieldErrors);
}

TEST(StoryInput, CountsCharactersAndNotBytes) {
    std::string headline;
    for (std::size_t i = 0; i < kMaxHeadline; ++i) {
        headline += "\xd9\xbe";
    }
    EXPECT_TRUE(read(R"({"headline":")" + headline + "\"}").has_value());
    EXPECT_THAT(refused(R"({"headline":")" + headline + "x\"}"), ElementsAre("/headline"));
}

TEST(ParseJson, SaysWhyItIsNotJson) {
    EXPECT_THAT(parse_json("").bad, ::testing::HasSubstr("no body"));
    EXPECT_THAT(parse_json("{\"a\":\"\xff\"}").bad, ::testing::HasSubstr("UTF-8"));
    EXPECT_THAT(parse_json(std::string(100000, '[')).bad, ::testing::HasSubstr("nested"));
    EXPECT_THAT(parse_json("[]").bad, ::testing::HasSubstr("not an object"));
    EXPECT_THAT(parse_json("{} {}").bad, ::testing::HasSubstr("not JSON"));
}

}  // namespace
}  // namespace stoppress::newsroom
