// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/account/note_keeper.hpp"

#include <functional>
#include <utility>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

std::size_t hash_of(const store::NewImportNote& note) {
    std::size_t hash = 0;
    for (const std::string* part : {&note.kind, &note.item, &note.words}) {
        hash = hash * 31 + std::hash<std::string>{}(*part);
    }
    return hash;
}

bool is_same_note(const store::NewImportNote& one, const store::NewImportNote& other) {
    return one.kind == other.kind && one.item == other.item && one.words == other.words;
}

}  // namespace

void NoteKeeper::add(std::string_view kind, std::string_view file, std::size_t line, std::string_view words, const About& about) {
    store::NewImportNote note;
    note.kind = kind;
    note.story = about.story;
    note.file = cut(file, kMaxKeptFileBytes);
    note.item = note.story.empty() ? note.file : note.story;
    note.line = static_cast<std::int64_t>(line);
    // Half an address leads nowhere.
    note.address = about.address.size() <= kMaxKeptAddressBytes ? about.address : std::string{};
    note.words = cut(words, kMaxKeptWordsBytes);
    const auto hash = hash_of(note);
    const auto [first, last] = places_.equal_range(hash);
    for (auto place = first; place != last; ++place) {
        if (is_same_note(notes_[place->second], note)) {
            return;
        }
    }
    OfKind& of_kind = kinds_[note.kind];
    if (notes_.size() >= kMaxKeptNotes || of_kind.kept >= kMaxKeptNotesOfKind) {
        of_kind.cut = true;
        ++left_out_;
        return;
    }
    ++of_kind.kept;
    places_.emplace(hash, notes_.size());
    notes_.push_back(std::move(note));
}

std::vector<std::string> NoteKeeper::cut_kinds() const {
    std::vector<std::string> kinds;
    for (const auto& [kind, of_kind] : kinds_) {
        if (of_kind.cut) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

}  // namespace stoppress::importing
