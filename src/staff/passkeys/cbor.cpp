// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/passkeys/cbor.hpp"

#include <cstdint>

#include "staff/passkeys/limits.hpp"

namespace stoppress::staff {
namespace {

// RFC 8949, §3.1.
enum class MajorType : std::uint8_t { unsigned_integer, negative_integer, bytes, text, array, map, tag, simple };

struct CborHead {
    MajorType type = MajorType::unsigned_integer;
    std::uint64_t value = 0;
    std::size_t size = 0;  ///< of the head itself
};

std::optional<CborHead> read_head(std::string_view bytes) {
    if (bytes.empty()) {
        return std::nullopt;
    }
    const auto first = static_cast<unsigned char>(bytes.front());
    CborHead head{.type = static_cast<MajorType>(first >> 5U), .value = first & 0x1fU, .size = 1};
    if (head.value < 24) {
        return head;
    }
    // 24 to 27: 1, 2, 4 or 8 bytes follow. Above: reserved, or of indefinite length.
    if (head.value > 27) {
        return std::nullopt;
    }
    const std::size_t following = std::size_t{1} << (head.value - 24);
    if (bytes.size() < 1 + following) {
        return std::nullopt;
    }
    head.value = 0;
    for (std::size_t i = 1; i <= following; ++i) {
        head.value = head.value << 8U | static_cast<unsigned char>(bytes[i]);
    }
    head.size += following;
    return head;
}

// Calls itself kMaxCborDepth times at most.
// NOLINTNEXTLINE(misc-no-recursion)
std::optional<std::size_t> item_size(std::string_view bytes, unsigned depth) {
    const auto head = read_head(bytes);
    if (!head || head->type == MajorType::tag) {
        return std::nullopt;
    }
    const std::size_t rest = bytes.size() - head->size;
    std::size_t size = head->size;
    switch (head->type) {
        case MajorType::unsigned_integer:
        case MajorType::negative_integer:
        case MajorType::simple:
        case MajorType::tag:
            return size;
        case MajorType::bytes:
        case MajorType::text:
            if (head->value > rest) {
                return std::nullopt;
            }
            return size + static_cast<std::size_t>(head->value);
        case MajorType::array:
        case MajorType::map:
            break;
    }
    // Each entry has a byte at least.
    if (depth == 0 || head->value > rest) {
        return std::nullopt;
    }
    const std::uint64_t items = head->type == MajorType::map ? 2 * head->value : head->value;
    for (std::uint64_t i = 0; i < items; ++i) {
        const auto item = item_size(bytes.substr(size), depth - 1);
        if (!item) {
            return std::nullopt;
        }
        size += *item;
    }
    return size;
}

}  // namespace

std::optional<std::size_t> cbor_item_size(std::string_view bytes) {
    return item_size(bytes, kMaxCborDepth);
}

std::optional<std::string_view> cbor_bytes_of(std::string_view bytes, std::string_view key) {
    const auto map = read_head(bytes);
    if (!map || map->type != MajorType::map || cbor_item_size(bytes) != bytes.size()) {
        return std::nullopt;
    }
    std::optional<std::string_view> found;
    std::string_view rest = bytes.substr(map->size);
    // All of it is known to be well formed.
    while (!rest.empty()) {
        const auto name = read_head(rest);
        const std::size_t name_size = item_size(rest, kMaxCborDepth).value_or(rest.size());
        const bool matches = name && name->type == MajorType::text && rest.substr(name->size, name_size - name->size) == key;
        rest.remove_prefix(name_size);
        const auto value = read_head(rest);
        const std::size_t value_size = item_size(rest, kMaxCborDepth).value_or(rest.size());
        if (matches) {
            if (found || !value || value->type != MajorType::bytes) {
                return std::nullopt;
            }
            found = rest.substr(value->size, value_size - value->size);
        }
        rest.remove_prefix(value_size);
    }
    return found;
}

}  // namespace stoppress::staff
