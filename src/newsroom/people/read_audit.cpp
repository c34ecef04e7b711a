// SPDX-License-Identifier: GPL-3.0-or-later
// The audit log, for admins: latest first.
#include <limits>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/people_handlers.hpp"
#include "store/limits.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::newsroom {

base::Result<Answer> PeopleHandlers::list_audit(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    const auto limit = reader.number("limit", 1, kMaxAuditLength).value_or(kDefaultAuditLength);
    const auto before = reader.number("cursor", 1, std::numeric_limits<std::int64_t>::max());
    TRY_VOID(reader.finish());
    // It must contain everything answered before: notes that are still pending are moved now.
    TRY(const auto pending, store::SiteReader(snapshot).pending_notes(5 * store::kNotesMovedAtOnce));
    TRY_VOID(credentials_.audit().take_in(pending));
    TRY(const auto entries, credentials_.audit().list(before, limit));
    JsonWriter json;
    json.begin_object();
    json.key("entries").begin_array();
    for (const store::AuditEntry& entry : entries) {
        json.begin_object();
        json.key("number").number(entry.number);
        json.key("at").time(entry.at);
        json.key("who").text(entry.note.who);
        json.key("action").text(entry.note.action);
        json.key("subject").text(entry.note.subject);
        json.key("detail").text(entry.note.detail);
        json.key("address_hint").text(entry.note.address_hint);
        json.end_object();
    }
    json.end_array();
    const bool more = static_cast<std::int64_t>(entries.size()) == limit && entries.back().number > 1;
    json.key("next").text_or_null(more ? std::to_string(entries.back().number) : "");
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
