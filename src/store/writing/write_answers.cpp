// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the answer and the note of a change, so that they survive a kill.
#include "staff/secret.hpp"
#include "store/sql/kept_answer_rows.hpp"
#include "store/write_transaction.hpp"
#include "store/writing/writer_session.hpp"

namespace stoppress::store {

ReadSnapshot WriteTransaction::look() {
    return ReadSnapshot(session_.reader());
}

base::Result<void> WriteTransaction::settle_counts() {
    return guarded([&]() -> base::Result<void> {
        session_.settle_counts();
        return {};
    });
}

base::Result<void> WriteTransaction::note(const AuditEvent& event) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("audit_outbox.put");
        query.set("origin", staff::new_secret()).set("at", base::to_milliseconds(session_.now())).set("who", event.who);
        query.set("action", event.action).set("subject", event.subject).set("detail", event.detail);
        query.set("address_hint", event.address_hint).run();
        return {};
    });
}

base::Result<void> WriteTransaction::forget_notes(std::span<const PendingNote> notes) {
    return guarded([&]() -> base::Result<void> {
        for (const auto& note : notes) {
            session_.session().query("audit_outbox.delete").set("origin", note.origin).run();
        }
        return {};
    });
}

base::Result<std::optional<KeptAnswer>> WriteTransaction::kept_answer(const std::string& key) {
    return guarded([&]() -> base::Result<std::optional<KeptAnswer>> {
        return find_kept_answer(session_.session().query("kept_answer.find"), key, session_.now());
    });
}

base::Result<void> WriteTransaction::keep_answer(KeptAnswer answer) {
    return guarded([&]() -> base::Result<void> {
        answer.at = session_.now();
        put_kept_answer(session_.session().query("kept_answer.put"), answer);
        return {};
    });
}

base::Result<std::int64_t> WriteTransaction::sweep_answers() {
    return guarded(
        [&]() -> base::Result<std::int64_t> { return sweep_kept_answers(session_.session().query("kept_answer.sweep"), session_.now()); });
}

}  // namespace stoppress::store
