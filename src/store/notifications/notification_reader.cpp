// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/notifications/notification_reader.hpp"

#include "store/slug_list.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

std::vector<std::string> names_in(Query& query) {
    std::vector<std::string> names;
    while (query.next()) {
        names.push_back(query.text("who"));
    }
    return names;
}

}  // namespace

NotificationReader::NotificationReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<Notification>> NotificationReader::list(const Recipient& recipient, Which which, std::int64_t before,
                                                                 std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Notification>> {
        std::vector<Notification> found;
        auto query = session_.session().query("notification.list");
        query.set("who", recipient.name).set("sees_all", std::int64_t{recipient.sees_all});
        query.set("only_unread", std::int64_t{which == Which::unread}).set("before", before).set("limit", limit);
        while (query.next()) {
            Notification one;
            one.number = query.integer("number");
            one.at = base::from_milliseconds(query.integer("at"));
            one.kind = parse_notification_kind(query.text("kind")).value_or(NotificationKind::note);
            one.story = {query.integer("story")};
            one.note = query.integer("note");
            one.by = query.text("done_by");
            if (const auto read = query.optional_integer("read_at")) {
                one.read_at = base::from_milliseconds(*read);
            }
            one.headline = query.text("headline");
            found.push_back(std::move(one));
        }
        return found;
    });
}

base::Result<std::int64_t> NotificationReader::count_unread(const Recipient& recipient) {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto query = session_.session().query("notification.count_unread");
        query.set("who", recipient.name).set("sees_all", std::int64_t{recipient.sees_all}).one();
        return query.integer("unread");
    });
}

base::Result<std::set<NotificationKind>> NotificationReader::unwanted(std::string_view who) {
    return guarded([&]() -> base::Result<std::set<NotificationKind>> {
        std::set<NotificationKind> kinds;
        auto query = session_.session().query("notification.unwanted");
        if (query.set("who", who).one()) {
            for (const auto& word : split_words(query.text("unwanted"))) {
                if (const auto kind = parse_notification_kind(word)) {
                    kinds.insert(*kind);
                }
            }
        }
        return kinds;
    });
}

base::Result<std::vector<std::string>> NotificationReader::people_of(base::StoryId story) {
    return guarded([&]() -> base::Result<std::vector<std::string>> {
        auto query = session_.session().query("notification.people_of_story");
        query.set("story", story.value);
        return names_in(query);
    });
}

base::Result<std::vector<std::string>> NotificationReader::note_writers(base::StoryId story) {
    return guarded([&]() -> base::Result<std::vector<std::string>> {
        auto query = session_.session().query("notification.note_writers");
        query.set("story", story.value);
        return names_in(query);
    });
}

base::Result<std::vector<std::string>> NotificationReader::names() {
    return guarded([&]() -> base::Result<std::vector<std::string>> {
        auto query = session_.session().query("notification.names");
        return names_in(query);
    });
}

std::int64_t last_notification(Session& session) {
    auto query = session.query("notification.last");
    query.one();
    return query.integer("number");
}

std::vector<std::string> told_after(Session& session, std::int64_t number) {
    auto query = session.query("notification.told_after");
    query.set("number", number);
    return names_in(query);
}

}  // namespace stoppress::store
