// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/site/site_writer.hpp"

#include "staff/secret.hpp"
#include "store/site/kept_answer_rows.hpp"
#include "store/transaction/tags.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

SiteWriter::SiteWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<bool> SiteWriter::put_setting(const std::string& key, const std::string& value) {
    return guarded([&]() -> base::Result<bool> {
        auto known = session_.session().query("setting.get");
        if (known.set("key", key).one() && known.text("value") == value) {
            return false;
        }
        session_.session().query("setting.put").set("key", key).set("value", value).run();
        session_.append_change("setting", {}, {settings_tag()});
        return true;
    });
}

base::Result<bool> SiteWriter::remove_setting(const std::string& key) {
    return guarded([&]() -> base::Result<bool> {
        if (!session_.session().query("setting.get").set("key", key).one()) {
            return false;
        }
        session_.session().query("setting.delete").set("key", key).run();
        session_.append_change("setting", {}, {settings_tag()});
        return true;
    });
}

base::Result<bool> SiteWriter::put_menu(const std::string& language, const std::vector<MenuLink>& links) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        session.query("menu_link.delete").set("language", language).run();
        std::int64_t position = 0;
        for (const auto& link : links) {
            session.query("menu_link.insert")
                .set("language", language)
                .set("position", ++position)
                .set("label", link.label)
                .set("address", link.address)
                .run();
        }
        session_.append_change("menu", {}, {menu_tag()});
        return true;
    });
}

base::Result<void> SiteWriter::note(const AuditEvent& event) {
    return guarded([&]() -> base::Result<void> {
        auto query = session_.session().query("audit_outbox.put");
        query.set("origin", staff::new_secret()).set("at", base::to_milliseconds(session_.now())).set("who", event.who);
        query.set("action", event.action).set("subject", event.subject).set("detail", event.detail);
        query.set("address_hint", event.address_hint).run();
        return {};
    });
}

base::Result<void> SiteWriter::forget_notes(std::span<const PendingNote> notes) {
    return guarded([&]() -> base::Result<void> {
        for (const auto& note : notes) {
            session_.session().query("audit_outbox.delete").set("origin", note.origin).run();
        }
        return {};
    });
}

base::Result<std::optional<KeptAnswer>> SiteWriter::kept_answer(const std::string& key) {
    return guarded([&]() -> base::Result<std::optional<KeptAnswer>> {
        return find_kept_answer(session_.session().query("kept_answer.find"), key, session_.now());
    });
}

base::Result<void> SiteWriter::keep_answer(KeptAnswer answer) {
    return guarded([&]() -> base::Result<void> {
        answer.at = session_.now();
        put_kept_answer(session_.session().query("kept_answer.put"), answer);
        return {};
    });
}

base::Result<std::int64_t> SiteWriter::sweep_answers() {
    return guarded(
        [&]() -> base::Result<std::int64_t> { return sweep_kept_answers(session_.session().query("kept_answer.sweep"), session_.now()); });
}

}  // namespace stoppress::store
