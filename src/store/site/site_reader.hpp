// SPDX-License-Identifier: GPL-3.0-or-later
// What the newsroom set about the site itself, and what changes left behind: notes for the audit log, stored answers.
// Flow:   store -> ReadSnapshot -> SiteReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/site/audit_event.hpp"
#include "store/site/kept_answer.hpp"
#include "store/site/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class SiteReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit SiteReader(const ReadSnapshot& snapshot);

    /// The menus set in the newsroom, by language.
    base::Result<std::vector<Menu>> menus();
    /// The settings made in the newsroom: key -> value, for settings::EffectiveSettings.
    base::Result<std::map<std::string, std::string, std::less<>>> settings();
    /// Notes that are not in the audit log yet, oldest first.
    base::Result<std::vector<PendingNote>> pending_notes(std::int64_t limit);
    /// The stored answer for this key; nothing if there is none, or if it has expired at `now`.
    base::Result<std::optional<KeptAnswer>> kept_answer(const std::string& key, base::Time now);
    base::Result<KeptAnswers> kept_answers_of(const std::string& who, base::Time now);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
