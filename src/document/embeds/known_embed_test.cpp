// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of embeds: each form that providers use, and what only looks like one. The newsroom's editor reads the same
// list (newsroom-ui/src/editor/document/embeds.test.ts).
#include "document/embeds/known_embed.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "document/document.hpp"
#include "document/embeds/providers.hpp"

namespace stoppress::document {
namespace {

boost::json::array addresses() {
    std::ifstream file(STOPPRESS_GOLDEN "/../embeds/addresses.json");
    std::stringstream text;
    text << file.rdbuf();
    return boost::json::parse(text.str()).as_array();
}

std::string text(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::optional<KnownEmbed> read(std::string_view written) {
    const auto address = Address::parse(written);
    return address ? known_embed(*address) : std::nullopt;
}

/// The list's addresses of one provider, each read.
void check(std::string_view provider, std::size_t least) {
    std::size_t checked = 0;
    for (const auto& entry : addresses()) {
        const auto& expected = entry.as_object();
        if (text(expected, "provider") != provider) {
            continue;
        }
        ++checked;
        const auto written = text(expected, "address");
        const auto known = read(written);
        if (provider.empty()) {
            EXPECT_FALSE(known) << written;
            continue;
        }
        ASSERT_TRUE(known) << written;
        EXPECT_EQ(known->provider, provider) << written;
        EXPECT_EQ(to_string(known->kind), text(expected, "kind")) << written;
        EXPECT_EQ(known->id, text(expected, "id")) << written;
        EXPECT_EQ(known->player, text(expected, "player")) << written;
        EXPECT_EQ(known->page, text(expected, "page")) << written;
        EXPECT_EQ(known->upright, expected.contains("upright")) << written;
    }
    EXPECT_GE(checked, least) << provider;
}

TEST(KnownEmbed, ReadsYoutube) {
    check("youtube", 15);
}
TEST(KnownEmbed, ReadsVimeo) {
    check("vimeo", 8);
}
TEST(KnownEmbed, ReadsAparat) {
    check("aparat", 5);
}
TEST(KnownEmbed, ReadsDailymotion) {
    check("dailymotion", 2);
}
TEST(KnownEmbed, ReadsPeertube) {
    check("peertube", 4);
}
TEST(KnownEmbed, ReadsTelegram) {
    check("telegram", 5);
}
TEST(KnownEmbed, ReadsMastodon) {
    check("mastodon", 3);
}
TEST(KnownEmbed, ReadsPostsOfXWithoutAPlayer) {
    check("twitter", 5);
}
TEST(KnownEmbed, ReadsDatawrapper) {
    check("datawrapper", 4);
}
TEST(KnownEmbed, ReadsOpenStreetMap) {
    check("openstreetmap", 6);
}
TEST(KnownEmbed, TakesNothingElseForAnEmbed) {
    check("", 60);
}

TEST(KnownEmbed, HasAddressesOfEachProviderInTheList) {
    std::set<std::string, std::less<>> listed;
    for (const auto& entry : addresses()) {
        listed.insert(text(entry.as_object(), "provider"));
    }
    for (const auto& provider : providers()) {
        EXPECT_TRUE(listed.contains(provider.name)) << provider.name;
    }
}

TEST(KnownEmbed, ReadsThePageOfAPlayerAsTheSameEmbed) {
    for (const auto& entry : addresses()) {
        const auto known = read(text(entry.as_object(), "address"));
        if (known && !known->page.empty()) {
            const auto page = read(known->page);
            ASSERT_TRUE(page) << known->page;
            EXPECT_EQ(page->provider, known->provider);
            EXPECT_EQ(page->id, known->id);
            EXPECT_EQ(page->player, known->player);
            EXPECT_TRUE(page->page.empty()) << known->page;
        }
    }
}

TEST(KnownEmbed, WritesPlayersThatFitIntoAttributesAndPolicies) {
    for (const auto& entry : addresses()) {
        const auto known = read(text(entry.as_object(), "address"));
        if (known && !known->player.empty()) {
            EXPECT_TRUE(known->player.starts_with("https://"));
            EXPECT_EQ(known->player.find_first_of(" \"'<>;,\\"), std::string::npos) << known->player;
            const auto player = Address::parse(known->player);
            ASSERT_TRUE(player);
            EXPECT_EQ(player->string(), known->player);
            EXPECT_EQ(origin_of_player(known->player), "https://" + std::string(player->host()));
        }
    }
}

TEST(KnownEmbed, NamesTheProviderOfAnAddress) {
    const auto provider = [](std::string_view written) { return provider_of(Address::parse(written).value()); };
    EXPECT_EQ(provider("https://mastodon.social/@Gargron/109254208668258721"), "mastodon");
    EXPECT_EQ(provider("https://t.me/durov"), "telegram");
    EXPECT_EQ(provider("https://www.youtube.com/@stoppress"), "youtube");
    EXPECT_EQ(provider("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ"), "web");
}

}  // namespace
}  // namespace stoppress::document
