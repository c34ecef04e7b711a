// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever another site sends as a page or as an oEmbed answer: short texts on one line come out of it, and web addresses.
#include <cstddef>
#include <cstdint>

#include "base/text/utf8.hpp"
#include "document/embeds/linked_page.hpp"
#include "document/embeds/page_text.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::document;
    using fuzz::require;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto base = *Address::parse("https://example.org/a/b?c");
    constexpr std::size_t kBytesOfACharacter = 4;
    for (const auto& page :
         {read_page_head(bytes, ""), read_page_head(bytes, "text/html; charset=utf-8"), read_page_head(bytes, bytes), read_oembed(bytes)}) {
        for (const auto* text : {&page.title, &page.description, &page.site}) {
            require(stoppress::base::is_utf8(*text) && text->size() <= kBytesOfACharacter * (kMaxDescription + 1));
            require(text->find_first_of("\n\r\t") == std::string::npos);
        }
        const auto picture = address_on_page(base, page.picture);
        require(picture.empty() || picture.starts_with("http"));
    }
    return 0;
}
