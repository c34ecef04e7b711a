// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/static_site/page_links.hpp"

#include <algorithm>
#include <array>

#include "base/text/ascii.hpp"
#include "base/text/replace.hpp"

namespace stoppress::exporting {
namespace {

constexpr std::string_view kSpace = " \t\n\f\r";
constexpr std::string_view kAmpersand = "&amp;";

/// Copies the HTML from front to back, and changes values on the way.
class LinkPass {
public:
    LinkPass(std::string_view html, const std::function<std::optional<std::string>(std::string_view)>& change)
        : html_(html), change_(change) {}

    std::string run() {
        while (at_ < html_.size()) {
            const std::size_t open = html_.find('<', at_);
            if (open == std::string_view::npos) {
                break;
            }
            at_ = open + 1;
            if (html_.substr(at_).starts_with("!--")) {
                skip_behind("-->");
            } else if (at_ < html_.size() && base::is_ascii_letter(html_[at_])) {
                pass_tag();
            }
        }
        written_ += html_.substr(copied_);
        return std::move(written_);
    }

private:
    void skip_behind(std::string_view end) {
        const std::size_t found = html_.find(end, at_);
        at_ = found == std::string_view::npos ? html_.size() : found + end.size();
    }

    std::string_view word_until(std::string_view ends) {
        const std::size_t end = std::min(html_.find_first_of(ends, at_), html_.size());
        const std::string_view word = html_.substr(at_, end - at_);
        at_ = end;
        return word;
    }

    void pass_tag() {
        const std::string name = base::ascii_lower(word_until(" \t\n\f\r/>"));
        while (at_ < html_.size() && html_[at_] != '>') {
            if (kSpace.contains(html_[at_]) || html_[at_] == '/') {
                ++at_;
                continue;
            }
            pass_attribute();
        }
        at_ = std::min(at_ + 1, html_.size());
        for (const std::string_view raw : std::array<std::string_view, 4>{"script", "style", "textarea", "title"}) {
            if (name == raw) {
                skip_content(raw);
            }
        }
    }

    /// To the closing tag, which is written in either case.
    void skip_content(std::string_view name) {
        while (at_ < html_.size()) {
            skip_behind("</");
            if (base::ascii_lower(html_.substr(at_, name.size())) == name) {
                return;
            }
        }
    }

    void pass_attribute() {
        const std::size_t begin = at_;
        const std::string name = base::ascii_lower(word_until(" \t\n\f\r/>="));
        at_ += at_ == begin ? 1 : 0;  // a stray '='
        at_ = std::min(html_.find_first_not_of(kSpace, at_), html_.size());
        if (at_ == html_.size() || html_[at_] != '=') {
            return;
        }
        at_ = std::min(html_.find_first_not_of(kSpace, at_ + 1), html_.size());
        if (at_ == html_.size()) {
            return;
        }
        const char quote = html_[at_];
        if (quote != '"' && quote != '\'') {
            word_until(" \t\n\f\r>");
            return;
        }
        ++at_;
        const std::size_t start = at_;
        const std::string_view value = word_until(std::string_view(&quote, 1));
        at_ = std::min(at_ + 1, html_.size());
        if (name == "href" || name == "content") {
            change(start, value);
        }
    }

    void change(std::size_t start, std::string_view value) {
        if (const auto changed = change_(base::replace_all(value, kAmpersand, "&"))) {
            written_ += html_.substr(copied_, start - copied_);
            written_ += base::replace_all(*changed, "&", kAmpersand);
            copied_ = start + value.size();
        }
    }

    std::string_view html_;
    const std::function<std::optional<std::string>(std::string_view)>& change_;
    std::size_t at_ = 0;
    std::size_t copied_ = 0;  ///< how much of html_ is in written_, as it was or changed
    std::string written_;
};

}  // namespace

std::string with_links(std::string_view html, const std::function<std::optional<std::string>(std::string_view)>& change) {
    return LinkPass(html, change).run();
}

}  // namespace stoppress::exporting
