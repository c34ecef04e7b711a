// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <set>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/notifications/notification_handlers.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/notifications/notification_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;
using store::NotificationReader;
using store::NotificationWriter;

constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();

store::Recipient recipient_of(const Call& call) {
    return {.name = call.who->name, .sees_all = sees_all(*call.who)};
}

Result<Answer> unread_answer(const Call& call, const store::ReadSnapshot& snapshot) {
    TRY(const auto unread, NotificationReader(snapshot).count_unread(recipient_of(call)));
    JsonWriter json;
    json.begin_object();
    json.key("unread").number(unread);
    json.end_object();
    return answer_of(json);
}

Result<Answer> choice_answer(const Call& call, const store::ReadSnapshot& snapshot) {
    TRY(const auto unwanted, NotificationReader(snapshot).unwanted(call.who->name));
    JsonWriter json;
    json.begin_object();
    for (const auto kind : store::kNotificationKinds) {
        json.key(store::to_string(kind)).truth(!unwanted.contains(kind));
    }
    json.end_object();
    return answer_of(json);
}

/// The notifications that are named one by one; what is wrong is refused.
std::vector<std::int64_t> read_numbers_in(BodyReader& body) {
    std::vector<std::int64_t> numbers;
    const auto* value = body.any("numbers");
    if (value == nullptr) {
        return numbers;
    }
    const auto* list = value->if_array();
    if (list == nullptr) {
        body.refuse("numbers", "must be a list of numbers", {"wrong-type"});
        return numbers;
    }
    if (list->size() > kMaxNotificationsMarked) {
        body.refuse("numbers", fmt::format("has more than {} entries", kMaxNotificationsMarked),
                    base::reason_with("too-many-entries", "limit", static_cast<std::int64_t>(kMaxNotificationsMarked)));
        return numbers;
    }
    for (const auto& one : *list) {
        const auto* number = one.if_int64();
        if (number == nullptr || *number < 1) {
            body.refuse("numbers", "must be a list of numbers of notifications", {"invalid"});
            return numbers;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace

Result<Answer> list_notifications(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader query(call.query);
    const auto which = query.choice("unread", {"true", "false"}) == "true" ? store::Which::unread : store::Which::all;
    const auto limit = query.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const auto before = query.number("cursor", 1, kHighest).value_or(kHighest);
    TRY_VOID(query.finish());
    NotificationReader reader(snapshot);
    const auto recipient = recipient_of(call);
    TRY(auto found, reader.list(recipient, which, before, limit + 1));
    TRY(const auto unread, reader.count_unread(recipient));
    const bool more = static_cast<std::int64_t>(found.size()) > limit;
    if (more) {
        found.pop_back();
    }
    JsonWriter json;
    json.begin_object();
    json.key("notifications").begin_array();
    for (const auto& one : found) {
        json.begin_object();
        json.key("number").number(one.number);
        json.key("at").time(one.at);
        json.key("kind").text(store::to_string(one.kind));
        json.key("by").text_or_null(one.by);
        json.key("story").number(one.story.value);
        json.key("headline").text(one.headline);
        json.key("note");
        if (one.note > 0) {
            json.number(one.note);
        } else {
            json.null();
        }
        json.key("read_at").time(one.read_at);
        json.end_object();
    }
    json.end_array();
    json.key("next").text_or_null(more ? std::to_string(found.back().number) : "");
    json.key("unread").number(unread);
    json.end_object();
    return answer_of(json);
}

Result<Answer> count_notifications(const Call& call, store::ReadSnapshot& snapshot) {
    return unread_answer(call, snapshot);
}

Result<Change> read_notifications(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    BodyReader body(call.request.body);
    auto numbers = read_numbers_in(body);
    const auto through = body.whole("through", 1, kHighest);
    if (body.has("numbers") && body.has("through")) {
        body.refuse("through", "cannot be sent together with numbers", {"invalid"});
    } else if (!body.has("numbers") && !body.has("through")) {
        body.missing("numbers", "a list of numbers; or send \"through\", the number up to which all are read");
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, numbers = std::move(numbers), through](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        // Other pages of this person show the count, too.
        outcome.notified = {call.who->name};
        NotificationWriter writer(transaction);
        return through ? writer.mark_read_through(recipient_of(call), *through) : writer.mark_read(call.who->name, numbers);
    };
    change.answer = [&call](store::ReadSnapshot& after, Outcome&) { return unread_answer(call, after); };
    return change;
}

Result<Answer> get_notification_choice(const Call& call, store::ReadSnapshot& snapshot) {
    return choice_answer(call, snapshot);
}

Result<Change> put_notification_choice(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    BodyReader body(call.request.body);
    std::vector<std::pair<store::NotificationKind, bool>> chosen;
    for (const auto kind : store::kNotificationKinds) {
        if (const auto wanted = body.truth(store::to_string(kind))) {
            chosen.emplace_back(kind, *wanted);
        }
    }
    TRY_VOID(body.close());
    Change change;
    change.job = [&call, chosen = std::move(chosen)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY(auto unwanted, NotificationReader(transaction.look()).unwanted(call.who->name));
        for (const auto& [kind, wanted] : chosen) {
            if (wanted) {
                unwanted.erase(kind);
            } else {
                unwanted.insert(kind);
            }
        }
        return NotificationWriter(transaction).choose(call.who->name, unwanted);
    };
    change.answer = [&call](store::ReadSnapshot& after, Outcome&) { return choice_answer(call, after); };
    return change;
}

}  // namespace stoppress::newsroom
