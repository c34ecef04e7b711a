// SPDX-License-Identifier: GPL-3.0-or-later
// Tests widths of figures and galleries: their one form, and how they are read and written.
#include <string>

#include <gmock/gmock.h>

#include "document/convert.hpp"
#include "document/footnotes.hpp"
#include "document/limits.hpp"
#include "document/pictures.hpp"

namespace stoppress::document {
namespace {

Image figure_picture(std::string_view source, std::string_view alt = {}) {
    Image image;
    image.source = Address::parse(source).value();
    image.alt = alt;
    return image;
}

Inlines line(std::string text) {
    Inlines content;
    content.emplace_back().text = std::move(text);
    return content;
}

Document normal(Block::Node node) {
    Document document;
    document.blocks.push_back(Block{std::move(node), "fa", Direction::right_to_left});
    normalise(document);
    return document;
}

Document read_html(std::string_view html) {
    auto parsed = from_html(html);
    EXPECT_TRUE(parsed.has_value());
    return parsed.has_value() ? std::move(parsed->document) : Document{};
}

TEST(Galleries, OfOnePictureAreThatPicture) {
    const auto document = normal(Gallery{{figure_picture("/a.png", "A")}, line("All"), Layout::wide});
    ASSERT_EQ(document.blocks.size(), 1U);
    const auto& image = std::get<Image>(document.blocks.front().node);
    EXPECT_EQ(image.alt, "A");
    EXPECT_EQ(image.caption, line("All"));
    EXPECT_EQ(image.layout, Layout::wide);
    EXPECT_EQ(document.blocks.front().language, "fa");

    auto said = figure_picture("/a.png");
    said.caption = line("Own");
    const auto both = normal(Gallery{{said}, line("All"), Layout::text});
    ASSERT_EQ(both.blocks.size(), 2U);
    EXPECT_EQ(std::get<Image>(both.blocks.front().node).caption, line("Own"));
    EXPECT_EQ(std::get<Paragraph>(both.blocks.back().node).content, line("All"));
}

TEST(Galleries, WithoutAPictureAreTheirWords) {
    const auto document = normal(Gallery{{figure_picture("#x", "Lost")}, line("All"), Layout::full});
    EXPECT_EQ(to_text(document), "All\n\nLost");
    EXPECT_TRUE(normal(Gallery{}).empty());
}

TEST(Galleries, ThatAreTooLongBecomeSeveral) {
    Gallery gallery;
    for (std::size_t i = 0; i < kMaxPictures + 1; ++i) {
        gallery.pictures.push_back(figure_picture("/" + std::to_string(i) + ".png"));
    }
    gallery.caption = line("All");
    gallery.layout = Layout::full;
    const auto document = normal(gallery);
    ASSERT_EQ(document.blocks.size(), 2U);
    const auto& first = std::get<Gallery>(document.blocks.front().node);
    const auto& second = std::get<Gallery>(document.blocks.back().node);
    EXPECT_EQ(first.pictures.size(), 15U);
    EXPECT_EQ(second.pictures.size(), 16U);
    EXPECT_EQ(second.pictures.front(), gallery.pictures[15]);
    EXPECT_TRUE(first.caption.empty());
    EXPECT_EQ(second.caption, line("All"));
    EXPECT_EQ(first.layout, Layout::full);
}

TEST(Galleries, AreReadFromOtherPrograms) {
    const auto expected = [](Layout layout) {
        Document document;
        document.blocks.push_back(
            Block{Gallery{{figure_picture("/a.png", "A"), figure_picture("/b.png", "B")}, line("All"), layout}, {}, Direction::inherited});
        return document;
    };
    for (
        const auto& [html, layout] : {
            std::pair{
                R"(<figure class="wp-block-gallery alignwide has-nested-images"><figure class="wp-block-image"><img src="/a.png" alt="A"></figure>
                          <figure class="wp-block-image"><img src="/b.png" alt="B"></figure><figcaption>All</figcaption></figure>)",
                Layout::wide},
            std::pair{
                R"(<figure class="wp-block-gallery"><ul class="blocks-gallery-grid"><li class="blocks-gallery-item"><figure><img src="/a.png" alt="A"></figure></li>
                          <li><figure><img src="/b.png" alt="B"></figure></li></ul><figcaption class="blocks-gallery-caption">All</figcaption></figure>)",
                Layout::text},
            std::pair{
                R"(<figure class="kg-card kg-gallery-card kg-width-wide"><div class="kg-gallery-container"><div><img src="/a.png" alt="A"></div>
                          <div><img src="/b.png" alt="B"></div></div><figcaption>All</figcaption></figure>)",
                Layout::wide},
        }) {
        EXPECT_EQ(read_html(html), expected(layout)) << html;
    }
}

TEST(Galleries, AreNotMadeOfOtherThings) {
    const auto document = read_html(R"(<figure class="gallery"><img src="/a.png" alt="A"><p>Words</p><img src="/b.png" alt="B"></figure>)");
    ASSERT_EQ(document.blocks.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<Image>(document.blocks.front().node));
    // One picture of a gallery in WordPress's classic markup.
    EXPECT_EQ(read_html(R"(<figure class="gallery-item"><img src="/a.png" alt="A"><figcaption>One</figcaption></figure>)").blocks.size(),
              1U);
}

TEST(Widths, AreReadFromOtherPrograms) {
    const auto layout = [](const std::string& classes) {
        const auto document = read_html("<figure class=\"" + classes + "\"><img src=/a.png><figcaption>C</figcaption></figure>");
        return std::get<Image>(document.blocks.front().node).layout;
    };
    EXPECT_EQ(layout("image"), Layout::text);
    EXPECT_EQ(layout("image wide"), Layout::wide);
    EXPECT_EQ(layout("image full"), Layout::full);
    EXPECT_EQ(layout("wp-block-image alignwide size-large"), Layout::wide);
    EXPECT_EQ(layout("wp-block-image alignfull"), Layout::full);
    EXPECT_EQ(layout("kg-card kg-image-card kg-width-full"), Layout::full);
    EXPECT_EQ(layout("widest"), Layout::text);
}

TEST(Galleries, KeepTheOrderOfTheirFootnotes) {
    auto document = from_json(R"({"blocks":[{"type":"gallery","images":[{"source":"/a.png","caption":[{"text":"a"},{"footnote":2}]},
        {"source":"/b.png","credit":[{"text":"b"},{"footnote":3}]}],"caption":[{"text":"c"},{"footnote":1}]}],
        "footnotes":[[{"type":"paragraph","content":[{"text":"last"}]}],[{"type":"paragraph","content":[{"text":"first"}]}],
                     [{"type":"paragraph","content":[{"text":"second"}]}]]})");
    ASSERT_TRUE(document.has_value());
    order_footnotes(*document);
    EXPECT_EQ(to_text(*document), "a\n\nb\n\nc\n\nfirst\n\nsecond\n\nlast");
}

std::string page_of(Block::Node node) {
    const PictureForm form{.source = "/media/whole.jpg",
                           .sources = {{"image/webp", "/media/small.webp 320w"}},
                           .width = 1200,
                           .height = 800,
                           .placeholder = {},
                           .focus = "focus-x-30"};
    const PictureForms forms{.find = [&form](const Address& address) { return address.string() == "/a.png" ? &form : nullptr; },
                             .sizes = "text",
                             .wide_sizes = "wide",
                             .full_sizes = "full",
                             .gallery_sizes = "gallery"};
    Document document;
    document.blocks.push_back(Block{std::move(node), {}, Direction::inherited});
    normalise(document);
    const EmbedCards none{[](const KnownEmbed&) { return EmbedCard{}; }, "en", "ltr"};
    return to_html(document, forms, none, "en").string();
}

TEST(Pages, SayHowWideEachFigureIs) {
    auto image = figure_picture("/a.png", "A");
    for (const auto layout : {Layout::text, Layout::wide, Layout::full}) {
        image.layout = layout;
        EXPECT_THAT(page_of(image), testing::HasSubstr("sizes=\"" + std::string(to_string(layout)) + "\""));
    }
    EXPECT_THAT(page_of(image), testing::StartsWith("<figure class=\"image full\">"));
    EXPECT_THAT(page_of(image), testing::Not(testing::HasSubstr("<a")));
}

TEST(Pages, LeadFromAGallerysPictureToTheWholeOne) {
    auto silent = figure_picture("/a.png");
    auto captioned = silent;
    captioned.caption = line("The \"quay\"");
    auto linked = figure_picture("/a.png", "A");
    linked.link = Address::parse("/story").value();
    const auto html = page_of(
        Gallery{{figure_picture("/a.png", "A"), captioned, silent, linked, figure_picture("/elsewhere.png", "E")}, {}, Layout::wide});
    EXPECT_THAT(html, testing::StartsWith("<figure class=\"gallery wide\"><figure class=\"image\"><a href=\"/media/whole.jpg\"><span"));
    EXPECT_THAT(html, testing::HasSubstr("<a href=\"/media/whole.jpg\" aria-label=\"The &quot;quay&quot;\">"));
    // No words, no link: it would have no name. The other's link stays, and a picture of another site has no other form.
    EXPECT_THAT(html, testing::HasSubstr("<figure class=\"image\"><span"));
    EXPECT_THAT(html, testing::HasSubstr("<a href=\"/story\"><span"));
    EXPECT_THAT(html, testing::HasSubstr("<figure class=\"image\"><img src=\"/elsewhere.png\""));
    EXPECT_THAT(html, testing::HasSubstr("<img class=\"focus-x-30\" src=\"/media/whole.jpg\""));
    EXPECT_THAT(html, testing::HasSubstr("sizes=\"gallery\""));
}

TEST(Galleries, AreFiguresInFeeds) {
    const auto json =
        R"({"blocks":[{"type":"gallery","images":[{"source":"/a.png","alt":"A"},{"source":"/b.png","credit":[{"text":"Me"}]}],"caption":[{"text":"All"}],"layout":"full"}]})";
    const auto document = from_json(json);
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(to_json(*document), json);
    const auto html = to_html(*document).string();
    EXPECT_EQ(
        html,
        "<figure class=\"gallery full\"><figure class=\"image\"><img src=\"/a.png\" alt=\"A\" loading=\"lazy\" decoding=\"async\"></figure>"
        "<figure class=\"image\"><img src=\"/b.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"><figcaption><cite "
        "class=\"credit\">Me</cite></figcaption></figure><figcaption>All</figcaption></figure>\n");
    EXPECT_EQ(read_html(html), *document);
}

}  // namespace
}  // namespace stoppress::document
