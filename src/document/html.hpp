// SPDX-License-Identifier: GPL-3.0-or-later
// Html: markup that is safe to put into a page. Only the serialiser and the escaper can make one.
// Thread: plain data.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace stoppress::document {

/// Markup made by this program from data; it cannot be made from an input string.
class Html {
public:
    Html() = default;
    [[nodiscard]] const std::string& string() const { return markup_; }

private:
    explicit Html(std::string markup) : markup_(std::move(markup)) {}
    friend class HtmlWriter;
    std::string markup_;
};

/// `text` with & < > " ' as character references: safe in element content and quoted attributes.
[[nodiscard]] Html escape_html(std::string_view text);

}  // namespace stoppress::document
