// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/body_html.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/time/time.hpp"
#include "document/convert.hpp"

namespace stoppress::exporting {

std::string html_of(document::Block block) {
    document::Document one;
    one.blocks.push_back(std::move(block));
    std::string html = document::to_html(one).string();
    while (html.ends_with('\n')) {
        html.pop_back();
    }
    return html;
}

std::string html_of(const document::Inlines& inlines) {
    const std::string html = html_of(document::Block{.node = document::Paragraph{inlines}, .language = {}});
    constexpr std::string_view kBegin = "<p>";
    constexpr std::string_view kEnd = "</p>";
    return html.starts_with(kBegin) && html.ends_with(kEnd) ? html.substr(kBegin.size(), html.size() - kBegin.size() - kEnd.size()) : html;
}

std::string caption_html(document::Inlines caption, const document::Inlines& credit) {
    if (!caption.empty() && !credit.empty()) {
        document::Inline space;
        space.text = " ";
        caption.push_back(std::move(space));
    }
    caption.insert(caption.end(), credit.begin(), credit.end());
    return caption.empty() ? std::string() : html_of(caption);
}

std::string correction_html(const store::Correction& correction) {
    const std::string at = base::format_rfc3339(correction.at);
    return fmt::format("<p class=\"{}\"><time datetime=\"{}\">{}</time> {}</p>", store::to_string(correction.kind), at,
                       at.substr(0, at.find('T')), document::escape_html(correction.text).string());
}

}  // namespace stoppress::exporting
