// SPDX-License-Identifier: GPL-3.0-or-later
// How embeds are written: as links in feeds, as cards on pages.
#include <gtest/gtest.h>

#include <string>

#include "document/convert.hpp"
#include "document/pictures.hpp"

namespace stoppress::document {
namespace {

Document with_embed(std::string_view address, std::string title) {
    Embed embed;
    embed.url = Address::parse(address).value();
    embed.provider = provider_of(embed.url);
    embed.title = std::move(title);
    Document document;
    document.blocks.push_back(Block{std::move(embed), {}, Direction::inherited});
    normalise(document);
    return document;
}

/// With a button for each player, if `offered`.
std::string on_page(const Document& document, bool offered = true) {
    const PictureForms pictures{[](const Address&) { return nullptr; }, {}};
    const EmbedCards cards{[offered](const KnownEmbed& known) {
                               const bool button = offered && !known.player.empty();
                               return EmbedCard{"YouTube & Co", button ? "Play" : "", "Contacts <it>."};
                           },
                           "fa", "rtl"};
    return to_html(document, pictures, cards, "en").string();
}

constexpr std::string_view kFilm = "https://youtu.be/dQw4w9WgXcQ?t=9";

TEST(EmbedHtml, IsALinkOutsideOfPages) {
    EXPECT_EQ(to_html(with_embed(kFilm, "A film")).string(),
              "<figure class=\"embed\" data-provider=\"youtube\"><a href=\"https://youtu.be/dQw4w9WgXcQ?t=9\" rel=\"noopener nofollow\">A "
              "film</a></figure>\n");
}

TEST(EmbedHtml, IsACardOnAPageWhosePlayerWaitsForAScript) {
    EXPECT_EQ(on_page(with_embed(kFilm, "\"A\" <film>")),
              "<figure class=\"embed\" data-provider=\"youtube\" data-kind=\"film\" "
              "data-player=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;start=9\" "
              "data-title=\"&quot;A&quot; &lt;film&gt; – YouTube &amp; Co\">"
              "<span class=\"embed-provider\" lang=\"fa\" dir=\"rtl\">YouTube &amp; Co</span>"
              "<a href=\"https://youtu.be/dQw4w9WgXcQ?t=9\" rel=\"noopener nofollow\">\"A\" &lt;film&gt;</a>"
              "<span class=\"embed-host\" dir=\"ltr\">youtu.be</span>"
              "<span class=\"embed-offer\" hidden lang=\"fa\" dir=\"rtl\"><button type=\"button\" aria-label=\"Play: &quot;A&quot; "
              "&lt;film&gt;\">Play</button> <small>Contacts &lt;it&gt;.</small></span></figure>\n");
}

TEST(EmbedHtml, ShowsWhatIsKnownOfAPage) {
    auto document = with_embed("https://example.org/report", "The <report>");
    auto& embed = std::get<Embed>(document.blocks.front().node);
    embed.description = "Two & a half";
    embed.site = "Example \"News\"";
    embed.picture = Address::parse("/media/a.jpg").value();
    const std::string plain = to_html(document).string();
    EXPECT_TRUE(
        plain.contains("data-description=\"Two &amp; a half\" data-site=\"Example &quot;News&quot;\" data-picture=\"/media/a.jpg\""))
        << plain;
    EXPECT_EQ(from_html(plain)->document, document);
    EXPECT_EQ(from_json(to_json(document)).value(), document);
    const std::string without = on_page(document);
    EXPECT_FALSE(without.contains("<img")) << "its file is not there: " << without;
    EXPECT_TRUE(without.contains("<span class=\"embed-provider\" dir=\"auto\">Example \"News\"</span>")) << without;
    EXPECT_TRUE(without.contains("<span class=\"embed-description\" dir=\"auto\">Two &amp; a half</span>")) << without;
    EXPECT_FALSE(without.contains("data-description"));
    const PictureForm form{.source = "/media/a.jpg", .width = 320, .height = 180, .placeholder = {}, .focus = {}};
    const PictureForms pictures{[&form](const Address&) { return &form; }, "100vw"};
    const EmbedCards cards{[](const KnownEmbed&) { return EmbedCard{}; }, {}, {}};
    const std::string with = to_html(document, pictures, cards, "en").string();
    EXPECT_TRUE(with.contains("<span class=\"embed-picture\"><span class=\"frame\"><picture><img src=\"/media/a.jpg\" alt=\"\"")) << with;
}

TEST(EmbedHtml, KeepsNoPictureOfAnotherSite) {
    EXPECT_FALSE(
        from_json(R"({"blocks":[{"type":"embed","url":"https://example.org/","picture":"https://example.org/a.jpg"}]})").has_value());
    const auto parsed = from_html(
        "<figure class=\"embed\" data-provider=\"web\" data-picture=\"https://example.org/a.jpg\"><a "
        "href=\"https://example.org/\">T</a></figure>");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_TRUE(std::get<Embed>(parsed->document.blocks.front().node).picture.empty());
}

TEST(EmbedHtml, ShowsTheAddressWhereThereIsNoTitle) {
    const auto html = on_page(with_embed("https://www.youtube.com/shorts/dQw4w9WgXcQ", ""));
    EXPECT_TRUE(html.contains("data-kind=\"upright\""));
    EXPECT_TRUE(html.contains("data-title=\"YouTube &amp; Co\""));
    EXPECT_TRUE(html.contains("dir=\"ltr\" rel=\"noopener nofollow\">https://www.youtube.com/shorts/dQw4w9WgXcQ</a>"));
    EXPECT_FALSE(html.contains("embed-host"));
}

TEST(EmbedHtml, OffersNoPlayerForOtherPages) {
    for (const auto* address :
         {"https://example.org/film", "https://x.com/jack/status/20", "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ"}) {
        const auto html = on_page(with_embed(address, "T"));
        EXPECT_FALSE(html.contains("data-player")) << html;
        EXPECT_FALSE(html.contains("<button")) << html;
        EXPECT_TRUE(html.contains("embed-host")) << html;
    }
    EXPECT_FALSE(on_page(with_embed(kFilm, "T"), false).contains("data-player"));
}

TEST(EmbedHtml, TakesNoPlayerFromMarkup) {
    const auto parsed = from_html(
        "<figure class=\"embed\" data-provider=\"youtube\" data-player=\"https://evil.example/\" data-kind=\"film\">"
        "<a href=\"https://example.org/\">T</a><button>Play</button></figure>");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_FALSE(on_page(parsed->document).contains("evil.example"));
    EXPECT_FALSE(on_page(parsed->document).contains("data-player"));
}

}  // namespace
}  // namespace stoppress::document
