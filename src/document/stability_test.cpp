// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that writing and reading any document gives the same document: as HTML and as JSON.
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "document/limits.hpp"

namespace stoppress::document {
namespace {

/// Makes documents at random, the same for the same seed.
class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    Document document() {
        Document document;
        document.footnotes.resize(below(3));
        footnotes_ = static_cast<unsigned>(document.footnotes.size());
        document.blocks = blocks(0, 1 + below(5));
        for (auto& footnote : document.footnotes) {
            footnote = blocks(1, below(3));
        }
        normalise(document);
        return document;
    }

private:
    static constexpr std::array<std::string_view, 26> kWords{
        "news",   "سلام", "دنیا",       "مرحبا",  "中文",  "新闻报道", "ข่าววันนี้", "🇩🇪",    "👩‍👩‍👧‍👦",
        "é",      "<b>",  "&amp;",      "*star*", "_x_y_", "`",        "[link]", "1.",    "www.site.io",
        "a@b.cd", "#",    "http://x.y", "\\",     "|",     "~~",       "-",      "+ \" '"};

    unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>{0, limit - 1}(random_); }
    bool chance(unsigned one_in) { return below(one_in) == 0; }

    std::string words(unsigned most) {
        std::string text;
        for (unsigned i = 0, count = 1 + below(most); i < count; ++i) {
            text += kWords[below(kWords.size())];
            text += chance(3) ? "" : chance(8) ? "\n" : " ";
        }
        return text;
    }

    Address address() {
        constexpr std::array<std::string_view, 6> kAddresses{
            "https://example.com/a?b=1&c=2#d",      "/path/(x)*_y_", "#here", "mailto:a@b.example",
            "https://xn--bcher-kva.example/%C3%BC", "/'quoted'"};
        return *Address::parse(kAddresses[below(kAddresses.size())]);
    }
    Address web_address() { return *Address::parse(chance(2) ? "https://www.youtube.com/watch?v=dQw4w9WgXcQ" : "https://example.com/x"); }

    Address media_address() { return *Address::parse(chance(2) ? "/media/0a.mp4" : "/media/'q'_*b*.webm"); }

    Inlines inlines(unsigned most) {
        Inlines content;
        for (unsigned i = 0, count = 1 + below(most); i < count; ++i) {
            auto& run = content.emplace_back();
            if (footnotes_ > 0 && chance(6)) {
                run.footnote = 1 + below(footnotes_);
                continue;
            }
            run.text = words(4);
            for (const auto mark : {Mark::strong, Mark::emphasis, Mark::strikethrough, Mark::code, Mark::subscript, Mark::superscript}) {
                if (chance(6)) {
                    run.marks.add(mark);
                }
            }
            run.language = chance(10) ? "fa" : "";
            run.direction = chance(12) ? Direction::right_to_left : Direction::inherited;
            if (chance(5)) {
                run.link = Link{address(), chance(3) ? words(2) : "", chance(4) ? "de" : ""};
            }
        }
        return content;
    }

    Layout layout() { return static_cast<Layout>(below(3)); }

    Image image() {
        return Image{address(),      words(2),      chance(2) ? inlines(2) : Inlines{}, chance(3) ? inlines(1) : Inlines{},
                     below(3) * 100, below(3) * 50, chance(3) ? address() : Address{},  layout()};
    }

    Block::Node node(unsigned nesting) {
        switch (below(nesting > 3 ? 4 : 12)) {
            case 0:
                return Heading{static_cast<int>(1 + below(7)), inlines(2), chance(3) ? words(1) : ""};
            case 1:
                return Code{words(5) + "\n\n  " + words(2), chance(2) ? "cpp" : ""};
            case 2:
                return image();
            case 3: {
                Gallery gallery;
                for (unsigned i = 0, count = below(chance(8) ? 70 : 5); i < count; ++i) {
                    gallery.pictures.push_back(image());
                }
                gallery.caption = chance(2) ? inlines(2) : Inlines{};
                gallery.layout = layout();
                return gallery;
            }
            case 4: {
                List list;
                list.ordered = chance(2);
                list.start = static_cast<std::int32_t>(below(5));
                for (unsigned i = 0, count = 1 + below(3); i < count; ++i) {
                    list.items.push_back(blocks(nesting + 1, 1 + below(3)));
                }
                return list;
            }
            case 5: {
                Quote quote;
                quote.pull = chance(3);
                quote.blocks = blocks(nesting + 1, 1 + below(3));
                quote.attribution = chance(3) ? inlines(2) : Inlines{};
                return quote;
            }
            case 6: {
                Table table;
                const auto columns = 1 + below(3);
                table.caption = chance(3) ? inlines(2) : Inlines{};
                const auto row = [&] {
                    std::vector<Inlines> cells;
                    for (unsigned i = 0; i < columns; ++i) {
                        cells.push_back(chance(5) ? Inlines{} : inlines(2));
                    }
                    return cells;
                };
                table.header = chance(3) ? std::vector<Inlines>{} : row();
                for (unsigned i = 0, count = below(3); i < count; ++i) {
                    table.rows.push_back(row());
                }
                table.alignments.assign(columns, chance(2) ? Alignment::center : Alignment::none);
                return table;
            }
            case 7:
                return Embed{"", web_address(), chance(2) ? words(3) : "", chance(3) ? inlines(2) : Inlines{}};
            case 8:
                return Rule{};
            case 9:
                return Audio{media_address(), chance(2) ? words(3) : "", chance(3) ? inlines(2) : Inlines{}};
            case 10: {
                Video video{.source = media_address(),
                            .title = chance(2) ? words(3) : "",
                            .caption = chance(3) ? inlines(2) : Inlines{},
                            .poster = {}};
                video.poster = chance(2) ? media_address() : chance(2) ? web_address() : Address{};
                video.width = below(3);
                video.height = below(3);
                video.layout = layout();
                return video;
            }
            default:
                return Paragraph{inlines(5)};
        }
    }

    Blocks blocks(unsigned nesting, unsigned count) {
        Blocks blocks;
        for (unsigned i = 0; i < count; ++i) {
            blocks.push_back(Block{chance(2) ? Block::Node{Paragraph{inlines(5)}} : node(nesting), chance(12) ? "ar" : "",
                                   chance(12) ? Direction::right_to_left : Direction::inherited});
        }
        return blocks;
    }

    std::mt19937 random_;
    unsigned footnotes_ = 0;
};

class Stability : public testing::TestWithParam<unsigned> {};

TEST_P(Stability, OfNormaliseHtmlAndJson) {
    const auto document = Maker{GetParam()}.document();
    auto twice = document;
    normalise(twice);
    EXPECT_EQ(twice, document);
    const auto json = to_json(document);
    const auto from_own_json = from_json(json);
    ASSERT_TRUE(from_own_json.has_value()) << from_own_json.error().message << "\n" << json;
    EXPECT_EQ(*from_own_json, document) << json;
    const auto html = to_html(document).string();
    const auto from_own_html = from_html(html);
    ASSERT_TRUE(from_own_html.has_value());
    EXPECT_EQ(from_own_html->document, document) << json << "\n" << html << "\n" << to_json(from_own_html->document);
    EXPECT_TRUE(from_own_html->reductions.empty()) << html;
    const EmbedCards cards{[](const KnownEmbed&) { return EmbedCard{"<Provider>", "Play", "It's \"contacted\"."}; }, "fa", "rtl"};
    const auto page = from_html(to_html(document, PictureForms{[](const Address&) { return nullptr; }, {}}, cards, "en").string());
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->document, document) << "with the cards of a page";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Stability, testing::Range(0U, 150U));

TEST(Nesting, BeyondTheLimitIsFlattenedAndKeepsTheText) {
    Document document;
    document.blocks.push_back(Block{Paragraph{{Inline{}}}, {}, Direction::inherited});
    std::get<Paragraph>(document.blocks.front().node).content.front().text = "deep";
    for (std::size_t i = 0; i < 3 * kMaxNesting; ++i) {
        Quote quote;
        quote.blocks = std::move(document.blocks);
        document.blocks = Blocks{};
        document.blocks.push_back(Block{std::move(quote), {}, Direction::inherited});
    }
    normalise(document);
    EXPECT_EQ(to_text(document), "deep");
    const auto again = from_json(to_json(document));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(*again, document);
}

}  // namespace
}  // namespace stoppress::document
