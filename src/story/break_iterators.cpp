// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/break_iterators.hpp"

#include <map>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace stoppress::story {

namespace {

constexpr std::size_t kMaxKept = 32;  // languages times kinds in use at once; beyond it the cache is cleared

struct CloseIterator {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

Iterator open(UBreakIteratorType kind, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    Iterator iterator{ubrk_open(kind, language.c_str(), nullptr, 0, &status)};
    if (U_FAILURE(status)) {
        base::die("ICU's data for text boundaries is missing: install libicu of the version this program was built with");
    }
    return iterator;
}

UBreakIterator* kept(UBreakIteratorType kind, std::string_view language) {
    static thread_local std::map<std::pair<UBreakIteratorType, std::string>, Iterator> iterators;
    std::pair key{kind, kind == UBRK_WORD ? std::string{language.substr(0, language.find('-'))} : std::string{}};
    auto found = iterators.find(key);
    if (found == iterators.end()) {
        if (iterators.size() >= kMaxKept) {
            iterators.clear();
        }
        auto iterator = open(kind, key.second);
        found = iterators.emplace(std::move(key), std::move(iterator)).first;
    }
    return found->second.get();
}

}  // namespace

Boundaries::Boundaries(UBreakIteratorType kind, std::string_view language, std::string_view text)
    : iterator_(kept(kind, language)), size_(text.size()) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    ubrk_setUText(iterator_, &text_, &status);
    if (U_FAILURE(status)) {
        base::die("ICU failed to read a text");
    }
}

Boundaries::~Boundaries() {
    // The iterator holds a shallow copy of text_, which must not outlive the text.
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator_, u"", 0, &status);
    utext_close(&text_);
}

bool Boundaries::next(std::size_t& position) {
    const auto boundary = ubrk_next(iterator_);
    if (boundary == UBRK_DONE) {
        return false;
    }
    position = static_cast<std::size_t>(boundary);
    return true;
}

std::size_t Boundaries::at_or_before(std::size_t position) {
    if (position >= size_) {
        return size_;
    }
    const auto at = static_cast<std::int32_t>(position);
    if (ubrk_isBoundary(iterator_, at) != 0) {
        return position;
    }
    const auto boundary = ubrk_preceding(iterator_, at);
    return boundary == UBRK_DONE ? 0 : static_cast<std::size_t>(boundary);
}

bool Boundaries::was_word() const {
    return ubrk_getRuleStatus(iterator_) >= UBRK_WORD_NONE_LIMIT;
}

}  // namespace stoppress::story
