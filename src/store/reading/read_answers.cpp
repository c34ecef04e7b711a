// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the answers and notes that were written with a change.
#include "store/read_snapshot.hpp"
#include "store/sql/kept_answer_rows.hpp"
#include "store/sql/reader_session.hpp"

namespace stoppress::store {

base::Result<std::vector<PendingNote>> ReadSnapshot::pending_notes(std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<PendingNote>> {
        std::vector<PendingNote> notes;
        auto query = session_.session().query("audit_outbox.list");
        query.set("limit", limit);
        while (query.next()) {
            PendingNote note;
            note.origin = query.text("origin");
            note.at = base::from_milliseconds(query.integer("at"));
            note.event = {.who = query.text("who"),
                          .action = query.text("action"),
                          .subject = query.text("subject"),
                          .detail = query.text("detail"),
                          .address_hint = query.text("address_hint")};
            notes.push_back(std::move(note));
        }
        return notes;
    });
}

base::Result<std::optional<KeptAnswer>> ReadSnapshot::kept_answer(const std::string& key, base::Time now) {
    return guarded([&]() -> base::Result<std::optional<KeptAnswer>> {
        return find_kept_answer(session_.session().query("kept_answer.find"), key, now);
    });
}

base::Result<KeptAnswers> ReadSnapshot::kept_answers_of(const std::string& who, base::Time now) {
    return guarded(
        [&]() -> base::Result<KeptAnswers> { return count_kept_answers(session_.session().query("kept_answer.use"), who, now); });
}

}  // namespace stoppress::store
