// SPDX-License-Identifier: GPL-3.0-or-later
// The audit log, for admins: latest first, filtered, and as CSV.
#include <limits>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/csv_writer.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/people_handlers.hpp"
#include "store/limits.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::newsroom {

namespace {

/// All entries that pass the filter, as a download; at most kAuditInCsv, and then a row that says so.
base::Result<Answer> audit_csv(store::AuditLog& log, store::AuditFilter filter) {
    CsvWriter csv({"number", "time", "who", "action", "subject", "detail", "address"});
    std::int64_t written = 0;
    while (written < kAuditInCsv) {
        TRY(const auto entries, log.list(filter, kMaxAuditLength));
        for (const store::AuditEntry& entry : entries) {
            csv.number(entry.number).text(base::format_rfc3339(entry.at)).text(entry.note.who).text(entry.note.action);
            csv.text(entry.note.subject).text(entry.note.detail).text(entry.note.address_hint).end_row();
            ++written;
        }
        if (static_cast<std::int64_t>(entries.size()) < kMaxAuditLength) {
            return csv.take("audit-log.csv");
        }
        filter.before = entries.back().number;
    }
    // Whoever reads the file must not take it for all of the log.
    csv.number(0).text("").text("").text("").text("");
    csv.text(fmt::format("Only the latest {} entries are in this file. Choose an earlier period for the others.", kAuditInCsv))
        .text("")
        .end_row();
    return csv.take("audit-log.csv");
}

}  // namespace

base::Result<Answer> PeopleHandlers::list_audit(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    const auto limit = reader.number("limit", 1, kMaxAuditLength).value_or(kDefaultAuditLength);
    store::AuditFilter filter;
    filter.before = reader.number("cursor", 1, std::numeric_limits<std::int64_t>::max());
    filter.who = reader.text("who", kMaxEmailLength);
    filter.about = reader
                       .choice("about", {"story", "section", "topic", "author", "trash", "person", "password", "passkey", "second_factor",
                                         "session", "token", "setting", "menu", "redirect", "front", "template", "import"})
                       .value_or("");
    filter.from = reader.time("from");
    filter.until = reader.time("until");
    const bool as_csv = reader.choice("format", {"json", "csv"}) == "csv";
    TRY_VOID(reader.finish());
    // It must contain everything answered before: notes that are still pending are moved now.
    TRY(const auto pending, store::SiteReader(snapshot).pending_notes(5 * store::kNotesMovedAtOnce));
    TRY_VOID(credentials_.audit().append_pending(pending));
    if (as_csv) {
        return audit_csv(credentials_.audit(), std::move(filter));
    }
    TRY(const auto entries, credentials_.audit().list(filter, limit));
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
