// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that an attachment is found by its number, its post and any spelling of its address, among thousands, and that
// what was imported in its place is remembered.
#include "importing/wordpress/attachments.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing::wordpress {
namespace {

std::string url_of(std::int64_t id) {
    return "https://paper.test/wp-content/uploads/" + std::to_string(id) + ".jpg";
}

TEST(AddressKey, IsTheSameForEverySpellingOfAnAddress) {
    const std::string key = "paper.test/a/b.jpg";
    for (const auto* address :
         {"https://paper.test/a/b.jpg", "http://paper.test/a/b.jpg", "https://www.paper.test/a/b.jpg", "https://paper.test/a/b.jpg?w=300#x",
          "https://i0.wp.com/paper.test/a/b.jpg", "https://i2.wp.com/www.paper.test/a/b.jpg?ssl=1", "https://PAPER.test/a/b.jpg"}) {
        EXPECT_EQ(address_key(address), key) << address;
    }
    EXPECT_NE(address_key("https://paper.test/a/B.jpg"), key);
    EXPECT_NE(address_key("https://other.test/a/b.jpg"), key);
    for (const auto* address : {"", "/a/b.jpg", "mailto:a@paper.test", "data:image/png;base64,aa"}) {
        EXPECT_EQ(address_key(address), "") << address;
    }
}

TEST(Attachments, AreFoundByNumberAddressAndPost) {
    constexpr std::int64_t kCount = 3000;
    const auto attachments = base::must(Attachments::create());
    for (std::int64_t id = 1; id <= kCount; ++id) {
        base::must(attachments->add({id, id % 7, url_of(id), "alt " + std::to_string(id), "caption " + std::to_string(id)}));
    }
    base::must(attachments->finish());
    for (std::int64_t id = 1; id <= kCount; ++id) {
        const auto found = attachments->find(id);
        ASSERT_TRUE(found.has_value()) << id;
        EXPECT_EQ(found->url, url_of(id));
        EXPECT_EQ(found->alt, "alt " + std::to_string(id));
        EXPECT_EQ(found->caption, "caption " + std::to_string(id));
        EXPECT_EQ(found->parent, id % 7);
        EXPECT_FALSE(found->taken.has_value());
        const auto by_address = attachments->find_address(address_key(url_of(id)));
        ASSERT_TRUE(by_address.has_value()) << id;
        EXPECT_EQ(by_address->id, id);
    }
    EXPECT_FALSE(attachments->find(kCount + 1).has_value());
    EXPECT_FALSE(attachments->find(-1).has_value());
    EXPECT_FALSE(attachments->find_address("paper.test/other.jpg").has_value());
    EXPECT_FALSE(attachments->find_address("").has_value());
    const auto of_post = attachments->of_post(3, 5);
    ASSERT_EQ(of_post.size(), 5U);
    // The latest ones, in the order of the file.
    EXPECT_EQ(of_post.back().id, kCount - (kCount - 3) % 7);
    EXPECT_LT(of_post.front().id, of_post.back().id);
    EXPECT_EQ(attachments->of_post(2, 10'000).size(), static_cast<std::size_t>((kCount - 2) / 7 + 1));
    EXPECT_TRUE(attachments->of_post(99, 5).empty());
}

TEST(Attachments, RememberWhatWasImportedInTheirPlace) {
    const auto attachments = base::must(Attachments::create());
    base::must(attachments->add({1, 0, url_of(1), "", ""}));
    base::must(attachments->add({2, 0, url_of(2), "", ""}));
    base::must(attachments->finish());
    EXPECT_FALSE(attachments->any_taken());
    base::must(attachments->set_taken(2, {{std::string(64, 'a'), media::Format::webp}, 640, 480}));
    EXPECT_TRUE(attachments->any_taken());
    EXPECT_FALSE(attachments->find(1)->taken.has_value());
    const auto taken = attachments->find_address(address_key(url_of(2)))->taken;
    ASSERT_TRUE(taken.has_value());
    EXPECT_EQ(taken->name.hash, std::string(64, 'a'));
    EXPECT_EQ(taken->name.format, media::Format::webp);
    EXPECT_EQ(taken->width, 640U);
    EXPECT_EQ(taken->height, 480U);
    EXPECT_FALSE(attachments->set_taken(3, {{std::string(64, 'a'), media::Format::webp}, 1, 1}).has_value());
}

TEST(Attachments, OfAnExportWithoutAnyAreNone) {
    const auto attachments = base::must(Attachments::create());
    base::must(attachments->finish());
    EXPECT_FALSE(attachments->find(1).has_value());
    EXPECT_TRUE(attachments->of_post(0, 5).empty());
}

}  // namespace
}  // namespace stoppress::importing::wordpress
