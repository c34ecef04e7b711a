// SPDX-License-Identifier: GPL-3.0-or-later
// Decides about notes of an import: one, or all open ones of a kind; and undoes it.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/moving/import_answer.hpp"
#include "newsroom/moving/import_handlers.hpp"
#include "store/imports/import_reader.hpp"
#include "store/imports/import_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;
using store::ImportWriter;
using store::NoteState;

/// What a request asks for: about one note, or about a kind.
struct NoteDecision {
    NoteState state = NoteState::open;
    std::int64_t note = 0;
    std::string kind;
    std::optional<base::Time> decided_at;  ///< of the decision about a kind that is undone
};

Result<NoteDecision> read_decision(std::string_view bytes) {
    BodyReader body(bytes);
    NoteDecision decision;
    const auto state = body.choice("state", {"open", "done", "dismissed"});
    if (!state) {
        body.missing("state", "open, done or dismissed");
    }
    decision.state = store::parse_note_state(state.value_or("")).value_or(NoteState::open);
    decision.note = body.id("note").value_or(0);
    decision.kind = body.text("kind", kMaxNoteKind).value_or("");
    decision.decided_at = body.time("decided_at");
    if (decision.note == 0 && decision.kind.empty()) {
        body.missing("note", "the id of a note; or send a kind");
    } else if (decision.note != 0 && !decision.kind.empty()) {
        body.refuse("kind", "cannot be sent together with a note");
    }
    if (!decision.kind.empty() && decision.state == NoteState::open && !decision.decided_at) {
        body.missing("decided_at", "when the decision was made that is undone");
    } else if (decision.decided_at && (decision.kind.empty() || decision.state != NoteState::open)) {
        body.refuse("decided_at", "is for undoing a decision about a kind");
    }
    TRY_VOID(body.close());
    return decision;
}

/// What was done, for the answer.
struct DecisionMade {
    std::int64_t notes = 0;
    std::optional<base::Time> at;
};

Result<DecisionMade> make_decision(store::WriteTransaction& transaction, std::int64_t import, const NoteDecision& decision,
                                   const std::string& by, std::string& detail) {
    ImportWriter writer(transaction);
    if (decision.note != 0) {
        TRY(const auto before, store::ImportReader(transaction.look()).note(import, decision.note));
        TRY(const auto note, writer.decide(import, decision.note, decision.state, by));
        detail = fmt::format("{}: {}", note.file, note.words);
        return DecisionMade{before && before->state != note.state ? 1 : 0, note.decided_at};
    }
    if (decision.state == NoteState::open) {
        TRY(const auto notes, writer.reopen_kind(import, decision.kind, *decision.decided_at, by));
        detail = fmt::format("{} × {}", notes, decision.kind);
        return DecisionMade{notes, std::nullopt};
    }
    TRY(const auto decided, writer.decide_kind(import, decision.kind, decision.state, by));
    detail = fmt::format("{} × {}", decided.notes, decision.kind);
    return DecisionMade{decided.notes, decided.notes == 0 ? std::nullopt : std::optional(decided.at)};
}

}  // namespace

Result<Change> decide_import_notes(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    TRY(auto decision, read_decision(call.request.body));
    auto made = std::make_shared<DecisionMade>();
    Change change;
    // Otherwise it has the route's name.
    if (decision.state == NoteState::dismissed) {
        change.action = "import.dismiss";
    } else if (decision.state == NoteState::open) {
        change.action = "import.reopen";
    }
    change.job = [&call, made, decision = std::move(decision)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        outcome.subject = fmt::format("import {}", call.parameters.revision);
        TRY(*made, make_decision(transaction, call.parameters.revision, decision, call.who->name, outcome.detail));
        outcome.audited = made->notes > 0;
        return {};
    };
    change.answer = [&call, made](store::ReadSnapshot& after, Outcome& /*outcome*/) -> Result<Answer> {
        TRY(const auto kinds, store::ImportReader(after).kinds(call.parameters.revision));
        JsonWriter json;
        json.begin_object();
        json.key("changed").number(made->notes);
        json.key("decided_at").time(made->at);
        write_import_kinds(json, kinds);
        json.end_object();
        return answer_of(json);
    };
    return change;
}

}  // namespace stoppress::newsroom
