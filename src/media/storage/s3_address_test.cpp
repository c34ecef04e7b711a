// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that URLs of a store lead to the configured host only, and are written as they are signed.
#include "media/storage/s3_address.hpp"

#include <gmock/gmock.h>

namespace stoppress::media {
namespace {

S3Address at(std::string_view store) {
    auto address = S3Address::parse(store).value();
    address.endpoint = "https://s3.example:9000";
    return address;
}

TEST(S3Address, PutsBucketAndPrefixIntoThePath) {
    EXPECT_EQ(at("s3://news").object_url("a.webp"), "https://s3.example:9000/news/a.webp");
    EXPECT_EQ(at("s3://news/").object_url("a.webp"), "https://s3.example:9000/news/a.webp");
    EXPECT_EQ(at("s3://news/paper").object_url("originals/a.jpg"), "https://s3.example:9000/news/paper/originals/a.jpg");
    EXPECT_EQ(at("s3://news/paper/2/").object_url("a.jpg"), "https://s3.example:9000/news/paper/2/a.jpg");
    EXPECT_EQ(at("s3://news/paper").called("a.jpg"), "s3://news/paper/a.jpg");
}

TEST(S3Address, EscapesWhateverCouldLeadElsewhere) {
    EXPECT_EQ(at("s3://a@b/c?d#e f").object_url("%\xc3\xa9"), "https://s3.example:9000/a%40b/c%3Fd%23e%20f/%25%C3%A9");
}

TEST(S3Address, ListsWithItsParametersInTheOrderOfTheirNames) {
    EXPECT_EQ(at("s3://news/paper/x").list_url(""), "https://s3.example:9000/news?list-type=2&max-keys=1000&prefix=paper%2Fx%2F");
    EXPECT_EQ(at("s3://news").list_url("+/="),
              "https://s3.example:9000/news?continuation-token=%2B%2F%3D&list-type=2&max-keys=1000&prefix=");
}

TEST(S3Address, IsNothingWithoutABucket) {
    for (const std::string_view wrong : {"", "media", "s3:", "s3://", "s3:///paper", "https://news"}) {
        EXPECT_EQ(S3Address::parse(wrong).error().code, base::ErrorCode::invalid) << wrong;
    }
}

}  // namespace
}  // namespace stoppress::media
