// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file of a Jekyll site: front matter, address, Liquid, kramdown's blocks, ids of headings and typographic signs; and as its
// configuration. No crash, no hang.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/convert.hpp"
#include "importing/jekyll/front_matter/page.hpp"
#include "importing/jekyll/kramdown/blocks.hpp"
#include "importing/jekyll/kramdown/heading_ids.hpp"
#include "importing/jekyll/kramdown/smart_quotes.hpp"
#include "importing/jekyll/liquid/expander.hpp"
#include "importing/jekyll/site/front_matter_defaults.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const ReadValue root = read_yaml(text);
    const auto config = jekyll::site_config_of(std::holds_alternative<Value>(root) ? std::get<Value>(root) : Value(Members{}), "UTC");
    const jekyll::SourceFile file{"news/_posts/2020-1-5-a-story.md", jekyll::Role::post, "posts", "", false};
    // As long as read_site() lets a pattern be.
    const std::size_t glob = std::min<std::size_t>(size / 2, 500);
    static_cast<void>(jekyll::begins_as_glob(text.substr(0, glob), text.substr(glob)));
    const auto split = jekyll::split_text(text);
    const auto* parts = std::get_if<jekyll::SplitText>(&split);
    if (parts == nullptr) {
        return 0;
    }
    const auto read = jekyll::read_values(*parts, file, config);
    const auto* values = std::get_if<Value>(&read);
    if (values == nullptr) {
        return 0;
    }
    const auto page = jekyll::read_page(file, *values, config);
    const std::string address = config.base_path + jekyll::address_of(file, page, config).value_or("/");
    jekyll::LiquidScope scope(config, *values, page.title, address);
    const auto found = [](std::string_view name) { return "/" + std::string(name); };
    const auto expanded = jekyll::expand_liquid(parts->body, parts->body_line, {scope, found, found, found});
    const auto* liquid = std::get_if<jekyll::LiquidText>(&expanded);
    if (liquid == nullptr) {
        return 0;
    }
    const auto blocks = jekyll::with_kramdown_blocks(liquid->text, config.hard_wrap);
    jekyll::KramdownHeadingIds ids(config.id_prefix);
    stoppress::document::ParseOptions options;
    options.heading_anchor = [&ids](std::string_view heading) { return ids.next(heading); };
    options.change_text = [&config](std::string_view typed, char32_t before, char32_t after) {
        return jekyll::with_smart_quotes(typed, before, after, config.quotation_marks, config.typographic);
    };
    if (const auto parsed = stoppress::document::from_markdown(blocks.text.text(), options)) {
        // Whatever the ids and signs, the document is in its normal form.
        auto again = parsed->document;
        stoppress::document::normalise(again);
        fuzz::require(again == parsed->document);
    }
    return 0;
}
