// SPDX-License-Identifier: GPL-3.0-or-later
// No answer of a child that was taken over crashes the server, and what is read of one is within its limits.
#include <cstddef>
#include <cstdint>

#include "fetching/fetch_message.hpp"
#include "fetching/limits.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::fetching;
    using fuzz::require;
    constexpr std::size_t kLimit = 1000;
    const auto answer = read_answer({reinterpret_cast<const char*>(data), size}, kLimit);
    if (answer.has_value()) {
        require(answer->body.size() <= kLimit && answer->type.size() <= kMaxTypeBytes && answer->reason.size() <= kMaxReasonBytes);
        require(answer->location.size() <= kMaxAddressBytes);
        require(read_answer(write_answer(*answer), kLimit).has_value());
    }
    return 0;
}
