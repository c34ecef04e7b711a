// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how the parameters of a query are read: what each kind takes, and that every wrong or unknown one is named.
#include "newsroom/formats/query_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using ::testing::ElementsAre;

constexpr std::array<std::string_view, 7> kKnownParameters{"slug", "language", "cursor", "text", "time", "choice", "number"};

/// The parameters that are refused when all are read.
std::vector<std::string> refused_parameters(std::string_view raw) {
    const auto query = parse_query(raw, kKnownParameters);
    EXPECT_TRUE(query.has_value()) << raw;
    QueryReader reader(*query);
    static_cast<void>(reader.slug("slug"));
    static_cast<void>(reader.language("language"));
    static_cast<void>(reader.cursor("cursor"));
    static_cast<void>(reader.text("text", 5));
    static_cast<void>(reader.time("time"));
    static_cast<void>(reader.choice("choice", {"one", "two"}));
    static_cast<void>(reader.number("number", 1, 100));
    const auto finished = reader.finish();
    std::vector<std::string> names;
    if (!finished.has_value()) {
        EXPECT_EQ(finished.error().code, base::ErrorCode::malformed);
        for (const auto& field : finished.error().fields) {
            names.push_back(field.field);
        }
    }
    return names;
}

TEST(QueryReader, ReadsEachKind) {
    const auto query = base::must(parse_query(
        "slug=city-hall&language=PT-br&cursor=abc&text=+two++words%20&time=2026-03-01T09:30:00Z&choice=two&number=100", kKnownParameters));
    QueryReader reader(query);
    EXPECT_EQ(reader.slug("slug"), "city-hall");
    EXPECT_EQ(reader.language("language"), "pt-BR");
    EXPECT_EQ(reader.cursor("cursor"), "abc");
    EXPECT_EQ(reader.text("text", 20), "two words");
    EXPECT_EQ(reader.time("time"), base::parse_rfc3339("2026-03-01T09:30:00Z"));
    EXPECT_EQ(reader.choice("choice", {"one", "two"}), "two");
    EXPECT_EQ(reader.number("number", 1, 100), 100);
    EXPECT_TRUE(reader.finish().has_value());
}

TEST(QueryReader, TakesAnEmptyParameterForNone) {
    EXPECT_THAT(refused_parameters(""), ElementsAre());
    EXPECT_THAT(refused_parameters("slug=&language=&cursor=&text=&time=&choice=&number="), ElementsAre());
}

TEST(QueryReader, NamesEveryParameterThatIsWrong) {
    EXPECT_THAT(refused_parameters("slug=A+b&language=no+language&text=sixsix&time=today&choice=three&number=101&cursor=" +
                                   std::string(kMaxCursorLength + 1, 'a')),
                ElementsAre("slug", "language", "cursor", "text", "time", "choice", "number"));
    for (const auto* number : {"0", "-1", "1.5", "1e1", "%2B1", "0x1", "1%20", "99999999999999999999"}) {
        EXPECT_THAT(refused_parameters(std::string("number=") + number), ElementsAre("number")) << number;
    }
    EXPECT_THAT(refused_parameters("text=a%00"), ElementsAre("text"));
    EXPECT_THAT(refused_parameters("number=1&text=%D8%B3%D9%84%D8%A7%D9%85"), ElementsAre()) << "four characters in eight bytes";
    EXPECT_THAT(refused_parameters("cursor=" + std::string(kMaxCursorLength, 'a')), ElementsAre());
}

TEST(ParseQuery, RefusesUnknownAndRepeatedParameters) {
    const auto unknown = parse_query("slug=a&colour=red&shape=round", kKnownParameters);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, base::ErrorCode::malformed);
    ASSERT_EQ(unknown.error().fields.size(), 2U);
    EXPECT_EQ(unknown.error().fields.front().field, "colour");
    EXPECT_TRUE(unknown.error().message.contains("slug")) << "it names the known ones";
    for (const auto* raw : {"slug=a&slug=b", "slug=%zz", "slug=%ff"}) {
        const auto query = parse_query(raw, kKnownParameters);
        ASSERT_FALSE(query.has_value()) << raw;
        EXPECT_EQ(query.error().code, base::ErrorCode::malformed) << raw;
    }
    EXPECT_FALSE(parse_query("a=1", {}).has_value());
    EXPECT_TRUE(parse_query("", {}).has_value());
}

}  // namespace
}  // namespace stoppress::newsroom
