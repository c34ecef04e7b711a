// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what is sent for a page: the boxes in their places, plain and gzip alike, tags that change with everything that
// is sent, and the fields that protect readers and tell caches what the page is made of.
#include "press/page.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "render/pages.hpp"

namespace stoppress::press {
namespace {

constexpr std::string_view kNew = render::kNewArticlesMark;
constexpr std::string_view kMost = render::kMostViewedMark;

story::Card card_of(std::int64_t number) {
    story::Card card;
    card.id = base::StoryId{number};
    card.headline = "Story" + std::to_string(number);
    card.url = "/" + std::to_string(number);
    card.language = "en";
    return card;
}

std::string joined(const EncodedPage& page) {
    std::string text;
    for (const auto piece : page.pieces) {
        text += piece;
    }
    return text;
}

std::string gunzipped(std::string packed) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1U << 20U, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(stream.avail_in, 0U);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

class PageTest : public testing::Test {
protected:
    PageTest() { show({card_of(1), card_of(2), card_of(3)}, {card_of(3)}); }

    void show(const std::vector<story::Card>& newest, const std::vector<story::Card>& most_viewed) {
        state_.theme = theme_;
        state_.boxes = std::make_shared<const boxes::BoxSet>(
            boxes::set_most_viewed(boxes::set_new_articles({}, *theme_, newest, 2), *theme_, most_viewed, story::Window::day));
    }

    static RenderedPage printed(std::string body) {
        RenderedPage page;
        page.body = std::move(body);
        page.language = "en";
        return page;
    }

    [[nodiscard]] std::shared_ptr<const EncodedPage> encoded(RenderedPage page, Coding coding = Coding::plain) const {
        return encode_page(make_page("key", std::move(page), 7, state_), state_.boxes, coding);
    }

    [[nodiscard]] std::string new_articles(base::StoryId story = {}) const {
        return state_.boxes->new_articles(boxes::wording_index(*theme_, "en"), story)->plain;
    }
    [[nodiscard]] std::string most_viewed() const { return state_.boxes->most_viewed(boxes::wording_index(*theme_, "en"))->plain; }

    std::shared_ptr<const render::Theme> theme_ = base::must(render::Theme::load(settings::Settings{}));
    SiteState state_;
};

TEST_F(PageTest, HasTheBoxesWhereverTheirMarksAreInBothCodings) {
    const std::string a = new_articles();
    const std::string b = most_viewed();
    const std::vector<std::pair<std::string, std::string>> cases{
        {"head" + std::string(kNew) + "between" + std::string(kMost) + "foot", "head" + a + "between" + b + "foot"},
        {std::string(kMost) + "between" + std::string(kNew), b + "between" + a},
        {std::string(kNew) + std::string(kMost), a + b},
        {"head" + std::string(kNew) + std::string(kNew) + "foot", "head" + a + a + "foot"},
        {"no boxes", "no boxes"},
        {"", ""},
        {"the start of a mark \x02new", "the start of a mark \x02new"},
    };
    for (const auto& [body, sent] : cases) {
        EXPECT_EQ(joined(*encoded(printed(body))), sent);
        EXPECT_EQ(gunzipped(joined(*encoded(printed(body), Coding::gzip))), sent);
    }
}

TEST_F(PageTest, OfAStoryDoesNotListThatStory) {
    auto page = printed("a" + std::string(kNew));
    page.story = {1};
    const auto text = joined(*encoded(page));
    EXPECT_EQ(text, "a" + new_articles({1}));
    EXPECT_FALSE(text.contains("Story1"));
    EXPECT_TRUE(text.contains("Story3"));
}

TEST_F(PageTest, ChangesItsTagWithWhateverIsSent) {
    const std::string body = "a" + std::string(kNew) + "b" + std::string(kMost) + "c";
    const std::string before(encoded(printed(body))->etag_text());
    EXPECT_EQ(before.size(), EncodedPage::kEtagLength);
    EXPECT_TRUE(before.starts_with('"') && before.ends_with("p\""));
    EXPECT_EQ(encoded(printed(body))->etag_text(), before) << "the same page";
    EXPECT_NE(encoded(printed(body + "d"))->etag_text(), before);
    EXPECT_NE(encoded(printed("c" + std::string(kNew) + "b" + std::string(kMost) + "a"))->etag_text(), before) << "the same parts";
    const std::string packed(encoded(printed(body), Coding::gzip)->etag_text());
    EXPECT_TRUE(packed.ends_with("z\""));
    EXPECT_EQ(packed.substr(0, packed.size() - 2), before.substr(0, before.size() - 2));
    const std::string plain(encoded(printed("no boxes"))->etag_text());
    show({card_of(4)}, {card_of(3)});
    const std::string published(encoded(printed(body))->etag_text());
    EXPECT_NE(published, before);
    show({card_of(4)}, {card_of(4)});
    EXPECT_NE(encoded(printed(body))->etag_text(), published) << "another ranking";
    EXPECT_EQ(encoded(printed("no boxes"))->etag_text(), plain) << "a page without boxes does not depend on them";
}

TEST_F(PageTest, SendsTheFieldsOfItsKind) {
    const auto page = encoded(printed("a"), Coding::gzip);
    const auto fields = page->fields.text();
    EXPECT_TRUE(fields.contains("Content-Type: text/html; charset=utf-8\r\n"));
    EXPECT_TRUE(fields.contains("Vary: Accept-Encoding\r\n"));
    EXPECT_TRUE(fields.contains("Content-Encoding: gzip\r\n"));
    EXPECT_TRUE(fields.contains("Content-Security-Policy: " + std::string(kPagePolicy) + "\r\n"));
    EXPECT_TRUE(fields.contains("Referrer-Policy: strict-origin-when-cross-origin\r\n"));
    EXPECT_TRUE(fields.contains("ETag: " + std::string(page->etag_text()) + "\r\n"));
    auto feed = printed("<feed/>");
    feed.content_type = "application/atom+xml";
    const auto plain = encoded(feed);
    EXPECT_FALSE(plain->fields.text().contains("Content-Security-Policy"));
    EXPECT_FALSE(plain->fields.text().contains("Content-Encoding"));
}

TEST_F(PageTest, AllowsFramesOfItsPlayersAlone) {
    auto page = printed("a");
    page.player_origins = {"https://player.vimeo.com", "https://t.me"};
    EXPECT_TRUE(encoded(page)->fields.text().contains("Content-Security-Policy: " + std::string(kPagePolicy) +
                                                      "; frame-src https://player.vimeo.com https://t.me\r\n"));
    EXPECT_EQ(page_policy({}), kPagePolicy);
    EXPECT_FALSE(kPagePolicy.contains("frame-src"));
}

TEST_F(PageTest, NamesItsTagsOnlyForACdn) {
    auto page = printed("a");
    page.tags = {"story:1", "section:2"};
    EXPECT_FALSE(encoded(page)->fields.text().contains("Surrogate-Key"));
    page.purgeable = true;
    EXPECT_TRUE(encoded(page)->fields.text().contains("Surrogate-Key: story:1 section:2\r\n"));
    page.tags = {};
    EXPECT_FALSE(encoded(page)->fields.text().contains("Surrogate-Key"));
}

TEST_F(PageTest, CountsTheMemoryOfItsTextAndOfItsTags) {
    const auto small = make_page("key", printed("a"), 7, state_)->bytes;
    const std::string body(100'000, 'x');
    EXPECT_GE(make_page("key", printed(body), 7, state_)->bytes, small + 99'999);
    const auto cut = make_page("key", printed("a" + std::string(render::kBreakingMark) + body), 7, state_);
    const auto whole = make_page("key", printed("a" + body), 7, state_);
    EXPECT_EQ(cut->bytes, whole->bytes + std::get<boxes::Segment>(whole->row.front()).deflated.bytes.size());
    auto tagged = printed("a");
    tagged.tags = store::Tags(100, std::string(1000, 't'));
    EXPECT_GE(make_page("key", std::move(tagged), 7, state_)->bytes, small + 100 * 1000);
}

TEST_F(PageTest, HasTheBreakingLineInBothCodingsAndIsAsBeforeWithoutIt) {
    const std::string mark(render::kBreakingMark);
    const std::string a(kNew);
    const std::string b(kMost);
    const auto without = state_.boxes;
    const edition::BreakingLine line{.text = "Fire"};
    const auto with = std::make_shared<const boxes::BoxSet>(boxes::set_breaking(*without, *theme_, &line));
    const auto shown = with->breaking(boxes::wording_index(*theme_, "en"))->plain;
    for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{{"<body>", "Text" + a + "between" + b + "end"},
                                                                                        {"", "Text" + a},
                                                                                        {"Text", a + b},
                                                                                        {"Text" + a, b},
                                                                                        {a, "Text"},
                                                                                        {"Text" + a, ""},
                                                                                        {"Text", ""},
                                                                                        {"", ""}}) {
        state_.boxes = without;
        const auto bare = encoded(printed(before + after));
        const auto marked = encoded(printed(before + mark + after));
        EXPECT_EQ(joined(*marked), joined(*bare));
        EXPECT_EQ(marked->etag_text(), bare->etag_text());
        EXPECT_EQ(joined(*encoded(printed(before + mark + after), Coding::gzip)), joined(*encoded(printed(before + after), Coding::gzip)))
            << "a page is not larger for a line that is not there";
        state_.boxes = with;
        const auto changed = encoded(printed(before + mark + after));
        const auto expected = joined(*encoded(printed(before))) + shown + joined(*encoded(printed(after)));
        EXPECT_EQ(joined(*changed), expected);
        EXPECT_EQ(gunzipped(joined(*encoded(printed(before + mark + after), Coding::gzip))), expected);
        EXPECT_NE(changed->etag_text(), bare->etag_text());
    }
}

TEST_F(PageTest, IsTheSameAgainAfterABreakingLine) {
    const auto without = state_.boxes;
    const edition::BreakingLine line{.text = "Fire"};
    const auto with = std::make_shared<const boxes::BoxSet>(boxes::set_breaking(*without, *theme_, &line));
    const auto page = make_page("key", printed("<body>" + std::string(render::kBreakingMark) + "Text" + std::string(kNew)), 7, state_);
    const auto first = joined(*encode_page(page, without, Coding::gzip));
    const auto shown = joined(*encode_page(page, with, Coding::gzip));
    EXPECT_NE(shown, first);
    EXPECT_EQ(joined(*encode_page(page, without, Coding::gzip)), first);
    EXPECT_EQ(joined(*encode_page(page, with, Coding::gzip)), shown);
}

}  // namespace
}  // namespace stoppress::press
