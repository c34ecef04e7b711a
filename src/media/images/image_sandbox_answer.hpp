// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of the child that processes or crops pictures: a header, then the pictures or a reason. The parent must not trust
// it, because untrusted bytes may have taken over the child.
//     AnswerHead, PictureHead for each picture, placeholder, credit, copyright, caption, alternative text, the bytes of
//     each picture
//     AnswerHead, reason
// A child that crops answers with AnswerHead and the bytes of the piece.
// Thread: plain data.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace stoppress::media {

enum class Verdict : std::uint32_t {
    processed,
    broken,       ///< the picture cannot be decoded
    too_large,    ///< the picture declares too many pixels
    too_complex,  ///< it has too many frames or parts
    failed,       ///< not the picture's fault
    moving,       ///< it is to be cropped, and is an animation
    outside       ///< the rectangle to be cropped is not inside of it
};

struct AnswerHead {
    std::array<char, 4> mark{'S', 'P', 'D', '4'};
    Verdict verdict = Verdict::failed;
    std::uint32_t still = 0;
    std::uint32_t pictures = 0;
    std::uint32_t placeholder = 0;  ///< bytes, as the next four
    std::uint32_t credit = 0;
    std::uint32_t copyright = 0;
    std::uint32_t caption = 0;
    std::uint32_t alt = 0;
    std::int32_t width = 0;  ///< of the original, upright, in pixels
    std::int32_t height = 0;
    std::uint32_t reserved = 0;
    std::uint64_t length = 0;  ///< bytes of everything that follows
};
static_assert(std::is_trivially_copyable_v<AnswerHead> && sizeof(AnswerHead) == 56);

struct PictureHead {
    std::uint32_t format = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::uint32_t length = 0;
};
static_assert(std::is_trivially_copyable_v<PictureHead> && sizeof(PictureHead) == 16);

}  // namespace stoppress::media
