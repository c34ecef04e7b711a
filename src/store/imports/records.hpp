// SPDX-License-Identifier: GPL-3.0-or-later
// What imports brought, kept for the newsroom: the account of each run, and notes about what somebody may still have to do.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

/// What one number of an account counts.
enum class ImportPart : std::uint8_t {
    items,    ///< of one kind ("stories"), each in one column
    skipped,  ///< left out for one reason
    other     ///< things that are not imported, without a line each ("comments")
};

/// One line of an account. `skipped` and `other` have `items` only.
struct ImportCount {
    ImportPart part = ImportPart::items;
    std::string name;
    std::int64_t items = 0;
    std::int64_t taken = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t refused = 0;
};

/// A note as an import makes it.
struct NewImportNote {
    std::string kind;       ///< a code, such as "file-missing"
    std::string item;       ///< what it is about, by the same name in each run of the source
    std::string story;      ///< the id in the old system of the story that it is about; empty: none
    std::string file;       ///< in the old system
    std::int64_t line = 0;  ///< of the file; 0: none
    std::string address;    ///< path in the old system; empty: not known
    std::string words;
};

/// What a run reports when it is over.
struct ImportAccount {
    std::string format;
    std::string name;    ///< of the folder or file that was read, without its folder
    std::string source;  ///< the same for each run of the same source
    base::Time began_at;
    std::string by;
    bool complete = true;  ///< false: it ended early, so what it did not report may still be there
    bool changed = false;  ///< it wrote something
    std::vector<ImportCount> counts;
    std::vector<NewImportNote> notes;  ///< of several with equal kind, item and words the first is kept
    std::int64_t notes_left_out = 0;   ///< beyond the limit
    std::vector<std::string> spared;   ///< kinds of which the run does not know which are gone
};

enum class NoteState : std::uint8_t { open, done, dismissed };

[[nodiscard]] std::string_view to_string(NoteState state);
[[nodiscard]] std::optional<NoteState> parse_note_state(std::string_view text);

/// How many notes have each state.
struct NoteSums {
    std::int64_t open = 0;
    std::int64_t done = 0;
    std::int64_t dismissed = 0;
};

/// A run that was kept. Its notes are those that no later run of its source has reported.
struct KeptImport {
    std::int64_t id = 0;
    std::string format;
    std::string name;
    base::Time began_at;
    base::Time ended_at;
    std::string by;
    bool complete = true;
    std::int64_t notes_left_out = 0;
    NoteSums notes;
};

struct ImportKind {
    std::string kind;
    NoteSums notes;
};

struct ImportNote {
    std::int64_t id = 0;
    std::string kind;
    base::StoryId story;   ///< none if it is about no story, or about one that does not exist any more
    std::string headline;  ///< of the story
    std::string language;  ///< of the story
    std::string file;
    std::int64_t line = 0;
    std::string address;
    std::string words;
    NoteState state = NoteState::open;
    std::optional<base::Time> decided_at;
    std::string decided_by;  ///< empty if a later import did not report it any more
};

/// What one call decided about several notes.
struct DecidedNotes {
    std::int64_t notes = 0;
    base::Time at;
};

struct ImportNoteQuery {
    std::int64_t import = 0;
    NoteState state = NoteState::open;
    std::string kind;        ///< empty: all
    std::int64_t after = 0;  ///< id of the last note of the page before
    std::int64_t limit = 0;
};

}  // namespace stoppress::store
