// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's text boundaries over UTF-8, with iterators cached per thread: creating one costs a hundred times what
// using it does.
// Owner:  a Boundaries is a local variable of the function that needs it; the iterator belongs to the thread's cache.
// Thread: any; each object is used on the thread that made it.
#pragma once

#include <memory>
#include <string_view>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace stoppress::story {

/// The boundaries of one text. Positions are in bytes. At most one object per kind and thread at a time.
class Boundaries {
public:
    /// `language` matters for words only. `text` must outlive this object.
    Boundaries(UBreakIteratorType kind, std::string_view language, std::string_view text);
    Boundaries(const Boundaries&) = delete;
    Boundaries& operator=(const Boundaries&) = delete;
    Boundaries(Boundaries&&) = delete;
    Boundaries& operator=(Boundaries&&) = delete;
    ~Boundaries();

    /// The next boundary, or nothing at the end.
    [[nodiscard]] bool next(std::size_t& position);
    /// The last boundary at or before `position`; 0 if there is none.
    [[nodiscard]] std::size_t at_or_before(std::size_t position);
    /// Whether the text that ends at the last returned boundary is a word, not space or punctuation.
    [[nodiscard]] bool was_word() const;

private:
    UBreakIterator* iterator_ = nullptr;
    UText text_ = UTEXT_INITIALIZER;
    std::size_t size_ = 0;
};

}  // namespace stoppress::story
