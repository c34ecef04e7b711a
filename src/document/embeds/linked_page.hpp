// SPDX-License-Identifier: GPL-3.0-or-later
// What another site says about one of its pages: in the head of the page (Open Graph, description, title), and in an
// oEmbed answer. Only texts and addresses are taken; markup in an oEmbed answer is never looked at.
// Flow:   fetching -> bytes -> LinkedPage -> newsroom -> Embed
// Thread: any; pure functions. The bytes are untrusted.
#pragma once

#include <string>
#include <string_view>

#include "document/addresses/address.hpp"

namespace stoppress::document {

struct LinkedPage {
    std::string title;  ///< one line, cut; may be empty, as all others
    std::string description;
    std::string site;
    std::string picture;  ///< an address as written: relative to the page
    std::string oembed;   ///< the address of an oEmbed answer in JSON, as written
    friend bool operator==(const LinkedPage&, const LinkedPage&) = default;
};

/// Reads the head of a page; `content_type` is the one that came with it and may name its character encoding. Nothing is
/// found in a page that is not HTML, or too deeply nested.
[[nodiscard]] LinkedPage read_page_head(std::string_view html, std::string_view content_type);

/// Reads an oEmbed answer (oembed.com, JSON). Nothing is found in one that is not valid.
[[nodiscard]] LinkedPage read_oembed(std::string_view json);

/// Where the provider of a known address answers about it (JSON); empty for those without, and for other pages.
[[nodiscard]] std::string oembed_address(const Address& address);

/// An address that a page has, as browsers read it: relative to the page's own. Empty unless it is http or https.
[[nodiscard]] std::string address_on_page(const Address& page, std::string_view written);

/// `first`, with what it lacks taken from `second`.
[[nodiscard]] LinkedPage merged(LinkedPage first, const LinkedPage& second);

}  // namespace stoppress::document
