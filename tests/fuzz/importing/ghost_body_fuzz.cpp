// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the body of a Ghost post, in each of its forms: what is read can be stored and read again. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/addresses/ghost_heading.hpp"
#include "document/convert.hpp"
#include "importing/ghost/body/body.hpp"
#include "importing/ghost/body/body_builder.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    using namespace stoppress::importing;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const ghost::BodyOptions options{.rewrite_address = [](std::string_view address) { return std::string(address); },
                                     .right_to_left = false};
    for (const auto& body :
         {ghost::body_of_lexical(text, options), ghost::body_of_mobiledoc(text, options), ghost::body_of_html(text, options)}) {
        if (!body.has_value()) {
            continue;
        }
        const auto stored = document::to_stored_json(body->document);
        fuzz::require(!stored.has_value() || document::from_json(*stored).value() == body->document);
    }
    static_cast<void>(ghost::plain_markdown(text));
    static_cast<void>(document::ghost_heading_slug(text));
    return 0;
}
