// SPDX-License-Identifier: GPL-3.0-or-later
// Test data: recordings built by hand, without a library that might share a bug with the code under test.
// Thread: a test's; pure functions.
#pragma once

#include <cstdint>
#include <string>

namespace stoppress::media {

inline std::string little_endian(std::uint32_t number, int bytes) {
    std::string text;
    for (int shift = 0; shift < 8 * bytes; shift += 8) {
        text += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xffU);
    }
    return text;
}

/// Silence in 8,000 samples of 16 bits a second.
inline std::string wav(std::uint32_t seconds) {
    constexpr std::uint32_t kRate = 8'000;
    constexpr std::uint32_t kBytes = 2;
    const std::string samples(std::size_t{seconds} * kRate * kBytes, '\0');
    const std::string format = little_endian(1, 2) + little_endian(1, 2) + little_endian(kRate, 4) + little_endian(kRate * kBytes, 4) +
                               little_endian(kBytes, 2) + little_endian(8 * kBytes, 2);
    const std::string body = "WAVEfmt " + little_endian(static_cast<std::uint32_t>(format.size()), 4) + format + "data" +
                             little_endian(static_cast<std::uint32_t>(samples.size()), 4) + samples;
    return "RIFF" + little_endian(static_cast<std::uint32_t>(body.size()), 4) + body;
}

}  // namespace stoppress::media
