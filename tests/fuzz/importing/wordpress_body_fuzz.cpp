// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the body of a WordPress post beside pictures that it may name: blocks, shortcodes, galleries, paragraphs, and the HTML
// that they give as a document. No crash, no hang.
#include <cstddef>
#include <cstdint>

#include "document/convert.hpp"
#include "importing/wordpress/body/body.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    using namespace stoppress::importing::wordpress;
    static const auto attachments = [] {
        auto made = base::must(Attachments::create());
        for (std::int64_t id = 1; id <= 3; ++id) {
            base::must(made->add({.id = id,
                                  .parent = 7,
                                  .url = "https://courier.example/wp-content/uploads/2020/01/tram-" + std::to_string(id) + ".jpg",
                                  .alt = "A \"tram\"",
                                  .caption = "At [dusk] <b>"}));
        }
        base::must(made->finish());
        return made;
    }();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto body = body_html(text, {*attachments, 7, text, 1});
    const auto document = document::from_html(body.html, {});
    if (document.has_value()) {
        static_cast<void>(document::to_html(document->document));
    }
    return 0;
}
