// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's boundaries over UTF-8 text, with iterators kept per thread: making one costs a hundred times what using it does.
#pragma once

#include <memory>
#include <string_view>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace stoppress::story {

/// The boundaries of one text while it lives. Positions are in bytes. One per kind and thread at a time.
class Boundaries {
public:
    /// `language` matters for words only. `text` must outlive this.
    Boundaries(UBreakIteratorType kind, std::string_view language, std::string_view text);
    Boundaries(const Boundaries&) = delete;
    Boundaries& operator=(const Boundaries&) = delete;
    Boundaries(Boundaries&&) = delete;
    Boundaries& operator=(Boundaries&&) = delete;
    ~Boundaries();

    /// The next boundary, or nothing at the end.
    [[nodiscard]] bool next(std::size_t& position);
    /// The last boundary before `position`, 0 where there is none.
    [[nodiscard]] std::size_t at_or_before(std::size_t position);
    /// Whether what ends at the last boundary given is a word, not space or punctuation.
    [[nodiscard]] bool was_word() const;

private:
    UBreakIterator* iterator_ = nullptr;
    UText text_ = UTEXT_INITIALIZER;
    std::size_t size_ = 0;
};

}  // namespace stoppress::story
