// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that no input puts its own markup into a page, and that none crashes, hangs or uses unbounded memory.
#include <chrono>

#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "document/limits.hpp"

namespace stoppress::document {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

/// Without what attributes that a person reads say: text, like that between tags.
std::string without_words(std::string html) {
    for (const std::string_view name : {" title=\"", " alt=\"", " aria-label=\""}) {
        for (auto at = html.find(name); at != std::string::npos; at = html.find(name, at)) {
            at += name.size();
            html.erase(at, html.find('"', at) - at);
        }
    }
    return html;
}

class Vectors : public testing::TestWithParam<std::string_view> {};

/// Shapes of known attacks: markup that changes its meaning when it is parsed again, and addresses that run.
TEST_P(Vectors, LeaveNoMarkupBehind) {
    for (const bool markdown : {false, true}) {
        const auto parsed = markdown ? from_markdown(GetParam()) : from_html(GetParam());
        ASSERT_TRUE(parsed.has_value()) << GetParam();
        const auto html = to_html(parsed->document).string();
        const auto tags = without_words(html);
        for (const auto* bad :
             {"<script", "<style",      "<svg",      "<math", "<iframe", "<object", "<embed",   "<template", "<noscript", "<form",
              "<input",  "javascript:", "vbscript:", "data:", "srcdoc",  "style=",  " onerror", " onload",   " onclick",  " on"}) {
            const auto found = tags.find(bad);
            // Escaped text may say what it likes; what counts is what stands in tags.
            const auto open = found == std::string::npos ? found : tags.rfind('<', found);
            const auto close = found == std::string::npos ? found : tags.rfind('>', found);
            const bool in_tag =
                found != std::string::npos && open != std::string::npos && (close == std::string::npos || close < open || *bad == '<');
            EXPECT_FALSE(in_tag) << bad << "\n" << GetParam() << "\n" << html;
        }
        const auto again = from_html(html);
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(again->document, parsed->document) << html;
        EXPECT_TRUE(again->reductions.empty()) << html;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Mutations, Vectors,
    testing::Values("<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<img src=x onerror=alert(1)>",
                    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
                    "<svg><style><img src=x onerror=alert(1)></style></svg>",
                    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                    "<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
                    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                    "<style><a title=\"</style><img src=x onerror=alert(1)>\"></style>",
                    "<textarea><a title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
                    "<xmp><a title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
                    "<noembed><img title=\"</noembed><img src onerror=alert(1)>\"></noembed>",
                    "<iframe><img title=\"</iframe><img src onerror=alert(1)>\"></iframe>",
                    "<template><script>alert(1)</script></template>", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
                    "<svg><p><title><a id=\"</title><img src=x onerror=alert(1)>\"></a></title></p></svg>",
                    "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
                    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
                    "<svg><foreignObject><style><img src=x onerror=alert(1)></style></foreignObject></svg>",
                    "<!--><img src=x onerror=alert(1)>-->", "<!--!><img src=x onerror=alert(1)>-->",
                    "<!-- --!><img src=x onerror=alert(1)>", "<?xml ><img src=x onerror=alert(1)> ?>",
                    "<![CDATA[<img src=x onerror=alert(1)>]]>", "<plaintext><img src=x onerror=alert(1)>",
                    "<table><td background=\"javascript:alert(1)\">x", "<select><template><img src=x onerror=alert(1)></template></select>",
                    "<option><style></option></select><img src=x onerror=alert(1)></style>"));

INSTANTIATE_TEST_SUITE_P(
    AddressesThatRun, Vectors,
    testing::Values("<a href=\"javascript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>",
                    "<a href=\"java&#10;script:alert(1)\">x</a>", "<a href=\"java&Tab;script&colon;alert(1)\">x</a>",
                    "<a href=\"&#x6A;avascript:alert(1)\">x</a>", "<a href=\"JAVASCRIPT:x\">x</a>",
                    "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>", "<a href=\"vbscript:msgbox(1)\">x</a>",
                    "<img src=\"javascript:alert(1)\">", "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
                    "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>", "<embed src=\"javascript:alert(1)\">",
                    "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
                    "<a href=x style=\"background:url(javascript:alert(1))\" onclick=alert(1)>x</a>", "[x](javascript:alert(1))",
                    "[x](<java\tscript:alert(1)>)", "![x](javascript:alert(1))", "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]",
                    "[x](/a\"onmouseover=\"alert(1))", "[x](/a 't\" onclick=\"alert(1)')",
                    "<base href=\"javascript:/\"><a href=\"/x\">y</a>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                    "<link rel=stylesheet href=\"javascript:alert(1)\">"));

class Deep : public testing::TestWithParam<std::string_view> {};

TEST_P(Deep, EndsInAnErrorOrAFlatTree) {
    const auto started = std::chrono::steady_clock::now();
    const auto source = repeated(GetParam(), 100'000);
    for (const bool markdown : {false, true}) {
        const auto parsed = markdown ? from_markdown(source) : from_html(source);
        if (!parsed) {
            EXPECT_EQ(parsed.error().code, base::ErrorCode::too_large) << parsed.error().message;
        } else {
            const auto json = to_json(parsed->document);
            EXPECT_TRUE(from_json(json).has_value()) << "not too deep for its own reader";
        }
    }
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(120));
}

INSTANTIATE_TEST_SUITE_P(Tags, Deep,
                         testing::Values("<div>", "<b>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<span lang=en>", "<a href=/x>",
                                         "<svg>", "<b><p>", "<table>", "<font color=red><p>", "> ", "- ", "*a **a ", "[", "![", "`", "<!--",
                                         "<", "&", "1. "));

TEST(Depth, OfHtmlThatMisleadsTheCheckIsBoundedToo) {
    // The end tag in the cell does not close the <div> outside of it: a check that counts tags sees none open.
    for (const auto* unit : {"<div><table><td></div></table>", "<b a%d><table><td></b></table>"}) {
        std::string source;
        for (int i = 0; i < 3'000; ++i) {
            auto piece = std::string{unit};
            if (const auto at = piece.find("%d"); at != std::string::npos) {
                piece.replace(at, 2, std::to_string(i));
            }
            source += piece;
        }
        const auto parsed = from_html(source);
        if (!parsed) {
            EXPECT_EQ(parsed.error().code, base::ErrorCode::too_large);
        }
    }
}

TEST(Depth, OfJsonIsBounded) {
    for (const auto& json : {repeated("[", 100'000), R"({"blocks":)" + repeated(R"([{"type":"quote","blocks":)", 100'000),
                             R"({"blocks":)" + repeated(R"([{"type":"quote","blocks":)", 20) + "[]" + repeated("}]", 20) + "}"}) {
        const auto document = from_json(json);
        ASSERT_FALSE(document.has_value());
        EXPECT_EQ(document.error().code, base::ErrorCode::too_large) << document.error().message;
    }
}

TEST(Sources, ThatAreTooLongOrNotUtf8AreRefused) {
    const std::string long_source(kMaxSourceBytes + 1, 'x');
    EXPECT_EQ(from_html(long_source).error().code, base::ErrorCode::too_large);
    EXPECT_EQ(from_markdown(long_source).error().code, base::ErrorCode::too_large);
    EXPECT_EQ(from_json(std::string(kMaxReadBytes + 1, 'x')).error().code, base::ErrorCode::too_large);
    for (const auto* bad : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "a\xE2\x82", "\xF4\x90\x80\x80"}) {
        EXPECT_EQ(from_html(bad).error().code, base::ErrorCode::invalid);
        EXPECT_EQ(from_markdown(bad).error().code, base::ErrorCode::invalid);
        EXPECT_EQ(from_json(bad).error().code, base::ErrorCode::invalid);
    }
}

TEST(Tables, CannotBeMadeToFillMemory) {
    const auto wide = from_html("<table><tr>" + repeated("<td>x", 100) + "</table>");
    EXPECT_EQ(wide.error().code, base::ErrorCode::too_large);
    const auto many = from_html("<table><tr><td colspan=60>x" + repeated("<tr><td>x", 10'000) + "</table>");
    EXPECT_EQ(many.error().code, base::ErrorCode::too_large);
}

TEST(ControlCharacters, NeverReachAPage) {
    using std::string_literals::operator""s;
    const auto parsed = from_html(
        "<p>a\0b\x01"
        "c\x7F&#x1;&#x80;\xC2\x85\xEF\xBF\xBFz</p>"s);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(to_text(parsed->document).find_first_of(std::string_view{"\0\x01\x7F", 3}), std::string::npos);
    EXPECT_EQ(from_json(R"({"blocks":[{"type":"paragraph","content":[{"text":"a\u0000\u0001b"}]}]})")->blocks.size(), 1U);
    EXPECT_EQ(to_text(*from_json(R"({"blocks":[{"type":"paragraph","content":[{"text":"a\u0000\u0001b"}]}]})")), "ab");
}

}  // namespace
}  // namespace stoppress::document
