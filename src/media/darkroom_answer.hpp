// SPDX-License-Identifier: GPL-3.0-or-later
// What the child that develops pictures writes: a head, and behind it what it made or a reason. Read with the mistrust that is due to a
// process that a stranger's bytes may have taken over.
//     AnswerHead, PictureHead for each picture, placeholder, credit, copyright, the bytes of each picture
//     AnswerHead, reason
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
    std::array<char, 4> mark{'S', 'P', 'D', '2'};
    Verdict verdict = Verdict::failed;
    std::uint32_t still = 0;
    std::uint32_t pictures = 0;
    std::uint32_t placeholder = 0;  ///< this and the next two: bytes
    std::uint32_t credit = 0;
    std::uint32_t copyright = 0;
    std::uint32_t reserved = 0;
    std::uint64_t length = 0;  ///< of all that follows
};
static_assert(std::is_trivially_copyable_v<AnswerHead> && sizeof(AnswerHead) == 40);

struct PictureHead {
    std::uint32_t format = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::uint32_t length = 0;
};
static_assert(std::is_trivially_copyable_v<PictureHead> && sizeof(PictureHead) == 16);

}  // namespace stoppress::media
