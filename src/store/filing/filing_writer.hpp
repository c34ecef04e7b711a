// SPDX-License-Identifier: GPL-3.0-or-later
// Sections, topics and authors: created, changed, renamed, merged and split.
// Flow:   Writer -> WriteTransaction -> FilingWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/filing/records.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class FilingWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit FilingWriter(const WriteTransaction& transaction);

    /// Leaves a section unchanged that has been renamed from this slug.
    base::Result<ImportOutcome> put_section(const NamedEntry& entry);
    /// Makes the section visible to readers even while it is empty. Fails with `not_found` if there is none.
    base::Result<void> show_section(const std::string& slug);
    /// Sets the section's position in menus; sections with equal positions are ordered by name.
    base::Result<void> place_section(const std::string& slug, std::int64_t position);
    /// The old slug redirects to the new one permanently. Fails with `conflict` (/slug) if the new one belongs or
    /// belonged to another section.
    base::Result<void> rename_section(const std::string& slug, const std::string& to);
    /// Moves the stories of one topic to another, and makes the first one's slug and aliases aliases of it. Fails with
    /// `invalid` (/into) if both are the same. The moved stories are recorded for unmerge_topics().
    base::Result<void> merge_topics(const std::string& slug, const std::string& into, const std::string& by);
    /// Restores the topic removed by that merge, with its aliases and those of its stories that still have the
    /// remaining topic. Fails with `not_found` if there is no such merge, `conflict` if its slug belongs to another
    /// topic now. Returns the slug.
    base::Result<std::string> unmerge_topics(std::int64_t merge);
    /// Moves those of these stories that have the one topic to another, which is created with `name` if it does
    /// not exist. Fails with `invalid` (/into) if both are the same, or if a new one has no name. Returns how
    /// many were moved.
    base::Result<std::int64_t> split_topic(const std::string& slug, const std::string& into, const std::string& name,
                                           std::span<const base::StoryId> stories);
    base::Result<ImportOutcome> put_topic(const NamedEntry& entry);
    base::Result<ImportOutcome> put_author(const NamedEntry& entry);
    /// The slug of the author that belongs to the account with this email address. If there is none, an author of that
    /// name who belongs to nobody becomes theirs, or one is created.
    base::Result<std::string> author_of_account(const std::string& email, const std::string& name);
    /// The topic or author with exactly this name; otherwise a new one, with a slug made of the name.
    base::Result<NamedSlug> add_topic(const std::string& name);
    base::Result<NamedSlug> add_author(const std::string& name);
    /// The old slug redirects to the new one permanently. Fails with `not_found` if there is no such topic or author,
    /// `conflict` (/slug) if the new slug belongs or belonged to another one.
    base::Result<void> rename_topic(const std::string& slug, const std::string& to);
    base::Result<void> rename_author(const std::string& slug, const std::string& to);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
