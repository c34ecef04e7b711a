// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Hugo content file: front matter in its three languages, page, address, shortcodes, the ids of headings and typographic
// signs. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "document/convert.hpp"
#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/front_matter/front_matter.hpp"
#include "importing/hugo/front_matter/page.hpp"
#include "importing/hugo/heading_ids.hpp"
#include "importing/hugo/shortcodes/shortcode_expander.hpp"
#include "importing/hugo/typographer.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const hugo::SiteConfig config = [] {
        auto made = hugo::site_config_of(Value(Members{}));
        made.languages.front().permalinks["news"] = "/:year/:month/:slugorfilename/";
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
    const hugo::SiteFolders folders;
    const hugo::Images images(folders, config);
    const std::string at = address.value_or("/");
    static_cast<void>(hugo::expand_shortcodes(parts->body, parts->body_line, {page.path, at, "news", index, images, config}));
    hugo::HeadingIds ids(config.heading_ids);
    hugo::Typographer typographer(*config.typographer);
    stoppress::document::ParseOptions options;
    options.heading_anchor = [&ids](std::string_view heading) { return ids.next(heading); };
    options.change_text = [&typographer](std::string_view typed, char32_t before, char32_t after) {
        return typographer.change(typed, before, after);
    };
    if (const auto parsed = stoppress::document::from_markdown(parts->body, options)) {
        // Whatever the ids and signs, the document is in its normal form.
        auto again = parsed->document;
        stoppress::document::normalise(again);
        fuzz::require(again == parsed->document);
    }
    return 0;
}
