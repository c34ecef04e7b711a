// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Hugo content file: front matter in its three languages, page, address, shortcodes. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/front_matter/front_matter.hpp"
#include "importing/hugo/front_matter/page.hpp"
#include "importing/hugo/shortcodes/shortcode_expander.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const hugo::SiteConfig config = [] {
        auto made = hugo::site_config_of(Value(Members{}));
        made.permalinks["news"] = "/:year/:month/:slugorfilename/";
        return made;
    }();
    const auto split = hugo::split_file(text);
    const auto* parts = std::get_if<hugo::SplitFile>(&split);
    if (parts == nullptr) {
        return 0;
    }
    const auto matter = hugo::read_front_matter(*parts);
    const auto* values = std::get_if<Value>(&matter);
    if (values == nullptr) {
        return 0;
    }
    const auto page = hugo::read_page(hugo::place("news/a-story.md", false, 0, config), *values, config);
    const auto address = hugo::address_of({page.path, page.title, page.slug, page.url, page.date}, config, {});
    const hugo::PageIndex index;
    const hugo::Images images("/nonexistent", config);
    const std::string at = address.value_or("/");
    static_cast<void>(hugo::expand_shortcodes(parts->body, parts->body_line, {page.path, at, "news", index, images, config}));
    return 0;
}
