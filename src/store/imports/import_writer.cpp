// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/imports/import_writer.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "staff/secret.hpp"
#include "store/imports/import_rows.hpp"
#include "store/limits.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

/// A note that is there already.
struct KnownNote {
    std::int64_t id = 0;
    NoteState state = NoteState::open;
    std::optional<std::int64_t> decided_at{};
    std::string decided_by{};
    /// An earlier run did not report it; nobody decided anything.
    [[nodiscard]] bool gone() const { return state == NoteState::done && decided_by.empty(); }
};

/// The same in each run of the source, wherever in the file it is by now.
std::string key_of(const ImportAccount& account, const NewImportNote& note) {
    return staff::fingerprint(fmt::format("{}\n{}\n{}\n{}", account.source, note.kind, note.item, note.words));
}

std::optional<KnownNote> find_known(Session& session, const std::string& key) {
    auto query = session.query("import_note.by_key");
    if (!query.set("key", key).one()) {
        return std::nullopt;
    }
    return KnownNote{query.integer("id"), parse_note_state(query.text("state")).value_or(NoteState::open),
                     query.optional_integer("decided_at"), query.text("decided_by")};
}

/// A run's note, and the same note of an earlier run.
struct ComparedNote {
    const NewImportNote* note = nullptr;
    std::string key;
    std::optional<KnownNote> known;
};

std::vector<ComparedNote> compare_notes(Session& session, const ImportAccount& account) {
    std::vector<ComparedNote> compared;
    std::unordered_set<std::string> keys;
    for (const auto& note : account.notes) {
        auto key = key_of(account, note);
        if (keys.insert(key).second) {
            auto known = find_known(session, key);
            compared.push_back({&note, std::move(key), std::move(known)});
        }
    }
    return compared;
}

bool is_spared(const ImportAccount& account, const std::string& kind) {
    return !account.complete || std::ranges::find(account.spared, kind) != account.spared.end();
}

struct OpenNotes {
    std::string kind;
    std::int64_t notes = 0;
};

/// Of the kinds whose notes are done if this run does not report them.
std::vector<OpenNotes> closable_notes(Session& session, const ImportAccount& account) {
    std::vector<OpenNotes> found;
    auto query = session.query("import_note.open_kinds");
    query.set("source", account.source);
    while (query.next()) {
        if (!is_spared(account, query.text("kind"))) {
            found.push_back({query.text("kind"), query.integer("notes")});
        }
    }
    return found;
}

bool has_news(const ImportAccount& account, const std::vector<ComparedNote>& notes, const std::vector<OpenNotes>& closable) {
    std::int64_t open = 0;
    for (const auto& one : notes) {
        if (!one.known || one.known->gone()) {
            return true;
        }
        if (one.known->state == NoteState::open && !is_spared(account, one.note->kind)) {
            ++open;
        }
    }
    std::int64_t before = 0;
    for (const auto& kind : closable) {
        before += kind.notes;
    }
    return before > open;
}

std::int64_t insert_run(WriterSession& writer, const ImportAccount& account) {
    auto query = writer.session().query("import_run.insert");
    query.set("format", account.format).set("name", account.name).set("source", account.source);
    query.set("began_at", base::to_milliseconds(account.began_at)).set("ended_at", base::to_milliseconds(writer.now()));
    query.set("made_by", account.by).set("complete", std::int64_t{account.complete ? 1 : 0}).set("notes_left_out", account.notes_left_out);
    query.one();
    const auto run = query.integer("id");
    std::int64_t position = 0;
    for (const auto& count : account.counts) {
        auto insert = writer.session().query("import_count.insert");
        insert.set("run", run).set("position", position++).set("part", to_string(count.part)).set("name", count.name);
        insert.set("items", count.items).set("taken", count.taken).set("changed", count.changed).set("unchanged", count.unchanged);
        insert.set("skipped", count.skipped).set("refused", count.refused).run();
    }
    return run;
}

void renew_note(Session& session, std::int64_t run, const ComparedNote& compared) {
    const auto& note = *compared.note;
    const auto& known = *compared.known;
    auto query = session.query("import_note.renew");
    query.set("id", known.id).set("run", run).set("kind", note.kind).set("story", note.story).set("line", note.line);
    query.set("address", note.address);
    query.set("state", to_string(known.gone() ? NoteState::open : known.state));
    query.set("decided_at", known.gone() ? std::nullopt : known.decided_at).set("decided_by", known.decided_by).run();
}

void put_notes(Session& session, std::int64_t run, const std::vector<ComparedNote>& notes) {
    auto last = session.query("import_note.last");
    last.one();
    auto id = last.integer("id");
    for (const auto& one : notes) {
        if (one.known) {
            renew_note(session, run, one);
            continue;
        }
        auto query = session.query("import_note.insert");
        query.set("id", ++id).set("run", run).set("key", one.key).set("kind", one.note->kind).set("story", one.note->story);
        query.set("file", one.note->file).set("line", one.note->line).set("address", one.note->address).set("words", one.note->words).run();
    }
}

/// Old runs of which nothing is left to do.
void remove_surplus(Session& session, std::int64_t newest) {
    std::vector<std::int64_t> surplus;
    auto query = session.query("import_run.surplus");
    query.set("until", newest - kMaxKeptImports);
    while (query.next()) {
        surplus.push_back(query.integer("id"));
    }
    for (const auto id : surplus) {
        session.query("import_note.delete").set("run", id).run();
        session.query("import_count.delete").set("run", id).run();
        session.query("import_run.delete").set("id", id).run();
    }
}

base::Error no_import_note(std::int64_t import, std::int64_t note) {
    return base::fail(base::ErrorCode::not_found,
                      fmt::format("Import {} has no note {}. A later import of the same source may have it now.", import, note));
}

base::Result<void> check_import(Session& session, std::int64_t import) {
    return find_import(session, import) ? base::Result<void>{}
                                        : base::fail(base::ErrorCode::not_found, fmt::format("There is no import {}.", import));
}

}  // namespace

ImportWriter::ImportWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<std::optional<std::int64_t>> ImportWriter::keep(const ImportAccount& account) {
    return guarded([&]() -> base::Result<std::optional<std::int64_t>> {
        auto& session = session_.session();
        const auto notes = compare_notes(session, account);
        const auto closable = closable_notes(session, account);
        if (!account.changed && !has_news(account, notes, closable)) {
            return std::nullopt;
        }
        const auto run = insert_run(session_, account);
        put_notes(session, run, notes);
        for (const auto& kind : closable) {
            auto query = session.query("import_note.close");
            query.set("source", account.source)
                .set("kind", kind.kind)
                .set("run", run)
                .set("now", base::to_milliseconds(session_.now()))
                .run();
        }
        remove_surplus(session, run);
        return run;
    });
}

base::Result<ImportNote> ImportWriter::decide(std::int64_t import, std::int64_t note, NoteState state, const std::string& by) {
    return guarded([&]() -> base::Result<ImportNote> {
        auto& session = session_.session();
        auto found = session.query("import_note.get");
        if (!found.set("run", import).set("id", note).one()) {
            return no_import_note(import, note);
        }
        auto decided = import_note_in(found);
        if (decided.state == state) {
            return decided;
        }
        const bool open = state == NoteState::open;
        decided.state = state;
        decided.decided_at = open ? std::nullopt : std::optional(session_.now());
        decided.decided_by = open ? std::string{} : by;
        auto query = session.query("import_note.decide");
        query.set("id", note).set("state", to_string(state)).set("by", decided.decided_by);
        query.set("at", decided.decided_at ? std::optional(base::to_milliseconds(*decided.decided_at)) : std::nullopt).run();
        return decided;
    });
}

base::Result<DecidedNotes> ImportWriter::decide_kind(std::int64_t import, const std::string& kind, NoteState state, const std::string& by) {
    return guarded([&]() -> base::Result<DecidedNotes> {
        auto& session = session_.session();
        TRY_VOID(check_import(session, import));
        const auto at = session_.now();
        auto query = session.query("import_note.decide_kind");
        query.set("run", import).set("kind", kind).set("state", to_string(state)).set("by", by);
        const auto notes = query.set("at", base::to_milliseconds(at)).run();
        return DecidedNotes{notes, at};
    });
}

base::Result<std::int64_t> ImportWriter::reopen_kind(std::int64_t import, const std::string& kind, base::Time at, const std::string& by) {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto& session = session_.session();
        TRY_VOID(check_import(session, import));
        auto query = session.query("import_note.reopen_kind");
        return query.set("run", import).set("kind", kind).set("at", base::to_milliseconds(at)).set("by", by).run();
    });
}

}  // namespace stoppress::store
