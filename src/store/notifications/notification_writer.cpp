// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/notifications/notification_writer.hpp"

#include "store/limits.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/slug_list.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

NotificationWriter::NotificationWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<std::vector<std::string>> NotificationWriter::tell(const Event& event, std::span<const std::string> people) {
    return guarded([&]() -> base::Result<std::vector<std::string>> {
        std::vector<std::string> told;
        auto& session = session_.session();
        for (const auto& who : std::set<std::string>(people.begin(), people.end())) {
            if (who.empty() || who == event.by) {
                continue;
            }
            TRY(const auto unwanted, NotificationReader(WriteTransaction(session_).look()).unwanted(who));
            if (unwanted.contains(event.kind)) {
                continue;
            }
            auto next = session.query("notification.next");
            next.one();
            auto insert = session.query("notification.insert");
            insert.set("number", next.integer("number")).set("who", who).set("now", base::to_milliseconds(session_.now()));
            insert.set("kind", to_string(event.kind)).set("story", event.story.value).set("note", event.note).set("by", event.by).run();
            session.query("notification.delete_surplus").set("who", who).set("most", kMaxNotifications).run();
            told.push_back(who);
        }
        if (!told.empty()) {
            session_.wake_followers();
        }
        return told;
    });
}

base::Result<void> NotificationWriter::mark_read(const std::string& who, std::span<const std::int64_t> numbers) {
    return guarded([&]() -> base::Result<void> {
        for (const auto number : numbers) {
            auto query = session_.session().query("notification.mark_read");
            query.set("who", who).set("number", number).set("now", base::to_milliseconds(session_.now())).run();
        }
        return {};
    });
}

base::Result<void> NotificationWriter::mark_read_through(const Recipient& recipient, std::int64_t number) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("notification.mark_read_through");
        query.set("who", recipient.name).set("sees_all", std::int64_t{recipient.sees_all});
        query.set("number", number).set("now", base::to_milliseconds(session_.now())).run();
        return {};
    });
}

base::Result<void> NotificationWriter::choose(const std::string& who, const std::set<NotificationKind>& unwanted) {
    return guarded([&]() -> base::Result<void> {
        std::vector<std::string> words;
        words.reserve(unwanted.size());
        for (const auto kind : unwanted) {
            words.emplace_back(to_string(kind));
        }
        session_.session().query("notification.choose").set("who", who).set("unwanted", join_words(words)).run();
        return {};
    });
}

base::Result<std::int64_t> NotificationWriter::delete_expired() {
    return guarded([&]() -> base::Result<std::int64_t> {
        std::vector<std::int64_t> expired;
        auto query = session_.session().query("notification.expired");
        query.set("before", base::to_milliseconds(session_.now() - kNotificationsKept)).set("limit", kNotificationsDeletedAtOnce);
        while (query.next()) {
            expired.push_back(query.integer("number"));
        }
        for (const auto number : expired) {
            session_.session().query("notification.delete").set("number", number).run();
        }
        return static_cast<std::int64_t>(expired.size());
    });
}

base::Result<void> NotificationWriter::forget(const std::string& who) {
    return guarded([&]() -> base::Result<void> {
        session_.session().query("notification.delete_all_of").set("who", who).run();
        session_.session().query("notification.delete_choice").set("who", who).run();
        return {};
    });
}

}  // namespace stoppress::store
