// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/site/site_reader.hpp"

#include "store/site/kept_answer_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

SiteReader::SiteReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::map<std::string, std::string, std::less<>>> SiteReader::settings() {
    return guarded([&]() -> base::Result<std::map<std::string, std::string, std::less<>>> {
        std::map<std::string, std::string, std::less<>> settings;
        auto query = session_.session().query("setting.list");
        while (query.next()) {
            settings.emplace(query.text("key"), query.text("value"));
        }
        return settings;
    });
}

base::Result<std::vector<Menu>> SiteReader::menus() {
    return guarded([&]() -> base::Result<std::vector<Menu>> {
        std::vector<Menu> menus;
        auto query = session_.session().query("menu_link.list");
        while (query.next()) {
            if (menus.empty() || menus.back().language != query.text("language")) {
                menus.push_back({query.text("language"), {}});
            }
            menus.back().links.push_back({query.text("label"), query.text("address")});
        }
        return menus;
    });
}

base::Result<std::vector<PendingNote>> SiteReader::pending_notes(std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<PendingNote>> {
        std::vector<PendingNote> notes;
        auto query = session_.session().query("audit_outbox.list");
        query.set("limit", limit);
        while (query.next()) {
            PendingNote note;
            note.origin = query.text("origin");
            note.at = base::from_milliseconds(query.integer("at"));
            note.event = {.who = query.text("who"),
                          .action = query.text("action"),
                          .subject = query.text("subject"),
                          .detail = query.text("detail"),
                          .address_hint = query.text("address_hint")};
            notes.push_back(std::move(note));
        }
        return notes;
    });
}

base::Result<std::optional<KeptAnswer>> SiteReader::kept_answer(const std::string& key, base::Time now) {
    return guarded([&]() -> base::Result<std::optional<KeptAnswer>> {
        return find_kept_answer(session_.session().query("kept_answer.find"), key, now);
    });
}

base::Result<KeptAnswers> SiteReader::kept_answers_of(const std::string& who, base::Time now) {
    return guarded(
        [&]() -> base::Result<KeptAnswers> { return count_kept_answers(session_.session().query("kept_answer.use"), who, now); });
}

}  // namespace stoppress::store
