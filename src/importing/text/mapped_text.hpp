// SPDX-License-Identifier: GPL-3.0-or-later
// A text made from a source text with some parts rewritten. It knows the source line of each of its lines, so that
// reports name a line that people can look up.
// Thread: any; each object is used by one thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::importing {

class MappedText {
public:
    explicit MappedText(std::size_t first_line = 1) { lines_.push_back(first_line); }

    /// Appends text copied from the source, where it starts at `line`.
    void append_source(std::string_view text, std::size_t line) {
        if (text_.empty() || text_.back() == '\n') {
            lines_.back() = line;
        }
        for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
            lines_.push_back(++line);
        }
        text_ += text;
    }

    /// Appends text that replaces something at `line`.
    void append_made(std::string_view text, std::size_t line) {
        lines_.insert(lines_.end(), static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), line);
        text_ += text;
    }

    void append(const MappedText& other) {
        if (text_.empty() || text_.back() == '\n') {
            lines_.back() = other.lines_.front();
        }
        lines_.insert(lines_.end(), other.lines_.begin() + 1, other.lines_.end());
        text_ += other.text_;
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    /// The source line of a line of this text (both from 1); 0 for 0.
    [[nodiscard]] std::size_t source_line(std::size_t line) const { return line == 0 ? 0 : lines_[std::min(line, lines_.size()) - 1]; }

private:
    std::string text_;
    std::vector<std::size_t> lines_;
};

}  // namespace stoppress::importing
