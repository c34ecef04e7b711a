// SPDX-License-Identifier: GPL-3.0-or-later
// Tests sound and film in a body: their one form, how they are read and written, and what a page adds of the library.
#include <string>

#include <gtest/gtest.h>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "document/pictures.hpp"

namespace stoppress::document {
namespace {

const Address kLibraryFilm = Address::parse("/media/f.mp4").value();
const Address kLibrarySound = Address::parse("/media/s.mp3").value();

Inlines spoken(std::string text) {
    Inlines content;
    content.emplace_back().text = std::move(text);
    return content;
}

Document both_recordings() {
    Document document;
    Video film{.source = kLibraryFilm,
               .title = "The \"bridge\"",
               .caption = spoken("It opened"),
               .poster = Address::parse("/media/p.jpg").value()};
    film.width = 640;
    film.height = 360;
    film.layout = Layout::wide;
    document.blocks.push_back(Block{std::move(film), "fa", Direction::right_to_left});
    document.blocks.push_back(Block{Audio{kLibrarySound, {}, spoken("A talk")}, {}, Direction::inherited});
    normalise(document);
    return document;
}

TEST(Recordings, AreReadBackFromHtmlJsonAndMarkdown) {
    const auto document = both_recordings();
    const auto html = to_html(document).string();
    EXPECT_EQ(
        html,
        "<figure class=\"video wide\" lang=\"fa\" dir=\"rtl\"><video controls preload=\"none\" playsinline src=\"/media/f.mp4\" "
        "poster=\"/media/p.jpg\" width=\"640\" height=\"360\" aria-label=\"The &quot;bridge&quot;\"><a href=\"/media/f.mp4\" download>"
        "The \"bridge\"</a></video><figcaption>It opened</figcaption></figure>\n"
        "<figure class=\"audio\"><audio controls preload=\"none\" src=\"/media/s.mp3\"><a href=\"/media/s.mp3\" download>s.mp3</a></audio>"
        "<figcaption>A talk</figcaption></figure>\n");
    EXPECT_EQ(from_html(html)->document, document);
    EXPECT_EQ(from_json(to_json(document)).value(), document);
    EXPECT_EQ(from_markdown(html)->document, document);
    EXPECT_EQ(to_text(document), "The \"bridge\"\n\nIt opened\n\nA talk");
    EXPECT_EQ(opening_text(document, 20), "");
}

TEST(Recordings, OfOtherSitesStayLinks) {
    for (const std::string_view html :
         {"<audio src=https://elsewhere.test/a.mp3></audio>", "<video><source src=https://elsewhere.test/a.mp4></video>"}) {
        const auto parsed = from_html(html);
        ASSERT_EQ(parsed->document.blocks.size(), 1U);
        EXPECT_TRUE(std::holds_alternative<Embed>(parsed->document.blocks.front().node)) << html;
    }
    EXPECT_TRUE(std::holds_alternative<Paragraph>(from_html("<audio src=/a.mp3></audio>")->document.blocks.front().node));
    EXPECT_TRUE(std::holds_alternative<Video>(from_html("<video><source src=/media/a.mp4></video>")->document.blocks.front().node));
    EXPECT_TRUE(from_html("<video src=javascript:alert(1) poster=javascript:x></video>")->document.empty());
    for (const std::string_view json :
         {R"({"blocks":[{"type":"audio","source":"https://elsewhere.test/a.mp3"}]})", R"({"blocks":[{"type":"video"}]})",
          R"({"blocks":[{"type":"video","source":"/a.mp4"}]})", R"({"blocks":[{"type":"audio","source":"/media/a","poster":"/a"}]})"}) {
        EXPECT_FALSE(from_json(json).has_value()) << json;
    }
}

TEST(Recordings, WithoutAnAddressAreTheirWords) {
    Document document;
    document.blocks.push_back(Block{
        Video{.source = Address::parse("#x").value(), .title = "T", .caption = spoken("Words"), .poster = {}}, {}, Direction::inherited});
    document.blocks.push_back(
        Block{Video{.source = kLibraryFilm, .title = " a \n b ", .caption = {}, .poster = Address::parse("mailto:a@b.test").value()},
              {},
              Direction::inherited});
    normalise(document);
    ASSERT_EQ(document.blocks.size(), 2U);
    EXPECT_EQ(std::get<Paragraph>(document.blocks.front().node).content, spoken("Words"));
    const auto& film = std::get<Video>(document.blocks.back().node);
    EXPECT_EQ(film.title, "a b");
    EXPECT_TRUE(film.poster.empty());
}

TEST(Recordings, AndTheirPostersAreAmongTheAddresses) {
    std::string found;
    for_each_address(both_recordings(), [&found](const Address& address) { found += address.string() + ' '; });
    EXPECT_EQ(found, "/media/f.mp4 /media/p.jpg /media/s.mp3 ");
    auto document = both_recordings();
    change_addresses(document, {.image = [](Image&) { return false; },
                                .link =
                                    [](Address& address) {
                                        address = Address::parse("https://site.test" + address.string()).value();
                                        return true;
                                    }});
    EXPECT_EQ(std::get<Video>(document.blocks.front().node).poster.string(), "https://site.test/media/p.jpg");
    EXPECT_EQ(std::get<Audio>(document.blocks.back().node).source.string(), "https://site.test/media/s.mp3");
}

TEST(Recordings, HaveTheirSizeAndCaptionsFromTheLibraryOnPages) {
    const RecordingForm film{
        .source = "/media/new.mp4", .width = 320, .height = 180, .tracks = {{"fa", "فارسی", "/media/c.vtt"}, {"en", "", "/media/<d>.vtt"}}};
    const PictureForm poster{.source = "/media/p-1280.jpg", .placeholder = {}, .focus = {}};
    const PictureForms forms{.find = [&](const Address&) { return &poster; },
                             .sizes = {},
                             .find_recording = [&](const Address& address) { return address == kLibraryFilm ? &film : nullptr; }};
    const auto html = to_html(both_recordings(), forms, EmbedCards{}, "en").string();
    EXPECT_TRUE(html.contains("src=\"/media/new.mp4\" poster=\"/media/p-1280.jpg\" width=\"320\" height=\"180\"")) << html;
    EXPECT_TRUE(
        html.contains("<track kind=\"captions\" src=\"/media/c.vtt\" srclang=\"fa\" label=\"فارسی\">"
                      "<track kind=\"captions\" src=\"/media/&lt;d&gt;.vtt\" srclang=\"en\" label=\"en\">"))
        << html;
    EXPECT_TRUE(html.contains("<audio controls preload=\"none\" src=\"/media/s.mp3\">")) << html;
}

}  // namespace
}  // namespace stoppress::document
