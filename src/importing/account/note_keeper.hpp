// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the lines of a report that the newsroom is to see, each once, within limits.
// Flow:   Report -> NoteKeeper -> import_account -> store
// Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/imports/records.hpp"

namespace stoppress::importing {

/// What a line is about, beside its file.
struct About {
    std::string story;      ///< its id in the old system; empty: none
    std::string address;    ///< its path in the old system; empty: not known
    std::string_view kind;  ///< a literal, if the words do not tell it
};

class NoteKeeper {
public:
    /// `file` and `words` as printable(). Texts that are too long are cut, notes beyond the limits are counted.
    void add(std::string_view kind, std::string_view file, std::size_t line, std::string_view words, const About& about);

    [[nodiscard]] const std::vector<store::NewImportNote>& notes() const { return notes_; }
    /// Takes the notes out.
    [[nodiscard]] std::vector<store::NewImportNote> take() { return std::move(notes_); }
    [[nodiscard]] std::int64_t left_out() const { return left_out_; }
    /// The kinds that are not complete.
    [[nodiscard]] std::vector<std::string> cut_kinds() const;

private:
    struct OfKind {
        std::size_t kept = 0;
        bool cut = false;
    };

    std::vector<store::NewImportNote> notes_;
    std::unordered_multimap<std::size_t, std::size_t> places_;  ///< in `notes_`, by hash
    std::map<std::string, OfKind, std::less<>> kinds_;
    std::int64_t left_out_ = 0;
};

}  // namespace stoppress::importing
