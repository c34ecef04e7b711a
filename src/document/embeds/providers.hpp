// SPDX-License-Identifier: GPL-3.0-or-later
// The list of providers whose addresses are known. A new one is a line in the list, a function that reads its
// addresses, and its forms in tests/golden/embeds/addresses.json.
// Thread: any; constants and pure functions.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "document/embeds/address_parts.hpp"
#include "document/embeds/known_embed.hpp"

namespace stoppress::document {

struct Provider {
    std::string_view name;
    EmbedKind kind;
    std::span<const std::string_view> hosts;  ///< whole names; empty: a program that anybody may run, on any host with a name
    /// The other members of KnownEmbed; false for pages that are no embed. Only called for the provider's hosts.
    bool (*read)(const AddressParts& parts, KnownEmbed& embed);
};

/// In the order in which they are tried: those on any host come last.
[[nodiscard]] std::span<const Provider> providers();

bool read_youtube(const AddressParts& parts, KnownEmbed& embed);
bool read_vimeo(const AddressParts& parts, KnownEmbed& embed);
bool read_aparat(const AddressParts& parts, KnownEmbed& embed);
bool read_dailymotion(const AddressParts& parts, KnownEmbed& embed);
bool read_peertube(const AddressParts& parts, KnownEmbed& embed);
bool read_telegram(const AddressParts& parts, KnownEmbed& embed);
bool read_mastodon(const AddressParts& parts, KnownEmbed& embed);
bool read_x(const AddressParts& parts, KnownEmbed& embed);
bool read_datawrapper(const AddressParts& parts, KnownEmbed& embed);
bool read_openstreetmap(const AddressParts& parts, KnownEmbed& embed);

/// From `least` to `most` characters, each of which is a letter or digit of ASCII or in `marks`.
[[nodiscard]] bool is_id(std::string_view text, std::size_t least, std::size_t most, std::string_view marks = {});
/// From `least` to `most` digits.
[[nodiscard]] bool is_number(std::string_view text, std::size_t least, std::size_t most);

}  // namespace stoppress::document
