// SPDX-License-Identifier: GPL-3.0-or-later
// Story templates.
// Flow:   store -> ReadSnapshot -> TemplateReader -> newsroom
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/sql/statement.hpp"
#include "store/templates/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class TemplateReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit TemplateReader(const ReadSnapshot& snapshot);

    /// All that were not deleted, by name; of the content only kind, headline and language.
    base::Result<std::vector<StoryTemplate>> templates();
    /// Those deleted last, newest first, at most kMaxTemplates; the same of each.
    base::Result<std::vector<StoryTemplate>> deleted_templates();
    /// Whole, whether it was deleted or not; nothing if there is none. Its section and topics are named by their present slugs; those
    /// that do not exist any more are left out. Fails with `corrupt` if its body cannot be read.
    base::Result<std::optional<StoryTemplate>> story_template(base::TemplateId id);

private:
    base::Result<std::vector<StoryTemplate>> list(StatementName statement);

    ReaderSession& session_;
};

}  // namespace stoppress::store
