// SPDX-License-Identifier: GPL-3.0-or-later
// What another site says of a page that a story embeds: by the provider's oEmbed where it has one, otherwise by the head
// of the page. It is asked once, when somebody embeds the page, and kept in the story.
// Flow:   Api::fetch -> (fetching thread) describe_embed -> answer -> newsroom's editor -> document::Embed
// Thread: any; describe_embed() waits, on a fetching thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/addresses/address.hpp"
#include "document/embeds/linked_page.hpp"
#include "fetching/fetcher.hpp"
#include "newsroom/api/call.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

struct EmbedAbout {
    document::Address url;      ///< the page's, also if that of its player was given
    document::LinkedPage page;  ///< `picture` is absolute
    std::string picture;        ///< the bytes at its address: untrusted; empty if there are none
};

/// Reads {"url"}. Fails with `malformed` or `invalid`.
[[nodiscard]] base::Result<document::Address> read_embed_input(std::string_view body);

/// Fails as Fetcher does, or with `invalid` (fetch-no-title) if the other site says nothing.
[[nodiscard]] base::Result<EmbedAbout> describe_embed(const fetching::Fetcher& fetcher, const document::Address& address);

/// `medium`: that of the picture, or nullptr.
[[nodiscard]] Answer embed_answer(const EmbedAbout& about, const store::CountedMedium* medium);

}  // namespace stoppress::newsroom
