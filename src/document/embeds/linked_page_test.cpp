// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of other sites' pages and oEmbed answers, friendly ones and hostile ones.
#include "document/embeds/linked_page.hpp"

#include <gtest/gtest.h>

#include "document/embeds/page_text.hpp"

namespace stoppress::document {
namespace {

Address at(std::string_view text) {
    return Address::parse(text).value();
}

TEST(LinkedPage, TakesOpenGraphBeforeAnythingElse) {
    const auto page = read_page_head(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Plain &amp; long</title><meta name=description content='Plain'>"
        "<meta property='og:title' content=' A &quot;title&quot; '><meta property=og:title content=second><meta property='OG:Description' "
        "content='Two\n lines'>"
        "<meta property='og:site_name' content='The Harbour'><meta property='og:image' content='/a.jpg'>"
        "<link rel='alternate foo' type='application/json+oembed' href='/oembed?x'></head><body><meta property='og:title' content=no>",
        "text/html");
    EXPECT_EQ(page, (LinkedPage{"A \"title\"", "Two lines", "The Harbour", "/a.jpg", "/oembed?x"}));
}

TEST(LinkedPage, FallsBackToTitleAndDescription) {
    const auto page =
        read_page_head("<title>A page</title><meta name=Description content=Words><meta name='twitter:image' content=//b/c.png>", "");
    EXPECT_EQ(page, (LinkedPage{"A page", "Words", "", "//b/c.png", ""}));
    EXPECT_EQ(read_page_head("", ""), LinkedPage{});
    EXPECT_EQ(read_page_head("{\"no\": \"html\"}", "application/json"), LinkedPage{});
    EXPECT_EQ(read_page_head(std::string(1000, '\0'), ""), LinkedPage{});
}

TEST(LinkedPage, ReadsOtherEncodings) {
    EXPECT_EQ(read_page_head("<title>\xd4\xe5\xd1</title>", "text/html; charset=windows-1256").title, "شهر");
    EXPECT_EQ(read_page_head("<meta charset='windows-1256'><title>\xd4\xe5\xd1</title>", "text/html").title, "شهر");
    EXPECT_EQ(read_page_head("<title>caf\xe9</title>", "").title, "café");
    EXPECT_EQ(read_page_head("\xef\xbb\xbf<title>شهر</title>", "text/html; charset=utf-8").title, "شهر");
    EXPECT_EQ(read_page_head("<title>caf\xe9</title>", "text/html; charset=no-such").title, "");
    EXPECT_EQ(read_page_head("<title>شهر</title><meta name=description content='\xd8", "text/html; charset=utf-8").title, "شهر");
}

TEST(LinkedPage, CutsLongTexts) {
    const auto page = read_page_head("<title>" + std::string(100'000, 'a') + "</title>", "");
    EXPECT_EQ(page.title, std::string(kMaxTitle, 'a') + "…");
    EXPECT_EQ(page_text("سلام", 4), "سلام");
    EXPECT_EQ(page_text("سلام!", 4), "سلام…");
    EXPECT_EQ(page_text("a \x01\t b", 10), "a b");
    EXPECT_EQ(page_text("\xff", 10), "");
}

TEST(LinkedPage, SurvivesHostilePages) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<div>";
    }
    EXPECT_EQ(read_page_head(deep + "<title>T</title>", ""), LinkedPage{});
    std::string many = "<title>T</title>";
    for (int i = 0; i < 20'000; ++i) {
        many += "<meta property=og:title>";
    }
    EXPECT_EQ(read_page_head(many, "").title, "T");
    EXPECT_EQ(read_page_head("<script>'<title>no</title>'</script><!-- <title>no</title> --><title>T</title>", "").title, "T");
    EXPECT_EQ(read_page_head("<title>" + std::string(kMaxHeadBytes, 'x'), "").title.size(), kMaxTitle + std::string_view("…").size());
}

TEST(LinkedPage, TakesTextsOfAnOembedAnswerAndNoMarkup) {
    const auto page = read_oembed(
        R"({"version":"1.0","type":"video","title":"<b>Ships</b> & fog","provider_name":"YouTube","thumbnail_url":"https://i.example/a.jpg",
            "html":"<iframe src='https://evil.example/'></iframe><script>alert(1)</script>","width":200})");
    EXPECT_EQ(page, (LinkedPage{"<b>Ships</b> & fog", "", "YouTube", "https://i.example/a.jpg", ""}));
    EXPECT_EQ(read_oembed(R"({"author_name":"Ann Lee","html":"<p>Post</p>"})").title, "Ann Lee");
    for (const char* bytes : {"", "[]", "null", "{", "{\"title\":7}", "<html>", "{\"title\":\"a\"} x", "{\"title\":\"\xff\"}"}) {
        EXPECT_EQ(read_oembed(bytes), LinkedPage{}) << bytes;
    }
    EXPECT_EQ(read_oembed(std::string(100'000, '[')), LinkedPage{});
    EXPECT_EQ(read_oembed("{\"title\":\"" + std::string(100'000, 'a') + "\"}").title, std::string(kMaxTitle, 'a') + "…");
    EXPECT_EQ(read_oembed("{\"title\":\"" + std::string(kMaxOembedBytes, 'a') + "\"}"), LinkedPage{});
}

TEST(LinkedPage, KnowsWhereProvidersAnswer) {
    EXPECT_EQ(oembed_address(at("https://youtu.be/dQw4w9WgXcQ?t=9")),
              "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ%3Ft%3D9");
    EXPECT_EQ(oembed_address(at("https://vimeo.com/76979871")), "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F76979871");
    EXPECT_EQ(oembed_address(at("https://mastodon.social/@Gargron/109254208668258721")),
              "https://mastodon.social/api/oembed?format=json&url=https%3A%2F%2Fmastodon.social%2F%40Gargron%2F109254208668258721");
    EXPECT_EQ(oembed_address(at("https://x.com/jack/status/20")).substr(0, 35), "https://publish.twitter.com/oembed?");
    for (const char* other : {"https://example.org/", "https://t.me/durov/342", "https://www.aparat.com/v/x7f3k",
                              "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ"}) {
        EXPECT_EQ(oembed_address(at(other)), "") << other;
    }
}

TEST(LinkedPage, ResolvesAddressesAsThePageDoes) {
    const auto page = at("https://example.org/a/b?c#d");
    EXPECT_EQ(address_on_page(page, "https://x.example/y"), "https://x.example/y");
    EXPECT_EQ(address_on_page(page, "//x.example/y"), "https://x.example/y");
    EXPECT_EQ(address_on_page(page, " /y "), "https://example.org/y");
    EXPECT_EQ(address_on_page(page, "y?z"), "https://example.org/a/y?z");
    EXPECT_EQ(address_on_page(at("https://example.org"), "y"), "https://example.org/y");
    for (const char* other :
         {"", "javascript:alert(1)", "data:image/png;base64,x", "mailto:a@b", "file:///etc/passwd", "https://u:p@x.example/"}) {
        EXPECT_EQ(address_on_page(page, other), "") << other;
    }
}

TEST(LinkedPage, IsMerged) {
    EXPECT_EQ(merged({"a", "", "", "p", ""}, {"b", "d", "s", "q", "o"}), (LinkedPage{"a", "d", "s", "p", "o"}));
}

}  // namespace
}  // namespace stoppress::document
