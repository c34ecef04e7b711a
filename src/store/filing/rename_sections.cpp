// SPDX-License-Identifier: GPL-3.0-or-later
// Reorders and renames sections, and merges topics: old names stay valid permanently.
#include <fmt/format.h>

#include "store/filing/entries.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/filing/records.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

base::Result<Section> load_section(WriterSession& writer, const std::string& slug) {
    auto query = writer.session().query("section.by_slug");
    if (!query.set("slug", slug).one()) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no section \"{}\".", slug));
    }
    return section_in(query);
}

base::Error refused(base::ErrorCode code, std::string_view field, std::string message, std::string what, base::Reason reason) {
    auto error = base::fail(code, std::move(message));
    error.fields.push_back({std::string(field), std::move(what), std::move(reason)});
    return error;
}

}  // namespace

base::Result<void> FilingWriter::show_section(const std::string& slug) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto section, load_section(session_, slug));
        if (!section.chosen) {
            session_.session().query("section.show").set("slug", slug).run();
            session_.append_change("section", {}, {section_tag(section.id), menu_tag()});
        }
        return {};
    });
}

base::Result<void> FilingWriter::place_section(const std::string& slug, std::int64_t position) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto section, load_section(session_, slug));
        if (section.position != position) {
            session_.session().query("section.place").set("id", section.id.value).set("position", position).run();
            session_.append_change("section", {}, {menu_tag()});
        }
        return {};
    });
}

base::Result<void> FilingWriter::rename_section(const std::string& slug, const std::string& to) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto section, load_section(session_, slug));
        if (slug == to) {
            return {};
        }
        if (!story::is_slug(to)) {
            return refused(base::ErrorCode::invalid, "/slug",
                           fmt::format("\"{}\" is not a valid slug: only lower-case letters, digits and hyphens are allowed.", to),
                           "is not a valid slug", {"not-a-slug"});
        }
        if (const auto named = find_section(session_, to); named && *named != section.id) {
            return refused(base::ErrorCode::conflict, "/slug",
                           fmt::format("\"{}\" is the current or a former slug of another section.", to),
                           "is already used by another section", {"in-use"});
        }
        auto& session = session_.session();
        session.query("section_alias.delete").set("alias", to).run();
        session.query("section.rename").set("id", section.id.value).set("slug", to).run();
        session.query("section_alias.insert").set("alias", slug).set("section", section.id.value).run();
        session_.append_change("section", {}, {section_tag(section.id), section_name_tag(section.id), menu_tag()});
        return {};
    });
}

}  // namespace stoppress::store
