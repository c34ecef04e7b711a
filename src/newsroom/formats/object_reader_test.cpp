// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how fields of a request are read: what each kind takes, that every mistake is named by its pointer, and that
// nothing which readers or feeds cannot show gets in.
#include "newsroom/formats/object_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/utf8.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using ::testing::ElementsAre;

/// The refused pointers of a body whose fields `read` reads.
template <class Read>
std::vector<std::string> refused_fields(std::string_view json, Read read) {
    BodyReader body(json);
    read(body);
    const auto closed = body.close();
    std::vector<std::string> pointers;
    if (!closed.has_value()) {
        EXPECT_EQ(closed.error().code, base::ErrorCode::invalid) << json;
        for (const auto& field : closed.error().fields) {
            pointers.push_back(field.field);
        }
    }
    return pointers;
}

std::string tidied(std::string text, Lines lines = Lines::one) {
    return tidy(text, lines) ? text : "refused";
}

TEST(Tidy, LeavesOneSpaceAndNoneAtTheEnds) {
    EXPECT_EQ(tidied("  a \t b\r\n\n c  "), "a b c");
    EXPECT_EQ(tidied(" \n "), "");
    EXPECT_EQ(tidied("  a \n b\r\n\r\n\r\n c \n", Lines::many), "a\nb\n\nc");
    EXPECT_EQ(tidied("سلام  دنیا"), "سلام دنیا");
}

TEST(Tidy, RefusesWhatNoPageAndNoFeedMayContain) {
    using namespace std::string_literals;
    for (const auto& text :
         {"a\0b"s, "a\x01"s, "\x02new-articles\x03"s, "a\x1b[0m"s, "\x7f"s, "\xc2\x85"s, "\xc2\x9f"s, "\xef\xbf\xbe"s, "a\xef\xbf\xbf"s}) {
        EXPECT_EQ(tidied(text), "refused") << testing::PrintToString(text);
    }
    // The neighbours of those are letters.
    for (const auto& text : {"\xc2\xa1"s, "\xef\xbf\xbd"s, "\xef\xbe\xbf"s, "ä"s}) {
        EXPECT_EQ(tidied(text), text);
    }
}

TEST(ObjectReader, CountsCharactersAndNotBytes) {
    const auto read = [](BodyReader& body) { static_cast<void>(body.text("a", 4)); };
    EXPECT_THAT(refused_fields(R"({"a":"سلام"})", read), ElementsAre());
    EXPECT_THAT(refused_fields(R"({"a":" سلام "})", read), ElementsAre());
    EXPECT_THAT(refused_fields(R"({"a":"سلاما"})", read), ElementsAre("/a"));
}

TEST(ObjectReader, NamesEveryFieldOfTheWrongKind) {
    const auto read = [](BodyReader& body) {
        static_cast<void>(body.text("text", 10));
        static_cast<void>(body.choice("choice", {"one", "two"}));
        static_cast<void>(body.slug("slug"));
        static_cast<void>(body.slugs("slugs", 2));
        static_cast<void>(body.language("language"));
        static_cast<void>(body.time("time"));
        static_cast<void>(body.id("id"));
        static_cast<void>(body.whole("whole", -1, 5));
        static_cast<void>(body.truth("truth"));
    };
    EXPECT_THAT(refused_fields(R"({"text":"a","choice":"two","slug":"a-1","slugs":["a","b"],"language":"fa","time":"2026-03-01T09:30:00Z",
                            "id":1,"whole":5,"truth":false})",
                               read),
                ElementsAre());
    EXPECT_THAT(refused_fields(R"({"text":1,"choice":"three","slug":"A b","slugs":"a","language":"no language","time":"yesterday",
                            "id":0,"whole":6,"truth":"yes"})",
                               read),
                ElementsAre("/text", "/choice", "/slug", "/slugs", "/language", "/time", "/id", "/whole", "/truth"));
    EXPECT_THAT(refused_fields(R"({"text":"a\u0000","choice":1,"slug":"-a","slugs":["a","B","c-"],"language":"","time":"","id":"1",
                            "whole":1.5,"truth":0})",
                               read),
                ElementsAre("/text", "/choice", "/slug", "/slugs", "/language", "/time", "/id", "/whole", "/truth"));
    EXPECT_THAT(refused_fields(R"({"slugs":["a","B"],"id":9223372036854775808,"whole":-2})", read),
                ElementsAre("/slugs/1", "/id", "/whole"));
}

TEST(ObjectReader, TellsMissingFromEmptyAndKeepsEachSlugOnce) {
    BodyReader body(R"({"a":null,"b":null,"c":["x","x","y"],"d":null,"e":null})");
    EXPECT_EQ(body.text("a", 10), "");
    EXPECT_EQ(body.text("absent", 10), std::nullopt);
    EXPECT_EQ(body.slugs("b", 3), std::vector<std::string>{});
    EXPECT_EQ(body.slugs("absent", 3), std::nullopt);
    EXPECT_EQ(body.slugs("c", 3), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(body.time("d"), std::nullopt);
    EXPECT_FALSE(body.has("d"));
    EXPECT_TRUE(body.has("c"));
    EXPECT_EQ(body.truth("e"), std::nullopt);
    EXPECT_TRUE(body.close().has_value());
}

TEST(ObjectReader, RefusesFieldsThatNobodyReadAndThoseThatAreMissing) {
    const auto read = [](BodyReader& body) {
        static_cast<void>(body.text("a", 10));
        if (!body.has("b")) {
            body.missing("b", "a name");
            body.missing("b");
        }
    };
    EXPECT_THAT(refused_fields(R"({"a":"1","c":2,"d/e~f":3})", read), ElementsAre("/b", "/c", "/d~1e~0f"));
    EXPECT_THAT(refused_fields(R"({"a":"1","b":1})", read), ElementsAre("/b")) << "present, but not read";
}

TEST(ObjectReader, NamesFieldsOfNestedObjectsByTheirWholePointer) {
    const auto read = [](BodyReader& body) {
        const auto* list = body.any("list");
        for (std::size_t i = 0; i < list->as_array().size(); ++i) {
            ObjectReader one(list->as_array()[i], "/list/" + std::to_string(i), body.refused());
            static_cast<void>(one.truth("on"));
            one.finish();
        }
    };
    EXPECT_THAT(refused_fields(R"({"list":[{"on":true},{"on":1},5,{"off":true}]})", read),
                ElementsAre("/list/1/on", "/list/2", "/list/3/off"));
}

TEST(ObjectReader, GivesUpCountingMistakesAndStaysReadable) {
    std::string json = "{";
    for (int i = 0; i < 500; ++i) {
        json += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
    }
    EXPECT_EQ(refused_fields(json + "}", [](BodyReader&) {}).size(), kMaxFieldErrors);
    // A long name is cut between two characters.
    std::string name = "a";
    for (int i = 0; i < 300; ++i) {
        name += "ü";
    }
    const auto pointers = refused_fields("{\"" + name + "\":1}", [](BodyReader&) {});
    ASSERT_EQ(pointers.size(), 1U);
    EXPECT_TRUE(base::is_utf8(pointers.front()));
    EXPECT_LT(pointers.front().size(), 300U);
}

TEST(BodyReader, SaysWhatIsWrongWithABodyThatIsNoObject) {
    const auto message = [](std::string_view bytes) {
        BodyReader body(bytes);
        const auto closed = body.close();
        EXPECT_FALSE(closed.has_value()) << bytes;
        EXPECT_EQ(closed.error().code, base::ErrorCode::malformed) << bytes;
        return closed.error().message;
    };
    EXPECT_TRUE(message("").contains("no body"));
    EXPECT_TRUE(message("[]").contains("not an object"));
    EXPECT_TRUE(message("{\"a\":1").contains("not JSON"));
    EXPECT_TRUE(message("{\"a\":\"\xff\"}").contains("not UTF-8"));
    EXPECT_TRUE(message(R"({"a":1,"a":2})").contains("\"a\" twice"));
    EXPECT_TRUE(message("{\"a\":" + std::string(200, '[') + std::string(200, ']') + "}").contains("nested"));
}

}  // namespace
}  // namespace stoppress::newsroom
