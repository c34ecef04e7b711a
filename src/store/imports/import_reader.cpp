// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/imports/import_reader.hpp"

#include "store/imports/import_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

ImportReader::ImportReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<KeptImport>> ImportReader::imports(std::int64_t before, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<KeptImport>> {
        auto query = session_.session().query("import_run.list");
        query.set("before", before > 0 ? before : INT64_MAX).set("limit", limit);
        std::vector<KeptImport> found;
        while (query.next()) {
            found.push_back(import_in(query));
        }
        return found;
    });
}

base::Result<std::optional<KeptImport>> ImportReader::import(std::int64_t id) {
    return guarded([&]() -> base::Result<std::optional<KeptImport>> { return find_import(session_.session(), id); });
}

base::Result<std::vector<ImportCount>> ImportReader::counts(std::int64_t import) {
    return guarded([&]() -> base::Result<std::vector<ImportCount>> {
        auto query = session_.session().query("import_count.of_run");
        query.set("run", import);
        std::vector<ImportCount> found;
        while (query.next()) {
            found.push_back(import_count_in(query));
        }
        return found;
    });
}

base::Result<std::vector<ImportKind>> ImportReader::kinds(std::int64_t import) {
    return guarded([&]() -> base::Result<std::vector<ImportKind>> {
        auto query = session_.session().query("import_note.kinds");
        query.set("run", import);
        std::vector<ImportKind> found;
        while (query.next()) {
            found.push_back({query.text("kind"), {query.integer("open"), query.integer("done"), query.integer("dismissed")}});
        }
        return found;
    });
}

base::Result<std::vector<ImportNote>> ImportReader::notes(const ImportNoteQuery& wanted) {
    return guarded([&]() -> base::Result<std::vector<ImportNote>> {
        auto query =
            session_.session().query(wanted.kind.empty() ? StatementName("import_note.list") : StatementName("import_note.list_kind"));
        if (!wanted.kind.empty()) {
            query.set("kind", wanted.kind);
        }
        query.set("run", wanted.import).set("state", to_string(wanted.state)).set("after", wanted.after).set("limit", wanted.limit);
        std::vector<ImportNote> found;
        while (query.next()) {
            found.push_back(import_note_in(query));
        }
        return found;
    });
}

base::Result<std::optional<ImportNote>> ImportReader::note(std::int64_t import, std::int64_t id) {
    return guarded([&]() -> base::Result<std::optional<ImportNote>> {
        auto query = session_.session().query("import_note.get");
        return query.set("run", import).set("id", id).one() ? std::optional(import_note_in(query)) : std::nullopt;
    });
}

}  // namespace stoppress::store
