// SPDX-License-Identifier: GPL-3.0-or-later
// The 512-byte header of an entry of a tar file (POSIX.1-2001, "ustar").
// Thread: plain data.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

namespace stoppress::store {

inline constexpr std::size_t kTarBlock = 512;

struct TarHeader {
    std::array<char, 100> name{};
    std::array<char, 8> mode{};
    std::array<char, 8> user{};
    std::array<char, 8> group{};
    std::array<char, 12> size{};
    std::array<char, 12> time{};
    std::array<char, 8> checksum{};
    char type = '0';
    std::array<char, 100> link{};
    std::array<char, 8> magic{};
    std::array<char, 32> user_name{};
    std::array<char, 32> group_name{};
    std::array<char, 8> device_major{};
    std::array<char, 8> device_minor{};
    std::array<char, 155> prefix{};
    std::array<char, 12> unused{};
};
static_assert(sizeof(TarHeader) == kTarBlock && std::is_trivially_copyable_v<TarHeader>);

inline constexpr char kTarFile = '0';
inline constexpr char kTarExtended = 'x';  ///< records with more about the next entry: a long name, a large size

}  // namespace stoppress::store
