// SPDX-License-Identifier: GPL-3.0-or-later
// Tests where a page's pictures are looked for: beside it, among the site's files, described in data/images, and on the
// site's CDN; and that no name leads out of the site.
#include "importing/hugo/images.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;

class ImagesTest : public testing::Test {
protected:
    ImagesTest() {
        std::string name = fs::temp_directory_path() / "stoppress-images-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        fs::create_directories(folder_ / "site/content");
    }
    ~ImagesTest() override { fs::remove_all(folder_); }

    void file(const std::string& name, std::string_view text = "bytes") const {
        fs::create_directories((folder_ / "site" / name).parent_path());
        std::ofstream(folder_ / "site" / name) << text;
    }

    static SiteConfig config(const std::string& more = "") {
        return site_config_of(std::get<Value>(read_toml("baseURL = 'https://paper.test/'\n" + more)));
    }

    [[nodiscard]] SiteFolders folders(const SiteConfig& config) const { return base::must(find_folders(folder_ / "site", config)); }

    /// As a page at /2020/trip uses it, whose file is in the folder "trip".
    [[nodiscard]] FoundImage find(std::string_view name, const SiteConfig& config) const {
        return Images(folders(config), config).find(name, "/2020/trip", "trip");
    }

    fs::path folder_;
    SiteConfig plain_ = config();
    SiteConfig with_cdn_ = config("[params]\ncdnURL = 'https://cdn.test/x/'\n");
};

TEST_F(ImagesTest, AreLookedForBesideThePageAndThenAmongTheSitesFiles) {
    file("content/trip/map.png");
    file("static/map.png");
    file("static/img/b c.png");
    file("assets/logo.png");
    for (const auto* config : {&plain_, &with_cdn_}) {
        EXPECT_EQ(find("map.png", *config).source, "https://paper.test/2020/trip/map.png");
        EXPECT_EQ(find(" img/b%20c.png ", *config).source, "https://paper.test/img/b%20c.png");
        EXPECT_EQ(find("logo.png", *config).source, "https://paper.test/logo.png");
        EXPECT_EQ(find("/img/d.png", *config).source, "https://paper.test/img/d.png") << "an address of the site";
    }
}

TEST_F(ImagesTest, AreOnTheCdnWhereTheSiteHasOneAndNoSuchFile) {
    EXPECT_EQ(find("photo 1.jpg", with_cdn_).source, "https://cdn.test/x/photo%201.jpg");
    EXPECT_EQ(Images(folders(with_cdn_), with_cdn_).find("a.jpg", "/a", "a", "2020/").source, "https://cdn.test/x/2020/a.jpg");
    EXPECT_EQ(find("photo.jpg", plain_).source, "https://paper.test/2020/trip/photo.jpg");
}

TEST_F(ImagesTest, KeepWebAddressesAndRefuseOtherSchemes) {
    EXPECT_EQ(find("https://other.test/a.png?b=c", plain_).source, "https://other.test/a.png?b=c");
    EXPECT_EQ(find("//other.test/a.png", plain_).source, "https://other.test/a.png");
    EXPECT_EQ(find("data:image/png;base64,aa", plain_).source, "");
    EXPECT_EQ(find("javascript:alert(1)", plain_).source, "");
    EXPECT_EQ(find("", plain_).source, "");
}

TEST_F(ImagesTest, HaveTheWordsThatTheSiteKeepsApart) {
    file("data/images/harbour.yml",
         "url: https://pictures.test/h.jpg\nalt: A <b>harbour</b>\ncaption: At night\ncredit: Ann Lee\nwidth: 800\nheight: 600\n");
    file("data/images/bridge.toml", "format = 'jpg'\nalt = 'A bridge'\nwidth = 'wide'\n");
    const auto harbour = find("harbour", plain_);
    EXPECT_EQ(harbour.source, "https://pictures.test/h.jpg");
    EXPECT_EQ(harbour.alt, "A harbour");
    EXPECT_EQ(harbour.caption, "At night");
    EXPECT_EQ(harbour.credit, "Ann Lee");
    EXPECT_EQ(harbour.width, 800U);
    EXPECT_EQ(harbour.height, 600U);
    const auto bridge = find("bridge", with_cdn_);
    EXPECT_EQ(bridge.source, "https://cdn.test/x/bridge.jpg");
    EXPECT_EQ(bridge.alt, "A bridge");
    EXPECT_EQ(bridge.width, 0U);
}

TEST_F(ImagesTest, LeadToNoFileOutsideTheSite) {
    fs::create_directories(folder_ / "site/content/trip");
    fs::create_directories(folder_ / "site/static");
    std::ofstream(folder_ / "secret.png") << "bytes";
    file("static/a.png");
    file("content/trip/b.png");
    const auto found = folders(plain_);
    const Images images(found, plain_);
    EXPECT_TRUE(images.is_site_file("/a.png", "trip"));
    EXPECT_TRUE(images.is_site_file("a.png", "trip"));
    EXPECT_TRUE(images.is_site_file("b.png", "trip"));
    EXPECT_FALSE(images.is_site_file("/b.png", "trip"));
    for (const auto* name : {"../secret.png", "../../secret.png", "../../../secret.png", "%2e%2e/%2e%2e/secret.png", "/../../secret.png",
                             "//secret.png", "x/../../../secret.png", "c.png", "trip/", ""}) {
        EXPECT_FALSE(images.is_site_file(name, "trip")) << name;
    }
    const auto absolute = (folder_ / "secret.png").string();
    EXPECT_FALSE(images.is_site_file(absolute, "trip"));
    EXPECT_FALSE(images.is_site_file("/" + absolute, "trip"));
}

}  // namespace
}  // namespace stoppress::importing::hugo
