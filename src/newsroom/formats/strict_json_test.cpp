// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that strict parsing gives the same as boost::json::parse(), except for objects with a duplicate key, however
// that is written.
#include "newsroom/formats/strict_json.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace stoppress::newsroom {
namespace {

TEST(StrictJson, ReadsWhatBoostReads) {
    const std::string long_text(100'000, 'x');
    for (const std::string& text :
         {std::string(R"({"a":1,"b":[true,false,null,-7,1.5,18446744073709551615],"c":{"a":"\u00e9\n"}})"), std::string("{}"),
          std::string("[]"), std::string(R"("x")"), "{\"" + long_text + "\":\"" + long_text + "\"}",
          std::string(" {\"a\" : {} , \"b\":[{\"a\":1},{\"a\":2}]} "), std::string(""), std::string("{"), std::string("{} x"),
          std::string("[1,]"), std::string("{\"a\":\"\xff\"}"), std::string("nul"), std::string(R"({"a":[[[[[[[[[1]]]]]]]]]})")}) {
        boost::json::error_code error;
        boost::json::parse_options options;
        options.max_depth = 8;
        const auto expected = boost::json::parse(text, error, {}, options);
        const StrictJson parsed = parse_strictly(text, 8);
        EXPECT_EQ(parsed.error, error) << text.substr(0, 100);
        EXPECT_EQ(parsed.value, expected) << text.substr(0, 100);
        EXPECT_FALSE(parsed.has_repeated_key);
    }
}

TEST(StrictJson, RefusesTheSameKeyTwice) {
    for (const std::string_view text :
         {R"({"a":1,"a":2})", R"({"a":1,"\u0061":2})", R"({"x":{"y":[{"b":1,"a":{},"c":[],"a":null}]}})", R"({"a":{"a":1},"a":{"a":1}})"}) {
        const StrictJson parsed = parse_strictly(text, 64);
        EXPECT_TRUE(parsed.has_repeated_key) << text;
        EXPECT_EQ(parsed.repeated_key, "a") << text;
        EXPECT_TRUE(parsed.value.is_null()) << text;
    }
    EXPECT_TRUE(parse_strictly(R"({"":1,"":2})", 64).has_repeated_key);
}

}  // namespace
}  // namespace stoppress::newsroom
