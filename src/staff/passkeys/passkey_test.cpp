// SPDX-License-Identifier: GPL-3.0-or-later
// Data made by a software authenticator is accepted; any change of it is refused, for the right reason.
#include "staff/passkeys/passkey.hpp"

#include <gmock/gmock.h>

#include "staff/passkeys/cbor.hpp"
#include "staff/passkeys/limits.hpp"
#include "staff/passkeys/test_authenticator.hpp"

namespace stoppress::staff {
namespace {

using testing::HasSubstr;

const RelyingParty kParty{"news.example.org", "https://news.example.org"};
constexpr std::string_view kChallenge = "dGhlIGNoYWxsZW5nZQ";

std::string login_data(std::string_view more = R"(,"crossOrigin":false)") {
    return TestAuthenticator::client_data("webauthn.get", kChallenge, kParty.origin, more);
}

PublicKey key_of(const TestAuthenticator& device) {
    return base::must(read_attestation(TestAuthenticator::attestation_object(device.attested(kParty.id)), kParty)).key;
}

template <class T>
std::string why(const base::Result<T>& result) {
    return result.has_value() ? "taken" : result.error().message;
}

class EachAlgorithm : public testing::TestWithParam<KeyAlgorithm> {};

TEST_P(EachAlgorithm, SignsWhatIsTakenAndNothingElse) {
    const TestAuthenticator device(GetParam());
    const auto made = read_attestation(
        TestAuthenticator::attestation_object(device.attested(kParty.id, TestAuthenticator::kPresentAndVerified, 7)), kParty);
    ASSERT_TRUE(made.has_value()) << made.error().message;
    EXPECT_EQ(made->id, device.id());
    EXPECT_EQ(made->key.algorithm, GetParam());
    EXPECT_EQ(made->sign_count, 7U);

    const auto data = TestAuthenticator::head(kParty.id, TestAuthenticator::kPresentAndVerified, 8);
    const Assertion good = device.assertion(login_data(), data);
    const auto asserted = check_assertion(good, made->key, false, kParty);
    ASSERT_TRUE(asserted.has_value()) << asserted.error().message;
    EXPECT_EQ(asserted->sign_count, 8U);

    EXPECT_EQ(why(check_assertion(good, key_of(TestAuthenticator(GetParam())), false, kParty)), "wrong signature");
    EXPECT_EQ(why(check_assertion(good, nobodys_key(), std::nullopt, kParty)), "wrong signature");
    Assertion changed = good;
    changed.authenticator_data.back() = '\x09';
    EXPECT_EQ(why(check_assertion(changed, made->key, false, kParty)), "wrong signature");
    changed = good;
    changed.client_data_json += ' ';
    EXPECT_EQ(why(check_assertion(changed, made->key, false, kParty)), "wrong signature");
    for (std::size_t i = 0; i < good.signature.size(); i += 7) {
        changed = good;
        changed.signature[i] = static_cast<char>(changed.signature[i] ^ 1);
        EXPECT_FALSE(check_assertion(changed, made->key, false, kParty).has_value()) << i;
        changed.signature.resize(i);
        EXPECT_FALSE(check_assertion(changed, made->key, false, kParty).has_value()) << i;
    }
    for (const KeyAlgorithm other : {KeyAlgorithm::es256, KeyAlgorithm::eddsa, KeyAlgorithm::rs256}) {
        if (other != GetParam()) {
            EXPECT_EQ(why(check_assertion(good, {other, made->key.bytes}, false, kParty)), "wrong signature");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Passkey, EachAlgorithm, testing::Values(KeyAlgorithm::es256, KeyAlgorithm::eddsa, KeyAlgorithm::rs256));

TEST(Passkey, ASiteIsItsHostAndNeverAnAddressOfNumbers) {
    const auto party = relying_party_of("http://localhost:8080");
    ASSERT_TRUE(party);
    EXPECT_EQ(party->id, "localhost");
    EXPECT_EQ(party->origin, "http://localhost:8080");
    EXPECT_EQ(relying_party_of("https://news.example.org").value().id, "news.example.org");
    for (const auto* none :
         {"http://127.0.0.1:8080", "https://[::1]", "https://[::1]:8443", "", "nowhere", "https://", "http://2130706433"}) {
        EXPECT_FALSE(relying_party_of(none)) << none;
    }
}

TEST(Passkey, ClientDataIsOfThisCeremonyAndThisSiteAlone) {
    const auto read = [](std::string_view data) { return why(read_client_data(data, Ceremony::authentication, kParty)); };
    const auto data = [](std::string_view type, std::string_view origin, std::string_view more = "") {
        return TestAuthenticator::client_data(type, kChallenge, origin, more);
    };
    EXPECT_EQ(base::must(read_client_data(login_data(), Ceremony::authentication, kParty)), kChallenge);
    EXPECT_EQ(read(data("webauthn.get", kParty.origin, R"(,"other":[{"a":1}])")), "taken") << "browsers add what they like";
    EXPECT_THAT(read(data("webauthn.create", kParty.origin)), HasSubstr("wrong type"));
    EXPECT_THAT(read(data("payment.get", kParty.origin)), HasSubstr("wrong type"));
    EXPECT_THAT(why(read_client_data(login_data(), Ceremony::registration, kParty)), HasSubstr("wrong type"));
    for (const auto* origin : {"https://evil.example", "http://news.example.org", "https://news.example.org:8443",
                               "https://news.example.org/", "https://a.news.example.org", "https://NEWS.example.org", ""}) {
        EXPECT_THAT(read(data("webauthn.get", origin)), HasSubstr("wrong origin")) << origin;
    }
    EXPECT_THAT(read(login_data(R"(,"crossOrigin":true)")), HasSubstr("embedded in a page"));
    EXPECT_THAT(read(login_data(R"(,"crossOrigin":"false")")), HasSubstr("embedded in a page"));
    EXPECT_THAT(read(login_data(R"(,"topOrigin":"https://news.example.org")")), HasSubstr("embedded in a page"));
    for (const auto& text : {std::string(), std::string("{"), std::string("[]"), std::string("null"), login_data() + "x",
                             std::string(100, '['), std::string(R"({"type":"webauthn.get","origin":[[[[[1]]]]]})")}) {
        EXPECT_THAT(read(text), HasSubstr("malformed")) << text;
    }
    EXPECT_THAT(read(login_data() + std::string(kMaxClientData, ' ')), HasSubstr("too long"));
}

TEST(Passkey, WhoseDeviceDidNotVerifyThemOrIsOfAnotherSiteIsRefused) {
    const TestAuthenticator device;
    const PublicKey key = key_of(device);
    const auto check = [&](std::string_view rp_id, unsigned flags, std::string_view behind = "", bool eligible = false) {
        return why(check_assertion(device.assertion(login_data(), TestAuthenticator::head(rp_id, flags, 1) + std::string(behind)), key,
                                   eligible, kParty));
    };
    EXPECT_EQ(check(kParty.id, 0x05), "taken");
    EXPECT_THAT(check("evil.example", 0x05), HasSubstr("rpIdHash"));
    EXPECT_THAT(check("https://news.example.org", 0x05), HasSubstr("rpIdHash"));
    EXPECT_THAT(check(kParty.id, 0x04), HasSubstr("presence"));
    EXPECT_THAT(check(kParty.id, 0x01), HasSubstr("verification was not performed"));
    EXPECT_THAT(check(kParty.id, 0x15), HasSubstr("eligible")) << "backed up, and cannot be";
    EXPECT_THAT(check(kParty.id, 0x0d), HasSubstr("kind of key differs"));
    EXPECT_EQ(check(kParty.id, 0x0d, "", true), "taken");
    EXPECT_EQ(check(kParty.id, 0x1d, "", true), "taken");
    EXPECT_THAT(check(kParty.id, 0x05, "", true), HasSubstr("kind of key differs"));
    EXPECT_THAT(check(kParty.id, 0x05, "x"), HasSubstr("malformed")) << "bytes that nothing promised";
    EXPECT_THAT(check(kParty.id, 0x85), HasSubstr("malformed")) << "extensions that are not there";
    EXPECT_EQ(check(kParty.id, 0x85, cbor_head(5, 1) + cbor_text("other") + cbor_integer(1)), "taken");
    EXPECT_THAT(why(check_assertion({login_data(), "", "x"}, key, false, kParty)), HasSubstr("malformed"));
    EXPECT_THAT(why(check_assertion({login_data(), TestAuthenticator::head(kParty.id, 5, 1), ""}, key, false, kParty)),
                HasSubstr("malformed"));
    EXPECT_THAT(why(check_assertion({login_data(), TestAuthenticator::head(kParty.id, 5, 1), std::string(kMaxSignature + 1, 'x')}, key,
                                    false, kParty)),
                HasSubstr("malformed"));
}

TEST(Passkey, AnAttestationMustHoldAKeyThatIsOneAndNothingElse) {
    const TestAuthenticator device;
    const auto read = [](std::string_view data) { return why(read_attestation(data, kParty)); };
    const auto object = [](std::string_view data) { return TestAuthenticator::attestation_object(data); };
    EXPECT_EQ(read(object(device.attested(kParty.id))), "taken");
    const std::string statement = cbor_head(5, 3) + cbor_text("alg") + cbor_integer(-7) + cbor_text("sig") + cbor_bytes("not one") +
                                  cbor_text("x5c") + cbor_head(4, 1) + cbor_bytes("nor a certificate");
    EXPECT_EQ(read(TestAuthenticator::attestation_object(device.attested(kParty.id), "packed", statement)), "taken")
        << "what vouches for the maker is not looked at";
    EXPECT_THAT(read(object(device.attested("evil.example"))), HasSubstr("rpIdHash"));
    EXPECT_THAT(read(object(device.attested(kParty.id, 0x01))), HasSubstr("verification was not performed"));
    EXPECT_THAT(read(object(TestAuthenticator::head(kParty.id, 0x05, 0))), HasSubstr("without a credential"));
    EXPECT_THAT(read(object(device.attested(kParty.id) + "x")), HasSubstr("malformed"));
    EXPECT_THAT(read(object(device.attested(kParty.id)) + "x"), HasSubstr("malformed"));
    EXPECT_THAT(read(std::string(kMaxAttestationObject + 1, '\xa0')), HasSubstr("too long"));
    EXPECT_EQ(read(cbor_head(5, 1) + cbor_text("authData") + cbor_text("a text")), "malformed attestation object");
    EXPECT_EQ(read(cbor_head(5, 1) + cbor_text("fmt") + cbor_text("none")), "malformed attestation object");
    const std::string twice = cbor_text("authData") + cbor_bytes(device.attested(kParty.id));
    EXPECT_EQ(read(cbor_head(5, 2) + twice + twice), "malformed attestation object");

    TestAuthenticator other;
    other.set_id(std::string(kMaxCredentialId, 'i'));
    EXPECT_EQ(read(object(other.attested(kParty.id))), "taken");
    other.set_id(std::string(kMaxCredentialId + 1, 'i'));
    EXPECT_THAT(read(object(other.attested(kParty.id))), HasSubstr("malformed"));
    other.set_id("");
    EXPECT_THAT(read(object(other.attested(kParty.id))), HasSubstr("malformed"));

    // A point beside the curve, and an algorithm that nobody asked for.
    std::string crooked = device.attested(kParty.id);
    crooked.back() = static_cast<char>(crooked.back() ^ 1);
    EXPECT_THAT(read(object(crooked)), HasSubstr("unsupported kind of key"));
    std::string foreign = device.attested(kParty.id);
    const auto alg = foreign.find(cbor_integer(3) + cbor_integer(-7), foreign.size() - device.cose_key().size());
    foreign.replace(alg + 1, 1, cbor_integer(-36));  // ES512
    EXPECT_FALSE(read_attestation(object(foreign), kParty).has_value());

    const std::string whole = object(device.attested(kParty.id));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(read_attestation(std::string_view(whole).substr(0, size), kParty).has_value()) << size;
    }
}

TEST(Cbor, TakesDefiniteItemsOfFourLevels) {
    EXPECT_EQ(cbor_item_size(cbor_integer(-257)), 3U);
    EXPECT_EQ(cbor_item_size(cbor_text("text") + "rest"), 5U);
    EXPECT_EQ(cbor_item_size(cbor_head(4, 2) + cbor_integer(1) + cbor_integer(1000)), 5U);
    EXPECT_EQ(cbor_item_size("\xf5"), 1U);
    EXPECT_EQ(cbor_item_size("\x81\x81\x81\x81\x01"), 5U);
    for (const std::string_view bad :
         {std::string_view(""), std::string_view("\x81\x81\x81\x81\x81\x01"), std::string_view("\x9f\x01\xff"),
          std::string_view("\x5f\x41x\xff"), std::string_view("\xc0\x61x"), std::string_view("\x18"), std::string_view("\x42x"),
          std::string_view("\x82\x01"), std::string_view("\xa1\x01"), std::string_view("\xff"), std::string_view("\x1c")}) {
        EXPECT_FALSE(cbor_item_size(bad)) << bad;
    }
    // What libcbor would make room for before it looks.
    for (const unsigned major : {2U, 3U, 4U, 5U}) {
        EXPECT_FALSE(cbor_item_size(cbor_head(major, std::uint64_t{1} << 28U)));
        EXPECT_FALSE(cbor_item_size(cbor_head(major, ~std::uint64_t{0}) + "x"));
        EXPECT_FALSE(cbor_item_size(cbor_head(major, std::uint64_t{1} << 63U) + "x"));
    }
}

TEST(Base64Url, TakesOneFormOfEachText) {
    EXPECT_EQ(to_base64url(std::string("\xfb\xff\x00", 3)), "-_8A");
    EXPECT_EQ(from_base64url("-_8A", 3), std::string("\xfb\xff\x00", 3));
    EXPECT_EQ(from_base64url("", 3), "");
    for (const auto* bad : {"-_8A-_8A", "+/8A", "-_8=", "-_8A=", "-_8A\n", " -_8A", "-_9", "A"}) {
        EXPECT_FALSE(from_base64url(bad, 3)) << bad;
    }
}

}  // namespace
}  // namespace stoppress::staff
