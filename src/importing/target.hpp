// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an import's items: one job of the store's writer per story, so that a refused one is rolled back alone. Many
// are in progress at once, and the writer commits them together. Each is reported after its commit, not before.
// Flow:   hugo, wordpress -> Target -> store::Writer -> Report
// Thread: calls from one thread at a time; jobs and their results run on the writer thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "importing/report.hpp"
#include "store/comments/records.hpp"
#include "store/filing/records.hpp"
#include "store/media/records.hpp"
#include "store/site/audit_event.hpp"
#include "store/site/records.hpp"
#include "store/stories/records.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::store {
class SiteWriter;
class WriteTransaction;
class Writer;
}  // namespace stoppress::store

namespace stoppress::importing {

/// An item for the report: its kind, its file, and messages about it.
struct Item {
    std::string kind;
    std::string file;
    std::size_t line = 0;
    std::vector<Note> notes;
    About about{};
    std::string taken_over{};  ///< what the report says once a change of the site itself is committed
    bool counted = true;       ///< false for items made along the way, such as a topic that only stories name
};

/// The outcome for one comment: to keep, or one of skipped and refused; those are removed if an earlier import kept them.
struct BuiltComment {
    store::ImportedComment comment;
    Item item;
    std::optional<Note> skipped{};
    std::optional<Note> refused{};
};

/// What comments are counted as.
inline constexpr std::string_view kCommentItems = "comments";

class Target {
public:
    Target(store::Writer& writer, Report& report) : writer_(writer), report_(report) {}
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    Target(Target&&) = delete;
    Target& operator=(Target&&) = delete;
    /// Waits for the jobs in progress.
    ~Target();

    void story(store::ImportedStory story, Item item);
    /// Of one story, whose source (ImportedStory::source) it is; behind the story itself.
    void comments(std::string story, std::vector<BuiltComment> comments);
    void section(store::NamedEntry entry, Item item);
    void topic(store::NamedEntry entry, Item item);
    void author(store::NamedEntry entry, Item item);
    void medium(store::Medium medium, Item item);
    /// If a story is at `path`, that is only noted and not counted as refused. Nothing if it leads to itself.
    void redirect(std::string path, std::string target, Item item);
    /// One that somebody made on the old site; noted if it would form a loop, or if the path belongs to a story or list.
    void own_redirect(std::string path, std::string target, Item item);

    /// `value` in the form that the store keeps; `words` for the report.
    void setting(std::string key, std::string value, std::string words);
    /// That of all pages without one of their own language.
    void menu(std::vector<store::MenuLink> links);

    /// Reports an item that is not written.
    void settle(const Item& item, Outcome outcome, const Note& reason);

    /// Whether the store has failed (a full disk): the import must stop.
    [[nodiscard]] bool failed() const;
    /// Waits until everything is committed. Returns the store's error if it failed.
    base::Result<void> finish();

private:
    using Put = std::function<base::Result<store::ImportOutcome>(store::WriteTransaction&)>;
    /// Not counted; recorded in the audit log, and reported as `words`, if it changes something.
    void about_site(store::AuditEvent event, std::string words, std::function<base::Result<bool>(store::SiteWriter&)> put);
    void submit(Put put, Item item, bool only_noted = false);
    /// Waits for room for one more job. False: the store has failed.
    bool enter();
    /// A job was answered; `failure`: for which the import must stop.
    void leave(std::optional<base::Error> failure);
    void comments_answered(const std::vector<BuiltComment>& comments, const std::vector<store::CommentOutcome>& outcomes,
                           const base::Result<void>& result);
    void answered(const Item& item, const base::Result<void>& result, store::ImportOutcome outcome, bool only_noted);
    void refuse(const Item& item, const base::Error& error);
    void write_notes(const Item& item);

    store::Writer& writer_;
    Report& report_;
    mutable base::Mutex mutex_;
    base::Condition less_;
    std::size_t in_flight_ GUARDED_BY(mutex_) = 0;
    std::optional<base::Error> failure_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::importing
