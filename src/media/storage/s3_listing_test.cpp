// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a store's list is read to the last name, and that nothing else is accepted as one.
#include "media/storage/s3_listing.hpp"

#include <gmock/gmock.h>

namespace stoppress::media {
namespace {

TEST(S3Listing, HasEachObjectAndWhereItGoesOn) {
    const auto listing = parse_listing(R"(<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>news</Name><Prefix>p/</Prefix><IsTruncated>true</IsTruncated>
<Contents><Key>p/a.jpg</Key><Size>17</Size><Owner><ID>Key</ID></Owner></Contents><Contents><Size>0</Size><Key>p/b &amp; c</Key></Contents>
<NextContinuationToken>1+/=</NextContinuationToken></ListBucketResult>)");
    ASSERT_TRUE(listing.has_value());
    ASSERT_EQ(listing->objects.size(), 2U);
    EXPECT_EQ(listing->objects[0].key, "p/a.jpg");
    EXPECT_EQ(listing->objects[0].size, 17U);
    EXPECT_EQ(listing->objects[1].key, "p/b & c");
    EXPECT_EQ(listing->next, "1+/=");
    EXPECT_TRUE(parse_listing("<ListBucketResult/>").value().objects.empty());
}

TEST(S3Listing, IsNothingElse) {
    const std::string deep =
        "<ListBucketResult>" + std::string(20000, ' ') + "<a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a>";
    for (const std::string& wrong :
         {std::string(), std::string("ok"), std::string("<html></html>"), std::string("<ListBucketResult>"), deep,
          std::string("<ListBucketResult><Contents><Size>many</Size></Contents></ListBucketResult>"),
          std::string("<ListBucketResult><Contents><Size>-1</Size></Contents></ListBucketResult>"),
          std::string("<ListBucketResult><Contents><Size>99999999999999999999999</Size></Contents></ListBucketResult>"),
          std::string(
              "<!DOCTYPE ListBucketResult [<!ENTITY a \"b\">]><ListBucketResult><Contents><Key>&a;</Key></Contents></ListBucketResult>"),
          std::string("<a><ListBucketResult/></a>")}) {
        EXPECT_FALSE(parse_listing(wrong).has_value()) << wrong.substr(0, 100);
    }
}

TEST(S3Error, IsAWordOrNothing) {
    EXPECT_EQ(error_code_in("<Error><Code>NoSuchKey</Code><Message>No</Message></Error>"), "NoSuchKey");
    EXPECT_EQ(error_code_in("<Error><Code>No\nsuch</Code></Error>"), "");
    EXPECT_EQ(error_code_in("<Error><Resource>x</Resource></Error>"), "");
    EXPECT_EQ(error_code_in(""), "");
    EXPECT_EQ(error_code_in("<Error><Code>" + std::string(5000, 'x') + "</Code></Error>").size(), 64U);
}

}  // namespace
}  // namespace stoppress::media
