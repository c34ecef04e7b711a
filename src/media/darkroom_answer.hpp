// SPDX-License-Identifier: GPL-3.0-or-later
// What the child that develops pictures writes: a head, and behind it a picture or a reason. Read with the mistrust that is due to a
// process that a stranger's bytes may have taken over.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace stoppress::media {

enum class Verdict : std::uint32_t {
    developed,
    broken,     ///< a picture that cannot be decoded
    too_large,  ///< one that declares too much
    failed      ///< not the picture's fault
};

struct AnswerHead {
    std::array<char, 4> mark{'S', 'P', 'D', '1'};
    Verdict verdict = Verdict::failed;
    std::uint32_t format = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::uint32_t still = 0;
    std::uint64_t length = 0;  ///< of what follows
};
static_assert(std::is_trivially_copyable_v<AnswerHead> && sizeof(AnswerHead) == 32);

}  // namespace stoppress::media
