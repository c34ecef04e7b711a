// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/reader_key.hpp"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace stoppress::readership {
namespace {

static_assert(sizeof(SecretKey) == crypto_shorthash_KEYBYTES);
static_assert(sizeof(std::uint64_t) == crypto_shorthash_BYTES);

constexpr std::size_t kLongestAddress = INET6_ADDRSTRLEN - 1;
constexpr std::size_t kNetworkBytes = 8;  // /64: a device changes the rest of an IPv6 address at will

std::uint64_t hash(const unsigned char* bytes, std::size_t size, const SecretKey& key) {
    std::array<unsigned char, crypto_shorthash_BYTES> out{};
    crypto_shorthash(out.data(), bytes, size, key.data());
    std::uint64_t number = 0;
    std::memcpy(&number, out.data(), sizeof number);
    return number;
}

std::uint64_t hash_view(const View& view, const SecretKey& key) {
    std::array<unsigned char, sizeof(AddressBytes) + 2 * sizeof(std::uint64_t)> bytes{};
    std::memcpy(bytes.data(), view.address.data(), view.address.size());
    std::memcpy(bytes.data() + view.address.size(), &view.user_agent, sizeof view.user_agent);
    std::memcpy(bytes.data() + view.address.size() + sizeof view.user_agent, &view.story.value, sizeof view.story.value);
    return hash(bytes.data(), bytes.size(), key);
}

std::optional<AddressBytes> parse_v4(std::string_view text) {
    AddressBytes bytes{};
    bytes[10] = 0xff;
    bytes[11] = 0xff;
    std::size_t part = 0;
    unsigned value = 0;
    bool digit = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            value = value * 10 + static_cast<unsigned>(c - '0');
            digit = true;
            if (value > 255) {
                return std::nullopt;
            }
        } else if (c == '.' && digit && part < 3) {
            bytes[12 + part++] = static_cast<std::uint8_t>(value);
            value = 0;
            digit = false;
        } else {
            return std::nullopt;
        }
    }
    if (part != 3 || !digit) {
        return std::nullopt;
    }
    bytes[15] = static_cast<std::uint8_t>(value);
    return bytes;
}

std::optional<AddressBytes> parse_v6(std::string_view text) {
    if (text.size() > kLongestAddress) {
        return std::nullopt;
    }
    std::array<char, kLongestAddress + 1> ended{};
    std::ranges::copy(text, ended.begin());
    AddressBytes bytes{};
    if (::inet_pton(AF_INET6, ended.data(), bytes.data()) != 1) {
        return std::nullopt;
    }
    constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (!std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) {
        std::fill(bytes.begin() + kNetworkBytes, bytes.end(), std::uint8_t{0});
    }
    return bytes;
}

}  // namespace

AddressBytes address_bytes(std::string_view address) {
    const auto parsed = address.contains(':') ? parse_v6(address) : parse_v4(address);
    if (parsed.has_value()) {
        return *parsed;
    }
    AddressBytes bytes{};
    crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<const unsigned char*>(address.data()), address.size(), nullptr, 0);
    return bytes;
}

UserAgentHash::UserAgentHash() : key_{} {
    randombytes_buf(key_.data(), key_.size());
}

std::uint64_t UserAgentHash::operator()(std::string_view user_agent) const {
    return hash(reinterpret_cast<const unsigned char*>(user_agent.data()), user_agent.size(), key_);
}

DailySalt::DailySalt(std::chrono::seconds keep) : keep_(keep) {}

DailySalt::~DailySalt() {
    sodium_memzero(salt_.data(), salt_.size());
    if (former_) {
        sodium_memzero(former_->data(), former_->size());
    }
}

void DailySalt::set_time(base::Time now) {
    const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
    if (day != day_) {
        if (day_ != -1) {
            former_ = salt_;
        }
        day_ = day;
        changed_at_ = now;
        randombytes_buf(salt_.data(), salt_.size());
    }
    // A clock that was set back must not keep the former salt forever.
    if (former_ && (now - changed_at_ > keep_ || now < changed_at_)) {
        sodium_memzero(former_->data(), former_->size());
        former_.reset();
    }
}

std::uint64_t DailySalt::key(const View& view) const {
    return hash_view(view, salt_);
}

std::optional<std::uint64_t> DailySalt::former_key(const View& view) const {
    return former_ ? std::optional(hash_view(view, *former_)) : std::nullopt;
}

}  // namespace stoppress::readership
