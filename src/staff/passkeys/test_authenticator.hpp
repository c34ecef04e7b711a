// SPDX-License-Identifier: GPL-3.0-or-later
// A software authenticator for tests: makes keys and writes what real ones write (WebAuthn §6) and, on request, what
// none does.
// Thread: a test's.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/result.hpp"
#include "staff/passkeys/passkey.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {

inline std::string cbor_head(unsigned major, std::uint64_t value) {
    const auto first = [&](unsigned low) { return std::string(1, static_cast<char>(major << 5U | low)); };
    if (value < 24) {
        return first(static_cast<unsigned>(value));
    }
    const unsigned low = value <= 0xff ? 24 : value <= 0xffff ? 25 : value <= 0xffffffff ? 26 : 27;
    std::string head = first(low);
    for (unsigned shift = 8U << (low - 24U); shift > 0;) {
        shift -= 8;
        head += static_cast<char>(value >> shift & 0xffU);
    }
    return head;
}
inline std::string cbor_text(std::string_view text) {
    return cbor_head(3, text.size()) + std::string(text);
}
inline std::string cbor_bytes(std::string_view bytes) {
    return cbor_head(2, bytes.size()) + std::string(bytes);
}
inline std::string cbor_integer(std::int64_t value) {
    return value >= 0 ? cbor_head(0, static_cast<std::uint64_t>(value)) : cbor_head(1, static_cast<std::uint64_t>(-1 - value));
}

class TestAuthenticator {
public:
    static constexpr unsigned kPresentAndVerified = 0x05;
    static constexpr unsigned kAttested = 0x40;

    explicit TestAuthenticator(KeyAlgorithm algorithm = KeyAlgorithm::es256)
        : algorithm_(algorithm), key_(make(algorithm), &EVP_PKEY_free), id_(random_bytes(32)) {}

    [[nodiscard]] const std::string& id() const { return id_; }
    void set_id(std::string id) { id_ = std::move(id); }

    /// The public key of a credential: a COSE_Key (RFC 9053).
    [[nodiscard]] std::string cose_key() const {
        const std::string alg = cbor_integer(3) + cbor_integer(static_cast<std::int64_t>(algorithm_));
        const auto kty = [](int value) { return cbor_integer(1) + cbor_integer(value); };
        const auto crv = [](int value) { return cbor_integer(-1) + cbor_integer(value); };
        switch (algorithm_) {
            case KeyAlgorithm::es256: {
                const std::string point = public_point();
                return cbor_head(5, 5) + kty(2) + alg + crv(1) + cbor_integer(-2) + cbor_bytes(point.substr(1, 32)) + cbor_integer(-3) +
                       cbor_bytes(point.substr(33));
            }
            case KeyAlgorithm::eddsa: {
                std::string raw(32, '\0');
                std::size_t size = raw.size();
                EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
                return cbor_head(5, 4) + kty(1) + alg + crv(6) + cbor_integer(-2) + cbor_bytes(raw);
            }
            case KeyAlgorithm::rs256: {
                BIGNUM* modulus = nullptr;
                EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &modulus);
                std::string bytes(256, '\0');
                BN_bn2binpad(modulus, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
                BN_free(modulus);
                return cbor_head(5, 4) + kty(3) + alg + cbor_integer(-1) + cbor_bytes(bytes) + cbor_integer(-2) +
                       cbor_bytes(std::string("\x01\x00\x01", 3));
            }
        }
        return "";
    }

    /// Authenticator data up to the counter, without the parts that the flags announce.
    [[nodiscard]] static std::string head(std::string_view rp_id, unsigned flags, std::uint32_t count) {
        std::string data = sha256(rp_id) + static_cast<char>(flags);
        for (unsigned shift = 32; shift > 0;) {
            shift -= 8;
            data += static_cast<char>(count >> shift & 0xffU);
        }
        return data;
    }

    [[nodiscard]] std::string attested(std::string_view rp_id, unsigned flags = kPresentAndVerified, std::uint32_t count = 0) const {
        return head(rp_id, flags | kAttested, count) + std::string(16, '\0') + static_cast<char>(id_.size() >> 8U) +
               static_cast<char>(id_.size() & 0xffU) + id_ + cose_key();
    }

    [[nodiscard]] static std::string attestation_object(std::string_view authenticator_data, std::string_view format = "none",
                                                        std::string_view statement = "\xa0") {
        return cbor_head(5, 3) + cbor_text("fmt") + cbor_text(format) + cbor_text("attStmt") + std::string(statement) +
               cbor_text("authData") + cbor_bytes(authenticator_data);
    }

    [[nodiscard]] static std::string client_data(std::string_view type, std::string_view challenge, std::string_view origin,
                                                 std::string_view more = R"(,"crossOrigin":false)") {
        return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})", type, challenge, origin, more);
    }

    [[nodiscard]] Assertion assertion(std::string_view client_data_json, std::string_view authenticator_data) const {
        return {std::string(client_data_json), std::string(authenticator_data),
                sign(std::string(authenticator_data) + sha256(client_data_json))};
    }

private:
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

    static EVP_PKEY* make(KeyAlgorithm algorithm) {
        EVP_PKEY* key = algorithm == KeyAlgorithm::es256   ? EVP_EC_gen("P-256")
                        : algorithm == KeyAlgorithm::eddsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                           : EVP_RSA_gen(2048);
        if (key == nullptr) {
            base::die("OpenSSL makes no key.");
        }
        return key;
    }

    [[nodiscard]] std::string public_point() const {
        std::string point(65, '\0');
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, reinterpret_cast<unsigned char*>(point.data()), point.size(),
                                        &size);
        return point;
    }

    [[nodiscard]] std::string sign(std::string_view bytes) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        EVP_DigestSignInit(context.get(), nullptr, algorithm_ == KeyAlgorithm::eddsa ? nullptr : EVP_sha256(), nullptr, key_.get());
        const auto* input = reinterpret_cast<const unsigned char*>(bytes.data());
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, input, bytes.size());
        std::string signature(size, '\0');
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, input, bytes.size());
        signature.resize(size);
        return signature;
    }

    KeyAlgorithm algorithm_;
    Key key_;
    std::string id_;
};

}  // namespace stoppress::staff
