// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/passkeys/passkey.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <memory>

#include "staff/passkeys/cbor.hpp"
#include "staff/passkeys/limits.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

namespace json = boost::json;

using base::ErrorCode;
using base::Result;

template <auto release>
struct Freed {
    template <class T>
    void operator()(T* pointer) const {
        release(&pointer);
    }
};
using FidoCredential = std::unique_ptr<fido_cred_t, Freed<fido_cred_free>>;
using FidoAssertion = std::unique_ptr<fido_assert_t, Freed<fido_assert_free>>;
using Es256Key = std::unique_ptr<es256_pk_t, Freed<es256_pk_free>>;
using EddsaKey = std::unique_ptr<eddsa_pk_t, Freed<eddsa_pk_free>>;
using Rs256Key = std::unique_ptr<rs256_pk_t, Freed<rs256_pk_free>>;

constexpr std::array kAlgorithms{KeyAlgorithm::es256, KeyAlgorithm::eddsa, KeyAlgorithm::rs256};

// Authenticator data (§6.1).
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kFlagsAt = kHashBytes;
constexpr std::size_t kCountAt = kFlagsAt + 1;
constexpr std::size_t kHeadBytes = kCountAt + 4;
constexpr std::size_t kAaguidBytes = 16;
// Flags (§6.1).
constexpr unsigned kUserPresent = 0x01;
constexpr unsigned kUserVerified = 0x04;
constexpr unsigned kBackupEligible = 0x08;
constexpr unsigned kBackedUp = 0x10;
constexpr unsigned kAttestedCredential = 0x40;
constexpr unsigned kExtensions = 0x80;

base::Error refuse_passkey(const char* why) {
    return base::fail(ErrorCode::invalid, why);
}

const unsigned char* as_unsigned(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string as_text(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

struct AuthenticatorData {
    unsigned flags = 0;
    std::uint32_t sign_count = 0;
    [[nodiscard]] bool has(unsigned flag) const { return (flags & flag) != 0; }
};

/// Whether all of `rest`, after the head, is what the flags announce and is safe to pass to the library.
bool is_well_formed(std::string_view rest, const AuthenticatorData& data) {
    const auto skip_item = [&] {
        const auto size = cbor_item_size(rest);
        rest.remove_prefix(size.value_or(0));
        return size.has_value();
    };
    if (data.has(kAttestedCredential)) {
        if (rest.size() < kAaguidBytes + 2) {
            return false;
        }
        const std::size_t id = static_cast<std::size_t>(as_unsigned(rest)[kAaguidBytes]) << 8U | as_unsigned(rest)[kAaguidBytes + 1];
        rest.remove_prefix(kAaguidBytes + 2);
        if (id == 0 || id > kMaxCredentialId || id > rest.size()) {
            return false;
        }
        rest.remove_prefix(id);
        if (!skip_item()) {
            return false;
        }
    }
    if (data.has(kExtensions) && !skip_item()) {
        return false;
    }
    return rest.empty();
}

/// Parses the head, and refuses what no user-verifying passkey of this site sends.
Result<AuthenticatorData> read_authenticator_data(std::string_view bytes, const RelyingParty& party) {
    if (bytes.size() < kHeadBytes || bytes.size() > kMaxAuthenticatorData) {
        return refuse_passkey("malformed authenticator data");
    }
    AuthenticatorData data;
    data.flags = as_unsigned(bytes)[kFlagsAt];
    for (std::size_t i = kCountAt; i < kHeadBytes; ++i) {
        data.sign_count = data.sign_count << 8U | as_unsigned(bytes)[i];
    }
    if (!is_well_formed(bytes.substr(kHeadBytes), data)) {
        return refuse_passkey("malformed authenticator data");
    }
    if (bytes.substr(0, kHashBytes) != sha256(party.id)) {
        return refuse_passkey("it belongs to another site (rpIdHash)");
    }
    if (!data.has(kUserPresent)) {
        return refuse_passkey("user presence was not confirmed");
    }
    if (!data.has(kUserVerified)) {
        return refuse_passkey("user verification was not performed");
    }
    if (data.has(kBackedUp) && !data.has(kBackupEligible)) {
        return refuse_passkey("backed up but not eligible for backup");
    }
    return data;
}

/// The library's object for a key; nothing if it is invalid: a point not on its curve, a modulus of another length.
template <class Key, auto make, auto fill>
Key make_key(std::string_view bytes) {
    Key key(make());
    if (!key || fill(key.get(), bytes.data(), bytes.size()) != FIDO_OK) {
        return nullptr;
    }
    return key;
}

Es256Key es256_key(std::string_view bytes) {
    return make_key<Es256Key, es256_pk_new, es256_pk_from_ptr>(bytes);
}
EddsaKey eddsa_key(std::string_view bytes) {
    return make_key<EddsaKey, eddsa_pk_new, eddsa_pk_from_ptr>(bytes);
}
Rs256Key rs256_key(std::string_view bytes) {
    return make_key<Rs256Key, rs256_pk_new, rs256_pk_from_ptr>(bytes);
}

bool is_good_key(const PublicKey& key) {
    switch (key.algorithm) {
        case KeyAlgorithm::es256:
            return es256_key(key.bytes) != nullptr;
        case KeyAlgorithm::eddsa:
            return eddsa_key(key.bytes) != nullptr;
        case KeyAlgorithm::rs256:
            return rs256_key(key.bytes) != nullptr;
    }
    return false;
}

bool is_signed(const fido_assert_t* assertion, const PublicKey& key) {
    const auto verify = [&](const auto& made) {
        return made && fido_assert_verify(assertion, 0, static_cast<int>(key.algorithm), made.get()) == FIDO_OK;
    };
    switch (key.algorithm) {
        case KeyAlgorithm::es256:
            return verify(es256_key(key.bytes));
        case KeyAlgorithm::eddsa:
            return verify(eddsa_key(key.bytes));
        case KeyAlgorithm::rs256:
            return verify(rs256_key(key.bytes));
    }
    return false;
}

std::string_view text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

}  // namespace

std::optional<RelyingParty> relying_party_of(std::string_view origin) {
    const auto start = origin.find("://");
    if (start == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view authority = origin.substr(start + 3);
    const std::string_view host = authority.substr(0, authority.find(':'));
    // An IPv6 address begins with a bracket; the last label of a name is never a number (URL Standard,
    // "ends in a number").
    const std::string_view last = host.substr(host.find_last_of('.') + 1);
    const bool number = std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
    if (host.empty() || host.front() == '[' || number) {
        return std::nullopt;
    }
    return RelyingParty{std::string(host), std::string(origin)};
}

std::optional<KeyAlgorithm> key_algorithm(std::int64_t number) {
    for (const KeyAlgorithm algorithm : kAlgorithms) {
        if (static_cast<std::int64_t>(algorithm) == number) {
            return algorithm;
        }
    }
    return std::nullopt;
}

Result<std::string> read_client_data(std::string_view client_data_json, Ceremony ceremony, const RelyingParty& party) {
    if (client_data_json.size() > kMaxClientData) {
        return refuse_passkey("client data is too long");
    }
    json::parse_options options;
    options.max_depth = kMaxClientDataDepth;
    json::error_code error;
    const json::value value = json::parse(client_data_json, error, {}, options);
    const json::object* data = error ? nullptr : value.if_object();
    if (data == nullptr) {
        return refuse_passkey("malformed client data");
    }
    if (text_of(*data, "type") != (ceremony == Ceremony::registration ? "webauthn.create" : "webauthn.get")) {
        return refuse_passkey("client data has the wrong type");
    }
    if (text_of(*data, "origin") != party.origin) {
        return refuse_passkey("wrong origin");
    }
    // The site is never framed, so a surrounding page is another site's (§5.8.1).
    const json::value* cross = data->if_contains("crossOrigin");
    if (data->contains("topOrigin") || (cross != nullptr && *cross != json::value(false))) {
        return refuse_passkey("embedded in a page of another origin");
    }
    return std::string(text_of(*data, "challenge"));
}

Result<NewCredential> read_attestation(std::string_view attestation_object, const RelyingParty& party) {
    if (attestation_object.size() > kMaxAttestationObject) {
        return refuse_passkey("attestation object is too long");
    }
    const auto bytes = cbor_bytes_of(attestation_object, "authData");
    if (!bytes) {
        return refuse_passkey("malformed attestation object");
    }
    TRY(const AuthenticatorData data, read_authenticator_data(*bytes, party));
    if (!data.has(kAttestedCredential)) {
        return refuse_passkey("attestation object without a credential");
    }
    // The library must be told beforehand which kind of key is in it, so all kinds are tried.
    for (const KeyAlgorithm algorithm : kAlgorithms) {
        const FidoCredential credential(fido_cred_new());
        if (!credential || fido_cred_set_type(credential.get(), static_cast<int>(algorithm)) != FIDO_OK ||
            fido_cred_set_authdata_raw(credential.get(), as_unsigned(*bytes), bytes->size()) != FIDO_OK) {
            continue;
        }
        NewCredential made{.id = as_text(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get())),
                           .key = {algorithm, as_text(fido_cred_pubkey_ptr(credential.get()), fido_cred_pubkey_len(credential.get()))},
                           .sign_count = data.sign_count,
                           .backup_eligible = data.has(kBackupEligible),
                           .backed_up = data.has(kBackedUp)};
        if (!is_good_key(made.key)) {
            break;
        }
        return made;
    }
    return refuse_passkey("unsupported kind of key");
}

Result<Asserted> check_assertion(const Assertion& assertion, const PublicKey& key, std::optional<bool> backup_eligible,
                                 const RelyingParty& party) {
    TRY(const AuthenticatorData data, read_authenticator_data(assertion.authenticator_data, party));
    if (backup_eligible && data.has(kBackupEligible) != *backup_eligible) {
        return refuse_passkey("the kind of key differs from the registered one");
    }
    if (assertion.signature.empty() || assertion.signature.size() > kMaxSignature) {
        return refuse_passkey("malformed signature");
    }
    const FidoAssertion made(fido_assert_new());
    // It checks host, presence and verification itself, too.
    const bool ready =
        made && fido_assert_set_count(made.get(), 1) == FIDO_OK && fido_assert_set_rp(made.get(), party.id.c_str()) == FIDO_OK &&
        fido_assert_set_clientdata(made.get(), as_unsigned(assertion.client_data_json), assertion.client_data_json.size()) == FIDO_OK &&
        fido_assert_set_up(made.get(), FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(made.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_authdata_raw(made.get(), 0, as_unsigned(assertion.authenticator_data), assertion.authenticator_data.size()) ==
            FIDO_OK &&
        fido_assert_set_sig(made.get(), 0, as_unsigned(assertion.signature), assertion.signature.size()) == FIDO_OK;
    if (!ready) {
        return refuse_passkey("malformed assertion");
    }
    if (!is_signed(made.get(), key)) {
        return refuse_passkey("wrong signature");
    }
    return Asserted{data.sign_count, data.has(kBackedUp)};
}

const PublicKey& nobodys_key() {
    // The base point of P-256 (SEC 2, §2.4.2). Its private key is 1, but it is no account's key.
    static const PublicKey kKey{
        KeyAlgorithm::es256,
        from_base64url("axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li_hp_m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q", 64).value_or("")};
    return kKey;
}

}  // namespace stoppress::staff
