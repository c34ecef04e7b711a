// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/audit_log.hpp"

#include <limits>

#include <fmt/format.h>

#include "staff/secret.hpp"
#include "store/site/audit_event.hpp"

namespace stoppress::store {
namespace {

constexpr std::size_t kMaxText = 500;  // bytes of each; longer texts are cut

/// On one line, without characters that a terminal would interpret, and of limited length.
std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, kMaxText)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\x{:02x}", byte);
        } else {
            out += c;
        }
    }
    // Removes a character that was cut in two.
    if (text.size() > kMaxText) {
        while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xc0U) == 0x80U) {
            out.pop_back();
        }
        if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xc0U) {
            out.pop_back();
        }
    }
    return out;
}

/// Each text with its length, so that different entries never have the same form.
std::string hash_of(std::string_view before, const AuditEntry& entry) {
    std::string text = fmt::format("{}\n{}\n{}\n", before, entry.number, base::to_milliseconds(entry.at));
    for (const std::string* part :
         {&entry.note.who, &entry.note.action, &entry.note.subject, &entry.note.detail, &entry.note.address_hint}) {
        text += fmt::format("{}:{}\n", part->size(), *part);
    }
    // Entries of earlier versions have none, and keep their hashes.
    if (!entry.origin.empty()) {
        text += fmt::format("{}:{}\n", entry.origin.size(), entry.origin);
    }
    return staff::fingerprint(text);
}

AuditEntry entry_of(const Query& row) {
    AuditEntry entry;
    entry.number = row.integer("number");
    entry.at = base::from_milliseconds(row.integer("at"));
    entry.note.who = row.text("who");
    entry.note.action = row.text("action");
    entry.note.subject = row.text("subject");
    entry.note.detail = row.text("detail");
    entry.note.address_hint = row.text("address_hint");
    entry.origin = row.text("origin");
    entry.hash = row.text("hash");
    return entry;
}

}  // namespace

void append_note(Session& session, base::Time at, const AuditEvent& note, std::string_view origin) {
    // Locks the row, and so takes its turn, before reading it.
    session.query("credentials.next_audit").run();
    auto last = session.query("credentials.last_audit");
    last.one();
    AuditEntry entry;
    entry.number = last.integer("number");
    entry.at = at;
    entry.note = {.who = tidy(note.who),
                  .action = tidy(note.action),
                  .subject = tidy(note.subject),
                  .detail = tidy(note.detail),
                  .address_hint = tidy(note.address_hint)};
    entry.origin = origin;
    const std::string hash = hash_of(last.text("hash"), entry);
    auto insert = session.query("credentials.insert_audit");
    insert.set("number", entry.number).set("at", base::to_milliseconds(at)).set("who", entry.note.who).set("action", entry.note.action);
    insert.set("subject", entry.note.subject).set("detail", entry.note.detail).set("address_hint", entry.note.address_hint);
    if (origin.empty()) {
        insert.set_null("origin");
    } else {
        insert.set("origin", origin);
    }
    insert.set("hash", hash).run();
    session.query("credentials.keep_audit_hash").set("hash", hash).run();
}

base::Result<void> AuditLog::append(const AuditEvent& note) {
    return connection_.write([&](Session& session) -> base::Result<void> {
        append_note(session, connection_.now(), note);
        return {};
    });
}

base::Result<void> AuditLog::append_pending(std::span<const PendingNote> notes) {
    if (notes.empty()) {
        return {};
    }
    return connection_.write([&](Session& session) -> base::Result<void> {
        for (const auto& note : notes) {
            // Takes its turn first: other nodes move notes, too.
            session.query("credentials.take_audit_turn").run();
            if (!session.query("credentials.has_audit_origin").set("origin", note.origin).one()) {
                append_note(session, note.at, note.event, note.origin);
            }
        }
        return {};
    });
}

base::Result<std::vector<AuditEntry>> AuditLog::list(const AuditFilter& filter, std::int64_t limit) {
    return connection_.read([&](Session& session) -> base::Result<std::vector<AuditEntry>> {
        std::vector<AuditEntry> entries;
        auto query = session.query("credentials.list_audit");
        constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
        query.set("before", filter.before.value_or(kMost)).set("limit", limit).set("who", filter.who).set("about", filter.about);
        query.set("since", filter.from ? base::to_milliseconds(*filter.from) : 0);
        query.set("until", filter.until ? base::to_milliseconds(*filter.until) : kMost);
        while (query.next()) {
            entries.push_back(entry_of(query));
        }
        return entries;
    });
}

AuditLog::Verdict verify_audit(Session& session) {
    AuditLog::Verdict verdict;
    std::string before;
    auto query = session.query("credentials.all_audit");
    while (query.next()) {
        const AuditEntry entry = entry_of(query);
        ++verdict.entries;
        if (verdict.broken == 0 && (entry.number != verdict.entries || entry.hash != hash_of(before, entry))) {
            verdict.broken = entry.number;
        }
        before = entry.hash;
    }
    auto last = session.query("credentials.last_audit");
    last.one();
    if (verdict.broken == 0 && (last.integer("number") != verdict.entries || last.text("hash") != before)) {
        verdict.broken = verdict.entries + 1;
    }
    return verdict;
}

base::Result<AuditLog::Verdict> AuditLog::verify() {
    return connection_.read([](Session& session) -> base::Result<Verdict> { return verify_audit(session); });
}

}  // namespace stoppress::store
