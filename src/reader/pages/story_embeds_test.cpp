// SPDX-License-Identifier: GPL-3.0-or-later
// The words on cards of embeds, and which sites' players a page may load.
#include "reader/pages/story_embeds.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/result.hpp"
#include "reader/limits.hpp"

namespace stoppress::reader {
namespace {

class StoryEmbedsTest : public testing::Test {
protected:
    document::EmbedCard card(StoryEmbeds& embeds, std::string_view address) {
        const auto known = document::known_embed(document::Address::parse(address).value());
        return embeds.cards().card(known.value());
    }

    std::shared_ptr<const render::Theme> theme_ = base::must(render::Theme::load(settings::Settings{}));
};

TEST_F(StoryEmbedsTest, SayWhomTheButtonContactsInTheLanguageOfThePage) {
    StoryEmbeds english(*theme_, "en");
    const auto film = card(english, "https://youtu.be/dQw4w9WgXcQ");
    EXPECT_EQ(film.provider, "YouTube");
    EXPECT_EQ(film.button, "Play");
    EXPECT_EQ(film.notice, "Your browser contacts YouTube (www.youtube-nocookie.com) only if you press this button.");
    EXPECT_EQ(card(english, "https://t.me/durov/342").button, "Load from Telegram");
    EXPECT_EQ(english.cards().language, "");
    StoryEmbeds persian(*theme_, "fa");
    EXPECT_EQ(card(persian, "https://www.aparat.com/v/x7f3k").button, "پخش");
    EXPECT_EQ(card(persian, "https://t.me/durov/342").button, "بارگذاری از تلگرام");
    StoryEmbeds elsewhere(*theme_, "ku");
    EXPECT_EQ(elsewhere.cards().language, "en");
    EXPECT_EQ(elsewhere.cards().direction, "ltr");
}

TEST_F(StoryEmbedsTest, NameEachOriginOnce) {
    StoryEmbeds embeds(*theme_, "en");
    card(embeds, "https://youtu.be/dQw4w9WgXcQ");
    card(embeds, "https://www.youtube.com/shorts/dQw4w9WgXcQ");
    card(embeds, "https://mastodon.social/@Gargron/109254208668258721");
    EXPECT_EQ(card(embeds, "https://x.com/jack/status/20").button, "");
    EXPECT_EQ(embeds.take_origins(), (std::vector<std::string>{"https://www.youtube-nocookie.com", "https://mastodon.social"}));
}

TEST_F(StoryEmbedsTest, LeaveEmbedsOfTooManySitesLinks) {
    StoryEmbeds embeds(*theme_, "en");
    const auto post_on = [&](std::size_t site) {
        return card(embeds, "https://m" + std::to_string(site) + ".example/@a/109254208668258721");
    };
    for (std::size_t site = 0; site < kMaxPlayerOrigins; ++site) {
        EXPECT_FALSE(post_on(site).button.empty());
    }
    EXPECT_TRUE(post_on(kMaxPlayerOrigins).button.empty());
    EXPECT_EQ(post_on(kMaxPlayerOrigins).provider, "Mastodon");
    EXPECT_FALSE(post_on(0).button.empty());
    EXPECT_EQ(embeds.take_origins().size(), kMaxPlayerOrigins);
}

}  // namespace
}  // namespace stoppress::reader
