// SPDX-License-Identifier: GPL-3.0-or-later
// The report of an import: the outcome of each item of the source, and every message that somebody should read.
// Flow:   readers, store -> Report -> report file, standard output
// Thread: any; calls are serialised inside.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files/stdio_file.hpp"
#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "importing/account/note_keeper.hpp"

namespace stoppress::importing {

enum class Outcome : std::uint8_t {
    taken,      ///< new here
    changed,    ///< existed, and was changed
    unchanged,  ///< existed, and is unchanged
    skipped,    ///< left out on purpose, with a reason
    refused     ///< could not be imported, with a reason
};

[[nodiscard]] std::string_view to_string(Outcome outcome);

/// A message about one item: something that could not be kept as it was, or why it was left out.
struct Note {
    std::size_t line = 0;  ///< in the file; 0 for the item as a whole
    std::string what;
};

/// Items of one kind ("stories", "authors"), each counted once.
struct Account {
    std::int64_t items = 0;
    std::int64_t taken = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t refused = 0;
    [[nodiscard]] bool balances() const { return items == taken + changed + unchanged + skipped + refused; }
};

class Report {
public:
    /// Keeps only the counts and the first lines.
    Report() = default;
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;
    Report(Report&&) = delete;
    Report& operator=(Report&&) = delete;
    ~Report();

    /// Also writes every line to `file`, which is overwritten. Fails with `io`.
    base::Result<void> write_to(const std::filesystem::path& file);

    /// Also collects what the newsroom is to see, in memory.
    void keep_notes();
    /// Takes out what was collected; nothing without keep_notes().
    [[nodiscard]] NoteKeeper take_notes();

    /// Counts an item found in the source.
    void found(const std::string& kind);
    /// Counts its outcome; `reason` is for skipped and refused items.
    void settle(const std::string& kind, Outcome outcome, const std::string& file, const Note& reason, const About& about = {});
    /// Adds a message about an item that does not change its outcome.
    void note(const std::string& file, const Note& note, const About& about = {});
    /// Counts things that are not imported, without a line each: comments, meta values.
    void count(const std::string& what, std::int64_t number);

    /// Says at the end what of the old site became this site's (`site.title = "Old news"`).
    void taken_over(const std::string& what);
    /// Says at the end that the old site has another value for a setting of this one ("site.title").
    void advise(const std::string& setting, const std::string& value);

    [[nodiscard]] std::map<std::string, Account> accounts() const;
    /// How many items were skipped for each reason, and what count() counted.
    [[nodiscard]] std::map<std::string, std::int64_t> reasons() const;
    [[nodiscard]] std::map<std::string, std::int64_t> counts() const;
    [[nodiscard]] std::int64_t refused() const;
    [[nodiscard]] std::int64_t settled() const;
    /// The counts as lines of text, and whether they add up.
    [[nodiscard]] std::string summary() const;
    /// The first refusals, one line each.
    [[nodiscard]] std::vector<std::string> refusals() const;
    /// Appends the summary to the file and closes it. Fails with `io` if it could not be written completely.
    base::Result<void> finish();

private:
    void write(std::string_view line);
    void keep(std::string_view kind, const std::string& file, const Note& note, const About& about) REQUIRES(mutex_);

    mutable base::Mutex mutex_;
    std::map<std::string, Account> accounts_ GUARDED_BY(mutex_);
    std::vector<std::string> taken_over_ GUARDED_BY(mutex_);
    std::map<std::string, std::string> advice_ GUARDED_BY(mutex_);  ///< by setting
    std::map<std::string, std::int64_t> counts_ GUARDED_BY(mutex_);
    std::map<std::string, std::int64_t> reasons_ GUARDED_BY(mutex_);
    std::vector<std::string> refusals_ GUARDED_BY(mutex_);
    std::int64_t notes_ GUARDED_BY(mutex_) = 0;
    std::optional<NoteKeeper> kept_ GUARDED_BY(mutex_);
    base::StdioFile file_;
    std::string file_name_;
    bool failed_ = false;
};

}  // namespace stoppress::importing
