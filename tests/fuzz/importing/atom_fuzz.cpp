// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a feed archive, as the settings of a blog, and each entry's text through paragraphs and pictures: no crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "document/convert.hpp"
#include "importing/atom/body/blogger_pictures.hpp"
#include "importing/atom/body/entry_html.hpp"
#include "importing/atom/body/picture_folder.hpp"
#include "importing/atom/feed/addresses.hpp"
#include "importing/atom/feed/atom_reader.hpp"
#include "importing/atom/feed/blog_settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    using namespace stoppress::importing::atom;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(document::from_html(entry_html(bytes, false)));
    static_cast<void>(entry_html(bytes, true));
    static_cast<void>(read_blog_settings(bytes));
    static_cast<void>(PictureFolder::key_of_name(bytes));
    const std::string_view half = bytes.substr(0, size / 2);
    static_cast<void>(resolved(half, bytes.substr(half.size())));
    static_cast<void>(is_same_blogger_picture(picture_itself(half), bytes.substr(half.size())));
    for (const auto& next : AtomReader::read_all(bytes)) {
        if (const auto* entry = std::get_if<AtomEntry>(&next)) {
            static_cast<void>(document::from_html(entry_html(entry->content, entry->plain)));
        }
    }
    return 0;
}
