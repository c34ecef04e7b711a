// SPDX-License-Identifier: GPL-3.0-or-later
// Holds CBOR against what authenticators may write (CTAP 2.1, §8: definite lengths, no tags, four levels) before the library sees it:
// libcbor makes room for as many entries as an array says it has, so that nine bytes are enough to ask it for gigabytes.
// Flow:   passkey.cpp -> here -> libfido2
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stoppress::staff {

/// How many bytes the item takes that `bytes` begins with. Nothing where it is cut, too deep, of indefinite length or tagged.
[[nodiscard]] std::optional<std::size_t> cbor_item_size(std::string_view bytes);

/// The bytes that the text key `key` stands for in the map which is all of `bytes`; a view into it. Nothing where `bytes` is no such map,
/// or the key is not there, or there twice.
[[nodiscard]] std::optional<std::string_view> cbor_bytes_of(std::string_view bytes, std::string_view key);

}  // namespace stoppress::staff
