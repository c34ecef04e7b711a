// SPDX-License-Identifier: GPL-3.0-or-later
// Where an import's items go: jobs for the store's writer, one a story, so that one that is refused leaves nothing of itself behind and the
// others stand. Many are under way at once; the writer commits them together. Each is accounted for after its commit, not before.
// Flow:   hugo, wordpress -> Target -> store::Writer -> Report
// Thread: calls from one thread at a time; answers come on the writer thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "importing/report.hpp"
#include "store/writer.hpp"

namespace stoppress::importing {

/// What the account of an item says: its kind, its file, and what is worth knowing of it.
struct Item {
    std::string kind;
    std::string file;
    std::size_t line = 0;
    std::vector<Note> notes;
    bool counted = true;  ///< not for what is made along the way, such as a topic that only stories name
};

class Target {
public:
    Target(store::Writer& writer, Report& report) : writer_(writer), report_(report) {}
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    Target(Target&&) = delete;
    Target& operator=(Target&&) = delete;
    /// Waits for what is under way.
    ~Target();

    void story(store::ImportedStory story, Item item);
    void section(store::NamedEntry entry, Item item);
    void topic(store::NamedEntry entry, Item item);
    void author(store::NamedEntry entry, Item item);
    void medium(store::Medium medium, Item item);
    /// Refused without harm where a story stands at `path`: it is only noted.
    void redirect(std::string path, std::string target, Item item);

    /// An item that does not come this far.
    void settle(const Item& item, Outcome outcome, const Note& reason);

    /// Whether the store no longer takes anything (a full disk): the import stops.
    [[nodiscard]] bool failed() const;
    /// Waits until all is committed. The store's error where it failed.
    base::Result<void> finish();

private:
    using Put = std::function<base::Result<store::ImportOutcome>(store::WriteTransaction&)>;
    void submit(Put put, Item item, bool only_noted = false);
    void answered(const Item& item, const base::Result<void>& result, store::ImportOutcome outcome, bool only_noted);
    void write_notes(const Item& item);

    store::Writer& writer_;
    Report& report_;
    mutable std::mutex mutex_;
    std::condition_variable less_;
    std::size_t in_flight_ = 0;
    std::optional<base::Error> failure_;
};

}  // namespace stoppress::importing
