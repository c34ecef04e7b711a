// SPDX-License-Identifier: GPL-3.0-or-later
// What a story goes through once it is written: review, publishing, taking back, withdrawing.
#include "newsroom/access.hpp"
#include "newsroom/handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/object_reader.hpp"
#include "newsroom/story_answer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using Move = std::move_only_function<Result<void>(store::WriteTransaction&, base::StoryId)>;

/// The request's fields; an absent body has none.
Result<ParsedJson> read_fields(const Call& call) {
    if (call.request.body.empty()) {
        return ParsedJson{boost::json::object{}, ""};
    }
    ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    return parsed;
}

/// Moves the story on if its state then and there allows it to whoever asks.
Result<Change> move_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot, Action action, Move move) {
    const base::StoryId id = call.parameters.story;
    TRY(auto owner, snapshot.created_by(id));
    Change change;
    change.job = [id, action, owner = std::move(owner), who = *call.who, move = std::move(move)](store::WriteTransaction& transaction,
                                                                                                 Outcome& outcome) mutable -> Result<void> {
        TRY(const auto story, transaction.story(id));
        TRY_VOID(allow(who, action, {.id = id, .status = story.status, .owner = owner}));
        TRY_VOID(move(transaction, id));
        TRY(outcome.story, transaction.story(id));
        return {};
    };
    change.answer = [&parts](store::ReadSnapshot& after, Outcome& outcome) { return story_answer(parts, after, *outcome.story); };
    return change;
}

}  // namespace

Result<Change> review_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto parsed, read_fields(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const bool in_review = reader.truth("in_review").value_or(true);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return move_story(parts, call, snapshot, Action::hand_in, [in_review](store::WriteTransaction& transaction, base::StoryId id) {
        return transaction.set_in_review(id, in_review);
    });
}

Result<Change> publish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto parsed, read_fields(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    std::optional<base::Time> at;
    if (reader.has("at")) {
        at = reader.time("at");
    } else {
        reader.any("at");
    }
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return move_story(parts, call, snapshot, Action::publish,
                      [at](store::WriteTransaction& transaction, base::StoryId id) { return transaction.publish(id, at); });
}

Result<Change> unpublish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto parsed, read_fields(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return move_story(parts, call, snapshot, Action::publish,
                      [](store::WriteTransaction& transaction, base::StoryId id) { return transaction.unpublish(id); });
}

Result<Change> withdraw_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto parsed, read_fields(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    std::string reason = reader.text("reason", kMaxReason, Lines::many).value_or("");
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return move_story(
        parts, call, snapshot, Action::publish,
        [reason = std::move(reason)](store::WriteTransaction& transaction, base::StoryId id) { return transaction.withdraw(id, reason); });
}

}  // namespace stoppress::newsroom
