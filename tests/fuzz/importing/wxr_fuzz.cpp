// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a WordPress export, and each post's text through shortcodes, blocks and paragraphs: no crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importing/wordpress/body/body.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing::wordpress;
    static const auto attachments = [] {
        auto made = stoppress::base::must(Attachments::create());
        stoppress::base::must(made->finish());
        return made;
    }();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(body_html(bytes, {*attachments, 1, bytes, 1}));
    for (const auto& next : WxrReader::read_all(bytes)) {
        if (const auto* item = std::get_if<WxrItem>(&next)) {
            static_cast<void>(body_html(item->content, {*attachments, item->id, item->excerpt, item->content_line}));
        }
    }
    return 0;
}
