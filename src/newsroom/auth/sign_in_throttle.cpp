// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/auth/sign_in_throttle.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "http/server/client_address.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

constexpr std::size_t kIpv6NetworkBytes = 8;    // bytes; what one household or server has
constexpr std::size_t kIpv6HintBytes = 6;       // bytes; what one provider's customer has
constexpr std::size_t kIpv4HintBytes = 12 + 3;  // of an IPv4-mapped address

bool is_ipv4(const http::AddressBytes& bytes) {
    return std::ranges::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) && bytes[10] == 0xff &&
           bytes[11] == 0xff;
}

/// The address with all but its first bytes zero.
std::string cut(http::AddressBytes bytes, std::size_t kept) {
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(kept), bytes.end(), std::uint8_t{0});
    return http::address_text(bytes);
}

/// An IPv4 address, or an IPv6 network: whoever has one of its addresses has all of them.
std::string network_of(std::string_view client) {
    const auto bytes = http::parse_address(client);
    return !bytes || is_ipv4(*bytes) ? std::string(client) : cut(*bytes, kIpv6NetworkBytes);
}

constexpr staff::Throttle::Rule kAccountRule{.free = kFreeAttempts,
                                             .first = staff::Throttle::Seconds{2},
                                             .longest = staff::Throttle::Seconds{300},
                                             .forgets = staff::Throttle::Seconds{3600},
                                             .keys = 20'000};
constexpr staff::Throttle::Rule kAddressRule{.free = kFreeAttemptsOfAddress,
                                             .first = staff::Throttle::Seconds{2},
                                             .longest = staff::Throttle::Seconds{900},
                                             .forgets = staff::Throttle::Seconds{3600},
                                             .keys = 50'000};

}  // namespace

SignInThrottle::SignInThrottle()
    : accounts_(kAccountRule), addresses_(kAddressRule), budget_(kNotedRefusals), as_of_(std::chrono::steady_clock::now()) {}

std::chrono::seconds SignInThrottle::wait(std::string_view account, std::string_view client, Time now) {
    const auto wait = addresses_.attempt(network_of(client), now);
    return wait.count() > 0 ? wait : accounts_.attempt(account, now);
}

void SignInThrottle::forgive(std::string_view account, std::string_view client) {
    accounts_.forgive(account);
    // Only one: otherwise whoever has an account could guess at others between sign-ins.
    addresses_.forgive_one(network_of(client));
}

void SignInThrottle::audit_refusal(store::AuditLog& audit, const std::string& subject, const std::string& detail, std::string_view client,
                                   Time now) {
    std::uint64_t left_out = 0;
    {
        const base::Lock guard(mutex_);
        const std::chrono::duration<double> passed = now - as_of_;
        budget_ = std::min<double>(kNotedRefusals, budget_ + std::max(0.0, passed.count()) / kSecondsPerNotedRefusal);
        as_of_ = now;
        if (budget_ < 1) {
            ++left_out_;
            return;
        }
        budget_ -= 1;
        left_out = std::exchange(left_out_, 0);
    }
    const auto said = left_out == 0 ? detail : fmt::format("{}; {} earlier ones are not listed", detail, left_out);
    const auto noted = audit.append({"", "session.refused", subject, said, address_hint(client)});
    if (!noted.has_value()) {
        spdlog::error("a rejected sign-in could not be recorded in the audit log: {}", noted.error().message);
    }
}

std::string address_hint(std::string_view client) {
    const auto bytes = http::parse_address(client);
    if (!bytes) {
        return "";
    }
    if (!is_ipv4(*bytes)) {
        return cut(*bytes, kIpv6HintBytes) + "*";
    }
    const auto text = cut(*bytes, kIpv4HintBytes);
    return text.substr(0, text.rfind('.') + 1) + "*";
}

}  // namespace stoppress::newsroom
