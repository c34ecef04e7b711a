// SPDX-License-Identifier: GPL-3.0-or-later
// Hands finished stories to the target, each after the files that it shows and that no story before it showed. What importers of a folder
// with files have in common.
// Flow:   BuiltStory -> Delivery -> Target, Report
// Thread: story(), file() and has() one at a time; failed() any.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/result.hpp"
#include "document/document.hpp"
#include "importing/files/folder_media.hpp"
#include "importing/importing.hpp"
#include "store/stories/records.hpp"

namespace stoppress::importing {

struct UsedFile {
    std::shared_ptr<const FolderMedium> medium;
    std::vector<std::string> addresses;  ///< on the old site, as canonical paths; they redirect to the file
};

/// The outcome for one page or post: a story, or one of skipped and refused.
struct BuiltStory {
    store::ImportedStory story;
    Item item;
    std::vector<UsedFile> files;
    std::optional<Note> skipped;
    std::optional<Note> refused;
    std::vector<BuiltComment> comments{};  ///< on it; accounted for whatever its own outcome is
};

/// Gives pictures of the body that are here now their width and height.
void size_pictures(document::Document& body, const std::vector<UsedFile>& files);

class Delivery {
public:
    explicit Delivery(const ImportRun& run) : run_(run) {}

    void story(BuiltStory built);
    /// The file only the first time that it comes, each of its addresses likewise.
    void file(const UsedFile& file);
    /// Whether a file of that name (FolderFile::shown) came.
    [[nodiscard]] bool has(const std::string& name) const { return delivered_.contains(name); }

    /// Whether a file failed for a reason that is not its own: the import must stop.
    [[nodiscard]] bool failed() const { return failed_; }
    /// That reason. When all work is done.
    [[nodiscard]] base::Result<void> take_failure() { return std::move(failure_); }

private:
    void settle(const FolderMedium& medium);
    void leave_out(const std::vector<BuiltComment>& comments);

    const ImportRun& run_;
    std::unordered_set<std::string> delivered_;
    std::unordered_set<std::string> redirected_;
    std::atomic<bool> failed_ = false;
    base::Result<void> failure_;  ///< written by the thread that sets the above
};

}  // namespace stoppress::importing
