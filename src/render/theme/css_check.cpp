// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "base/text/ascii.hpp"
#include "render/theme/assets.hpp"

namespace stoppress::render {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Scans a style sheet from front to back, as far as needed to find what is not closed and what it loads.
class StyleSheet {
public:
    StyleSheet(const ThemeFiles& files, std::string path, const ThemeFile& file)
        : files_(files), path_(std::move(path)), file_(file), text_(file.bytes) {}

    Result<void> check() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (text_.substr(at_, 2) == "/*") {
                TRY_VOID(comment());
            } else if (c == '"' || c == '\'') {
                TRY(const std::string_view ignored, string());
                static_cast<void>(ignored);
            } else if (c == '{' || c == '(' || c == '[') {
                open_.emplace_back(c == '{' ? '}' : c == '(' ? ')' : ']', line_of(at_));
                ++at_;
            } else if (c == '}' || c == ')' || c == ']') {
                TRY_VOID(close(c));
            } else if (starts_with_word("url(")) {
                TRY_VOID(url());
            } else if (starts_with_word("@import")) {
                return wrong("@import is not allowed because it costs an extra request: put the rules into this style sheet");
            } else {
                at_ += c == '\\' ? 2 : 1;
            }
        }
        if (!open_.empty()) {
            at_ = text_.size();
            return fail(ErrorCode::invalid, fmt::format("{}:{}: the block opened here is not closed: '{}' is missing.", file_.origin,
                                                        open_.back().second, open_.back().first));
        }
        return {};
    }

private:
    [[nodiscard]] std::ptrdiff_t line_of(std::size_t at) const { return 1 + std::ranges::count(text_.substr(0, at), '\n'); }

    [[nodiscard]] base::Error wrong(std::string_view what) const {
        return fail(ErrorCode::invalid, fmt::format("{}:{}: {}.", file_.origin, line_of(std::min(at_, text_.size())), what));
    }

    [[nodiscard]] bool starts_with_word(std::string_view word) const {
        return base::equals_ignoring_case(text_.substr(at_, word.size()), word);
    }

    Result<void> comment() {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) {
            return wrong("a comment is not closed");
        }
        at_ = end + 2;
        return {};
    }

    Result<std::string_view> string() {
        const std::size_t begin = at_ + 1;
        for (std::size_t end = begin; end < text_.size() && text_[end] != '\n'; ++end) {
            if (text_[end] == text_[at_]) {
                at_ = end + 1;
                return text_.substr(begin, end - begin);
            }
            end += text_[end] == '\\' ? 1U : 0U;
        }
        return wrong("a string is not closed on its line");
    }

    Result<void> close(char c) {
        if (open_.empty() || open_.back().first != c) {
            return wrong(open_.empty()
                             ? fmt::format("'{}' without an opening bracket", c)
                             : fmt::format("expected '{}' but found '{}' (opened on line {})", open_.back().first, c, open_.back().second));
        }
        open_.pop_back();
        ++at_;
        return {};
    }

    Result<void> url() {
        const std::size_t start = at_;
        at_ = std::min(text_.find_first_not_of(" \t\r\n", at_ + 4), text_.size());
        std::string_view target;
        if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
            TRY(target, string());
            at_ = text_.find(')', at_);
        } else {
            const std::size_t end = text_.find(')', at_);
            target = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
            target = target.substr(0, target.find_last_not_of(" \t\r\n") + 1);
            at_ = end;
        }
        if (at_ == std::string_view::npos) {
            at_ = start;
            return wrong("url( is not closed");
        }
        ++at_;
        return check_target(target, start);
    }

    /// A sheet may load only files in the theme's folder.
    Result<void> check_target(std::string_view target, std::size_t start) {
        if (target.starts_with('#')) {
            return {};
        }
        const std::string_view name = target.substr(0, target.find_first_of("?#"));
        const std::filesystem::path whole = (std::filesystem::path(path_).parent_path() / name).lexically_normal();
        const bool elsewhere = target.empty() || name.contains(':') || name.starts_with('/') || name.contains('\\');
        if (elsewhere || !whole.generic_string().starts_with("assets/") || !files_.contains(whole.generic_string())) {
            at_ = start;
            return wrong(fmt::format("url({}) is not a file in the theme's assets. Files from other places are not allowed",
                                     std::string(target.substr(0, 80))));
        }
        return {};
    }

    const ThemeFiles& files_;
    std::string path_;
    const ThemeFile& file_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::pair<char, std::ptrdiff_t>> open_;
};

}  // namespace

Result<void> check_css(const ThemeFiles& files, const std::string& path, const ThemeFile& file) {
    return StyleSheet{files, path, file}.check();
}

}  // namespace stoppress::render
