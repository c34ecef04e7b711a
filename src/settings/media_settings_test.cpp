// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the media storage is a folder or a complete bucket configuration, and that the secret key is never shown.
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "settings/load.hpp"

namespace stoppress::settings {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MediaSettings : public ::testing::Test {
protected:
    static base::Result<Loaded> with(const Environment& environment) { return load("/nonexistent/site", environment, {}); }
};

const Environment kS3{{"STOPPRESS_MEDIA_STORE", "s3://news/paper"},
                      {"STOPPRESS_MEDIA_S3_ENDPOINT", "HTTPS://S3.example:9000/"},
                      {"STOPPRESS_MEDIA_S3_ACCESS_KEY", "AK"},
                      {"STOPPRESS_MEDIA_S3_SECRET_KEY", "hush/hush+=="}};

TEST_F(MediaSettings, AreAFolderOrABucket) {
    for (const std::string right : {"media", "data/pictures", "/srv/shared/media", "/srv/my pictures", "s3://news", "s3://a.b-c/d/E_f.9"}) {
        EXPECT_EQ(wrong_with("media.store", right), std::nullopt) << right;
    }
    for (const std::string wrong : {"",
                                    ".",
                                    "..",
                                    "/",
                                    "../media",
                                    "a/../b",
                                    "./a",
                                    "s3:",
                                    "s3://",
                                    "s3://ab",
                                    "s3://-news",
                                    "s3://News",
                                    "s3://news//a",
                                    "s3://news/..",
                                    "s3://news/a b",
                                    "s3://news/a?b",
                                    "s3://ne..ws",
                                    "s3://user@news",
                                    "https://s3.example/news",
                                    "a\nb"}) {
        EXPECT_NE(wrong_with("media.store", wrong), std::nullopt) << wrong;
    }
    EXPECT_EQ(with({{"STOPPRESS_MEDIA_STORE", "/srv/media/"}})->settings.media.store, "/srv/media");
    EXPECT_EQ(wrong_with("media.s3_endpoint", ""), std::nullopt);
    for (const std::string wrong :
         {"s3.example", "ftp://s3.example", "https://s3.example/news", "https://a@s3.example", "https://", "https://s3.example?a"}) {
        EXPECT_NE(wrong_with("media.s3_endpoint", wrong), std::nullopt) << wrong;
    }
    for (const std::string wrong : {"", "eu central", "eu:central", "EU"}) {
        EXPECT_NE(wrong_with("media.s3_region", wrong), std::nullopt) << wrong;
    }
    EXPECT_NE(wrong_with("media.s3_access_key", "a b"), std::nullopt);
}

TEST_F(MediaSettings, OfABucketAreWhole) {
    const auto loaded = with(kS3);
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_TRUE(loaded->settings.media.on_s3());
    EXPECT_EQ(loaded->settings.media.s3_endpoint, "https://s3.example:9000");
    for (const auto* const missing : {"ENDPOINT", "ACCESS_KEY", "SECRET_KEY"}) {
        auto environment = kS3;
        environment.erase(std::string("STOPPRESS_MEDIA_S3_") + missing);
        const auto refused = with(environment);
        ASSERT_FALSE(refused.has_value()) << missing;
        EXPECT_THAT(refused.error().message,
                    AllOf(HasSubstr("environment STOPPRESS_MEDIA_STORE: media.s3_"), HasSubstr("is required because")));
    }
}

TEST_F(MediaSettings, ShowTheSecretNowhere) {
    const auto settings = with(kS3).value();
    for (const auto& [key, value, from] : settings.origins) {
        EXPECT_THAT(value, Not(HasSubstr("hush")));
        if (key == "media.s3_secret_key") {
            EXPECT_EQ(value, "\"(hidden)\"");
        }
    }
    const auto usual = with({}).value();
    for (const auto& [key, value, from] : usual.origins) {
        if (key == "media.s3_secret_key") {
            EXPECT_EQ(value, "\"\"") << "that there is none may be seen";
        }
    }
    auto environment = kS3;
    environment["STOPPRESS_MEDIA_S3_SECRET_KEY"] = "hush hush";
    EXPECT_THAT(with(environment).error().message, AllOf(HasSubstr("media.s3_secret_key"), Not(HasSubstr("hush"))));
}

}  // namespace
}  // namespace stoppress::settings
