// SPDX-License-Identifier: GPL-3.0-or-later
// Typographic quotes, dashes and ellipses in the place of typed ones, as Hugo's Markdown shows them: goldmark's typographer, which is on
// by default. Measured with Hugo 0.111.3.
// Flow:   Markdown's text -> Typographer -> document::from_markdown
// Thread: any; each object belongs to one page.
#pragma once

#include <string>
#include <string_view>

#include "importing/hugo/site/site_config.hpp"

namespace stoppress::importing::hugo {

class Typographer {
public:
    explicit Typographer(const TypographerSigns& signs) : signs_(signs) {}

    /// In the order of the page, since a closing quote needs an open one. `before`, `after`: what stands beside the text in the source, as
    /// document::ParseOptions::change_text has it.
    [[nodiscard]] std::string change(std::string_view text, char32_t before, char32_t after);

private:
    const TypographerSigns& signs_;
    int open_singles_ = 0;
    int open_doubles_ = 0;
};

}  // namespace stoppress::importing::hugo
