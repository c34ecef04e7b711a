// SPDX-License-Identifier: GPL-3.0-or-later
// Checks CBOR against what authenticators may write (CTAP 2.1, §8: definite lengths, no tags, four levels)
// before a library parses it. libcbor allocates room for as many entries as an array declares, so nine bytes
// can ask it for gigabytes.
// Flow:   passkey.cpp -> here -> libfido2
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stoppress::staff {

/// The size in bytes of the item at the start of `bytes`. Nothing if it is cut off, too deep, of indefinite
/// length or tagged.
[[nodiscard]] std::optional<std::size_t> cbor_item_size(std::string_view bytes);

/// The byte string stored under the text key `key` in the map that is all of `bytes`; a view into `bytes`. Nothing if
/// `bytes` is not such a map, or if the key is missing or appears twice.
[[nodiscard]] std::optional<std::string_view> cbor_bytes_of(std::string_view bytes, std::string_view key);

}  // namespace stoppress::staff
