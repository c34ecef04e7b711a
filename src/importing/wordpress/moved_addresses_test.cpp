// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which addresses of an old site are rewritten, and how: every spelling and size of an imported picture, links to
// the site itself, and nothing else.
#include "importing/wordpress/moved_addresses.hpp"

#include <gmock/gmock.h>

#include "document/convert.hpp"

namespace stoppress::importing::wordpress {
namespace {

const std::string kUploads = "https://www.paper.test/wp-content/uploads/2020/01/";

class Moved : public ::testing::Test {
protected:
    Moved() : attachments_(base::must(Attachments::create())) {
        const std::vector<std::string> urls{kUploads + "pic.jpg",          kUploads + "big-scaled.jpg", kUploads + "upload.jpg",
                                            kUploads + "map-300x200.png",  kUploads + "b%C3%B6.jpg",    kUploads + "left.jpg",
                                            "https://cdn.test/x/photo.jpg"};
        for (std::size_t i = 0; i < urls.size(); ++i) {
            base::must(attachments_->add({static_cast<std::int64_t>(i) + 1, 0, urls[i], "Alt", ""}));
        }
        base::must(attachments_->finish());
        for (std::size_t i = 0; i < urls.size(); ++i) {
            if (i != 5) {
                base::must(attachments_->set_taken(static_cast<std::int64_t>(i) + 1,
                                                   {{std::string(64, static_cast<char>('a' + i)), media::Format::jpeg}, 8, 6}));
            }
        }
    }
    MovedAddresses moved(const std::string& blog_url = "https://paper.test") {
        WxrSite site;
        site.blog_url = blog_url;
        site.link = blog_url;
        return {site, *attachments_};
    }
    /// The letter that the picture's hash is made of; '-' for none.
    char picture(const std::string& address) {
        const auto parsed = document::Address::parse(address);
        const auto found = parsed.has_value() ? moved().taken(*parsed) : std::nullopt;
        return found.has_value() ? found->taken->name.hash.front() : '-';
    }
    static std::string path(const MovedAddresses& moved, const std::string& address) {
        const auto found = moved.own_path(document::Address::parse(address).value());
        return found.has_value() ? found->string() : "stays";
    }

    std::unique_ptr<Attachments> attachments_;
};

TEST_F(Moved, KnowsAPictureInEverySpellingAndSize) {
    for (const char* const address :
         {"https://www.paper.test/wp-content/uploads/2020/01/pic.jpg", "http://paper.test/wp-content/uploads/2020/01/pic.jpg",
          "//paper.test/wp-content/uploads/2020/01/pic-300x200.jpg", "/wp-content/uploads/2020/01/pic-1024x1024.jpg",
          "https://PAPER.test/wp-content/uploads/2020/01/pic.jpg?w=3#x",
          "https://i2.wp.com/paper.test/wp-content/uploads/2020/01/pic-300x200.jpg",
          "https://paper.test/wp-content/uploads/2020/01/pic-scaled.jpg"}) {
        EXPECT_EQ(picture(address), 'a') << address;
    }
    for (const char* const end : {"big-scaled.jpg", "big.jpg", "big-768x512.jpg"}) {
        EXPECT_EQ(picture(kUploads + end), 'b') << end;
    }
    EXPECT_EQ(picture(kUploads + "upload-scaled.jpg"), 'c');
    EXPECT_EQ(picture(kUploads + "map-300x200.png"), 'd') << "called so by whoever made it";
    EXPECT_EQ(picture(kUploads + "bö-300x200.jpg"), 'e');
    EXPECT_EQ(picture("http://cdn.test/x/photo-10x10.jpg"), 'g');
}

TEST_F(Moved, TakesNoOtherPictureForIt) {
    for (const std::string& address :
         {kUploads + "left.jpg", kUploads + "other.jpg", kUploads + "pic.png", kUploads + "pic-300x.jpg", kUploads + "pic-300x200x1.jpg",
          kUploads + "pic", std::string("https://other.test/wp-content/uploads/2020/01/pic.jpg"),
          std::string("https://paper.test/wp-content/uploads/2020/02/pic.jpg"), std::string("https://paper.test/pic.jpg"),
          std::string("mailto:pic.jpg@paper.test"), std::string("#pic.jpg"), kUploads, std::string("/")}) {
        EXPECT_EQ(picture(address), '-') << address;
    }
}

TEST_F(Moved, MakesPathsOfLinksToTheSiteItself) {
    const auto whole = moved();
    EXPECT_EQ(path(whole, "https://paper.test/2020/01/a/"), "/2020/01/a/");
    EXPECT_EQ(path(whole, "http://www.paper.test/2020/?p=3#c"), "/2020/?p=3#c");
    EXPECT_EQ(path(whole, "https://paper.test"), "/");
    EXPECT_EQ(path(whole, "https://paper.test/wp-content/uploads/a.pdf"), "stays");
    EXPECT_EQ(path(whole, "https://sub.paper.test/a"), "stays");
    EXPECT_EQ(path(whole, "https://paper.test.evil.test/a"), "stays");
    EXPECT_EQ(path(whole, "mailto:a@paper.test"), "stays");
    const auto in_folder = moved("https://paper.test/blog/");
    EXPECT_EQ(path(in_folder, "https://paper.test/blog/2020/a/"), "/blog/2020/a/");
    EXPECT_EQ(path(in_folder, "https://paper.test/blog"), "/");
    EXPECT_EQ(path(in_folder, "https://paper.test/blogs/a"), "stays");
    EXPECT_EQ(path(in_folder, "https://paper.test/shop/"), "stays");
    EXPECT_EQ(path(in_folder, "https://paper.test/blog/wp-content/a.pdf"), "stays");
}

TEST_F(Moved, LeavesABodyInItsOneForm) {
    const std::string html =
        "<p><a href=\"http://paper.test/a\">one </a><a href=\"https://paper.test/a\">two</a></p>"
        "<figure><img src=\"" +
        kUploads +
        "pic-9x9.jpg\"><figcaption><a href=\"https://paper.test/b\">b</a></figcaption></figure>"
        "<ul><li><a href=\"" +
        kUploads + "pic.jpg\">c</a></li></ul>";
    auto document = document::from_html(html).value().document;
    moved().move(document);
    const auto json = document::to_json(document);
    EXPECT_EQ(document::to_json(document::from_json(json).value()), json);
    const auto out = std::string(document::to_html(document).string());
    EXPECT_THAT(out, ::testing::HasSubstr("<a href=\"/a\">one two</a>"));
    EXPECT_THAT(out, ::testing::HasSubstr("src=\"/media/" + std::string(64, 'a') + ".jpg\" alt=\"Alt\" width=\"8\" height=\"6\""));
    EXPECT_THAT(out, ::testing::HasSubstr("<a href=\"/b\">b</a>"));
    EXPECT_THAT(out, ::testing::Not(::testing::HasSubstr("paper.test")));
}

}  // namespace
}  // namespace stoppress::importing::wordpress
