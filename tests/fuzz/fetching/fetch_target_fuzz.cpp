// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever address is given, and wherever it redirects: what may be fetched is http or https, on an allowed port.
#include <cstddef>
#include <cstdint>

#include "fetching/target.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::fetching;
    using fuzz::require;
    const auto check = [](const Target& target) {
        require(target.url.starts_with("http://") || target.url.starts_with("https://"));
        require(target.port == 80 || target.port == 443);
        require(!target.may_be_private && !target.host.empty() && target.host.find_first_of("@/\\%# ") == std::string::npos);
        const auto again = parse_target(target.url, {});
        require(again.has_value() && *again == target);
    };
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto target = parse_target(text, {}); target.has_value()) {
        check(*target);
    }
    const auto from = parse_target("https://example.org/a/b?c", {});
    if (const auto target = redirected(*from, text, 1, {}); target.has_value()) {
        check(*target);
        require(target->secure);
    }
    return 0;
}
