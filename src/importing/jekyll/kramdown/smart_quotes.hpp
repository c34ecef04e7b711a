// SPDX-License-Identifier: GPL-3.0-or-later
// Typographic quotation marks, dashes and dots in the place of typed ones, as kramdown shows them. Measured with kramdown 2.4.0.
// Flow:   Markdown's text -> with_smart_quotes() -> document::from_markdown
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

#include "importing/jekyll/site/site_config.hpp"

namespace stoppress::importing::jekyll {

/// `before`, `after`: what stands beside the text in the source, as document::ParseOptions::change_text has it. `dashes`: also dashes, dots and
/// angles.
[[nodiscard]] std::string with_smart_quotes(std::string_view text, char32_t before, char32_t after, const QuotationMarks& marks,
                                            bool dashes);

}  // namespace stoppress::importing::jekyll
