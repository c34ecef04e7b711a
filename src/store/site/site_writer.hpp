// SPDX-License-Identifier: GPL-3.0-or-later
// What the newsroom sets about the site itself, and what a change leaves behind: its note for the audit log, its answer.
// Flow:   Writer -> WriteTransaction -> SiteWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/site/audit_event.hpp"
#include "store/site/kept_answer.hpp"
#include "store/site/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class SiteWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit SiteWriter(const WriteTransaction& transaction);

    /// Sets a setting; `value` in the form of settings::stored_text(). Returns whether it changed.
    base::Result<bool> put_setting(const std::string& key, const std::string& value);
    /// Restores the default. Returns whether it changed.
    base::Result<bool> remove_setting(const std::string& key);
    /// Sets the menu of pages in `language` (empty: of all pages without one of their own); no links
    /// restores the sections.
    base::Result<bool> put_menu(const std::string& language, const std::vector<MenuLink>& links);
    /// Becomes durable with the change, and is moved to the audit log later.
    base::Result<void> note(const AuditEvent& event);
    /// Deletes notes that are already in the audit log.
    base::Result<void> forget_notes(std::span<const PendingNote> notes);
    /// Nothing if there is none, or if it has expired.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key);
    /// `answer.at` is set to now.
    base::Result<void> keep_answer(KeptAnswer answer);
    /// Deletes some of the expired answers; returns how many.
    base::Result<std::int64_t> sweep_answers();

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
