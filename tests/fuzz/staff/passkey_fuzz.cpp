// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a browser sends of a passkey: nothing fails, and nothing is taken as signed that no key of ours signed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "staff/passkeys/cbor.hpp"
#include "staff/passkeys/passkey.hpp"
#include "staff/secret.hpp"

namespace {

using namespace stoppress;

const staff::RelyingParty kParty{"news.example.org", "https://news.example.org"};

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto item = staff::cbor_item_size(bytes)) {
        require(*item >= 1 && *item <= bytes.size());
    }
    (void)staff::read_client_data(bytes, staff::Ceremony::authentication, kParty);
    if (const auto made = staff::read_attestation(bytes, kParty); made.has_value()) {
        require(!made->id.empty() && !made->key.bytes.empty());
        require(!staff::check_assertion({"{}", {}, "signature"}, made->key, false, kParty).has_value());
    }
    // Behind the hash of the site, which nobody guesses.
    static const std::string kHash = staff::sha256(kParty.id);
    const std::string authenticator_data = kHash + std::string(bytes);
    const std::string object = std::string(
                                   "\xa1\x68"
                                   "authData\x59",
                                   11) +
                               static_cast<char>(authenticator_data.size() >> 8U & 0xffU) +
                               static_cast<char>(authenticator_data.size() & 0xffU) + authenticator_data;
    (void)staff::read_attestation(object, kParty);
    const staff::Assertion assertion{.client_data_json = "{}", .authenticator_data = authenticator_data, .signature = "signature"};
    require(!staff::check_assertion(assertion, staff::nobodys_key(), std::nullopt, kParty).has_value());
    return 0;
}
