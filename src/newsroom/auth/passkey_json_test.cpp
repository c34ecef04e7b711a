// SPDX-License-Identifier: GPL-3.0-or-later
// Complete passkey data from browsers is read, whatever other members it has; incomplete data is refused.
#include "newsroom/auth/passkey_json.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "staff/passkeys/limits.hpp"

namespace stoppress::newsroom {
namespace {

namespace json = boost::json;

json::value whole_authentication() {
    return json::parse(R"({"id":"aWQ","rawId":"aWQ","type":"public-key","authenticatorAttachment":"platform","clientExtensionResults":{},
        "response":{"clientDataJSON":"e30","authenticatorData":"YQ","signature":"cw","userHandle":"aA","new":[1]},"later":true})");
}

TEST(PasskeyJson, TakesWhatBrowsersAddLater) {
    const auto read = read_authentication(whole_authentication());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->credential, "aWQ");
    EXPECT_EQ(read->assertion.client_data_json, "{}");
    EXPECT_EQ(read->assertion.signature, "s");
    EXPECT_EQ(read->user_handle, "aA");
}

TEST(PasskeyJson, IsNothingWhereAMemberIsMissingOrNotBase64OrTooLong) {
    for (const auto* name : {"clientDataJSON", "authenticatorData", "signature", "userHandle"}) {
        for (const json::value& bad : {json::value(nullptr), json::value(1), json::value("a+b="), json::value(std::string(40'000, 'A'))}) {
            auto value = whole_authentication();
            value.at("response").as_object()[name] = bad;
            EXPECT_FALSE(read_authentication(value)) << json::serialize(value).substr(0, 300);
        }
        auto value = whole_authentication();
        value.at("response").as_object().erase(name);
        EXPECT_FALSE(read_authentication(value)) << name;
    }
    for (const auto* text : {"null", "[]", "1", "{}", R"({"type":"public-key","response":[]})", R"({"id":"aWQ","response":{}})"}) {
        EXPECT_FALSE(read_authentication(json::parse(text))) << text;
        EXPECT_FALSE(read_registration(json::parse(text))) << text;
    }
    auto value = whole_authentication();
    value.as_object()["type"] = "password";
    EXPECT_FALSE(read_authentication(value));
    value = whole_authentication();
    value.as_object()["id"] = std::string((staff::kMaxCredentialId + 3) / 3 * 4, 'A');
    EXPECT_FALSE(read_authentication(value));
}

TEST(PasskeyJson, KeepsTransportsThatLookLikeSome) {
    const auto read = read_registration(json::parse(
        R"({"id":"aWQ","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"YQ",
            "transports":["internal","hybrid","<b>","a,b",1,"","smart-card"]}})"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->transports, "internal,hybrid,smart-card");
    store::Passkey known;
    known.credential = "aWQ";
    known.transports = read->transports;
    const auto options =
        json::parse(creation_options({"news.example.org", "https://news.example.org"}, "The \"Post\"", {}, "aGFuZGxl", "Y2g", {known}));
    const auto& key = options.at("publicKey");
    EXPECT_EQ(key.at("excludeCredentials").at(0).at("transports").as_array().size(), 3U);
    EXPECT_EQ(key.at("rp").at("name"), "The \"Post\"");
    EXPECT_EQ(key.at("attestation"), "none");
    EXPECT_EQ(key.at("authenticatorSelection").at("userVerification"), "required");
}

}  // namespace
}  // namespace stoppress::newsroom
