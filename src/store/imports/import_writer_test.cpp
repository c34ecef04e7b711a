// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what is kept of imports.
#include "store/imports/import_writer.hpp"

#include <gmock/gmock.h>

#include "store/imports/import_reader.hpp"
#include "store/limits.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

NewImportNote note(const std::string& kind, const std::string& file, const std::string& words = "words") {
    return {kind, file, "", file, 3, "", words};
}

class Imports : public SiteTest {
protected:
    std::optional<std::int64_t> keep(const ImportAccount& account) {
        return value(write([&](WriteTransaction& t) { return ImportWriter(t).keep(account); }));
    }
    /// A run that changed something.
    static ImportAccount account(std::vector<NewImportNote> notes, const std::string& source = "hugo:site") {
        ImportAccount made;
        made.format = "hugo";
        made.name = "site";
        made.source = source;
        made.by = "command line";
        made.changed = true;
        made.notes = std::move(notes);
        return made;
    }
    std::vector<ImportNote> notes(std::int64_t import, NoteState state = NoteState::open, const std::string& kind = "") {
        return value(read([&](ReadSnapshot& s) { return ImportReader(s).notes({import, state, kind, 0, 1000}); }));
    }
    std::vector<std::string> files(std::int64_t import, NoteState state = NoteState::open) {
        std::vector<std::string> found;
        for (const auto& one : notes(import, state)) {
            found.push_back(one.file);
        }
        return found;
    }
    std::vector<std::int64_t> runs() {
        std::vector<std::int64_t> found;
        for (const auto& one : value(read([](ReadSnapshot& s) { return ImportReader(s).imports(0, 1000); }))) {
            found.push_back(one.id);
        }
        return found;
    }
    base::Result<ImportNote> decide(std::int64_t import, std::int64_t id, NoteState state) {
        return write([&](WriteTransaction& t) { return ImportWriter(t).decide(import, id, state, "ada"); });
    }
    DecidedNotes decide_kind(std::int64_t import, const std::string& kind, NoteState state) {
        return value(write([&](WriteTransaction& t) { return ImportWriter(t).decide_kind(import, kind, state, "ada"); }));
    }
    std::int64_t reopen_kind(std::int64_t import, const std::string& kind, base::Time at, const std::string& by) {
        return value(write([&](WriteTransaction& t) { return ImportWriter(t).reopen_kind(import, kind, at, by); }));
    }
};

TEST_F(Imports, KeepTheAccountOfARun) {
    auto made = account({note("file-missing", "a.md", "picture not found"), note("not-public", "b.md")});
    made.counts = {{ImportPart::items, "stories", 6, 2, 1, 1, 1, 1}, {ImportPart::skipped, "in the trash", 1, 0, 0, 0, 0, 0}};
    made.notes_left_out = 7;
    const auto id = keep(made);
    ASSERT_TRUE(id.has_value());
    const auto kept = value(read([&](ReadSnapshot& s) { return ImportReader(s).import(*id); }));
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->format, "hugo");
    EXPECT_EQ(kept->name, "site");
    EXPECT_EQ(kept->by, "command line");
    EXPECT_EQ(kept->ended_at, clock_.now());
    EXPECT_TRUE(kept->complete);
    EXPECT_EQ(kept->notes_left_out, 7);
    EXPECT_EQ(kept->notes.open, 2);
    EXPECT_EQ(kept->notes.done, 0);
    const auto counts = value(read([&](ReadSnapshot& s) { return ImportReader(s).counts(*id); }));
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts[0].name, "stories");
    EXPECT_EQ(counts[0].refused, 1);
    EXPECT_EQ(counts[1].part, ImportPart::skipped);
    const auto kinds = value(read([&](ReadSnapshot& s) { return ImportReader(s).kinds(*id); }));
    ASSERT_EQ(kinds.size(), 2U);
    EXPECT_EQ(kinds[0].kind, "file-missing");
    EXPECT_EQ(kinds[0].notes.open, 1);
    const auto missing = notes(*id, NoteState::open, "file-missing");
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].file, "a.md");
    EXPECT_EQ(missing[0].line, 3);
    EXPECT_EQ(missing[0].words, "picture not found");
    EXPECT_FALSE(value(read([&](ReadSnapshot& s) { return ImportReader(s).import(99); })).has_value());
}

TEST_F(Imports, NameTheStoryThatANoteIsAbout) {
    ImportedStory imported;
    imported.source = "hugo:a.md";
    imported.content = content("The harbour");
    imported.status = story::Status::draft;
    imported.body = value(stored_body(imported.content));
    value(write([&](WriteTransaction& t) { return StoryWriter(t).import_story(imported); }));
    auto about = note("not-public", "a.md");
    about.story = imported.source;
    about.address = "/a/";
    auto nowhere = note("not-public", "b.md");
    nowhere.story = "hugo:b.md";
    const auto id = keep(account({about, nowhere}));
    const auto found = notes(id.value());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].story);
    EXPECT_EQ(found[0].headline, "The harbour");
    EXPECT_EQ(found[0].address, "/a/");
    EXPECT_FALSE(found[1].story);
}

TEST_F(Imports, OfTheSameSourceHaveEachNoteOnce) {
    const auto first = keep(account({note("other", "a.md"), note("other", "b.md"), note("other", "c.md")})).value();
    const auto before = notes(first);
    value(decide(first, before[1].id, NoteState::dismissed));
    value(decide(first, before[2].id, NoteState::done));
    auto moved = note("other", "a.md");
    moved.line = 30;
    const auto second =
        keep(account({moved, note("other", "b.md"), note("other", "c.md"), note("other", "d.md"), note("other", "d.md")})).value();
    EXPECT_THAT(files(first), IsEmpty());
    EXPECT_THAT(files(second), ElementsAre("a.md", "d.md"));
    EXPECT_EQ(notes(second)[0].id, before[0].id);
    EXPECT_EQ(notes(second)[0].line, 30);
    EXPECT_THAT(files(second, NoteState::dismissed), ElementsAre("b.md"));
    EXPECT_THAT(files(second, NoteState::done), ElementsAre("c.md"));
    EXPECT_EQ(notes(second, NoteState::done)[0].decided_by, "ada");
}

TEST_F(Imports, CloseWhatALaterRunDoesNotReportAndOpenWhatComesBack) {
    const auto first = keep(account({note("other", "a.md"), note("other", "b.md")})).value();
    keep(account({note("other", "x.md")}, "hugo:another"));
    EXPECT_THAT(files(first), ElementsAre("a.md", "b.md"));
    clock_.advance(std::chrono::minutes(5));
    const auto second = keep(account({note("other", "a.md")})).value();
    EXPECT_THAT(files(second), ElementsAre("a.md"));
    const auto gone = notes(first, NoteState::done);
    ASSERT_EQ(gone.size(), 1U);
    EXPECT_EQ(gone[0].file, "b.md");
    EXPECT_EQ(gone[0].decided_by, "");
    EXPECT_EQ(gone[0].decided_at, clock_.now());
    const auto third = keep(account({note("other", "b.md")})).value();
    EXPECT_THAT(files(third), ElementsAre("b.md"));
    EXPECT_FALSE(notes(third)[0].decided_at.has_value());
}

TEST_F(Imports, ThatDoNotKnowWhatIsGoneCloseNothing) {
    const auto first = keep(account({note("file-missing", "a.md"), note("other", "b.md")})).value();
    auto stopped = account({});
    stopped.complete = false;
    keep(stopped);
    EXPECT_THAT(files(first), ElementsAre("a.md", "b.md"));
    auto without_media = account({});
    without_media.spared = {"file-missing"};
    keep(without_media);
    EXPECT_THAT(files(first), ElementsAre("a.md"));
}

TEST_F(Imports, ThatBringNothingNewAreNotKept) {
    auto made = account({note("other", "a.md"), note("other", "b.md")});
    made.changed = false;
    const auto first = keep(made).value();
    EXPECT_FALSE(keep(made).has_value());
    made.spared = {"other"};
    EXPECT_FALSE(keep(made).has_value());
    made.spared.clear();
    value(decide(first, notes(first)[1].id, NoteState::dismissed));
    EXPECT_FALSE(keep(made).has_value());
    made.notes.erase(made.notes.begin());
    EXPECT_TRUE(keep(made).has_value());
    EXPECT_THAT(files(first), IsEmpty());
}

TEST_F(Imports, LetSomebodyDecideOneByOneAndUndoIt) {
    const auto id = keep(account({note("other", "a.md")})).value();
    const auto open = notes(id)[0];
    const auto done = value(decide(id, open.id, NoteState::done));
    EXPECT_EQ(done.decided_by, "ada");
    EXPECT_EQ(done.decided_at, clock_.now());
    EXPECT_THAT(files(id), IsEmpty());
    value(decide(id, open.id, NoteState::open));
    const auto again = notes(id)[0];
    EXPECT_EQ(again.decided_by, "");
    EXPECT_FALSE(again.decided_at.has_value());
    EXPECT_EQ(decide(id, open.id + 1, NoteState::done).error().code, ErrorCode::not_found);
    EXPECT_EQ(decide(id + 1, open.id, NoteState::done).error().code, ErrorCode::not_found);
}

TEST_F(Imports, LetSomebodyDecideAllOfAKindAndUndoJustThat) {
    const auto id = keep(account({note("other", "a.md"), note("other", "b.md"), note("other", "c.md"), note("draft", "d.md")})).value();
    value(decide(id, notes(id)[0].id, NoteState::dismissed));
    clock_.advance(std::chrono::seconds(1));
    const auto decided = decide_kind(id, "other", NoteState::dismissed);
    EXPECT_EQ(decided.notes, 2);
    EXPECT_EQ(decided.at, clock_.now());
    const auto at = decided.at;
    EXPECT_THAT(files(id), ElementsAre("d.md"));
    EXPECT_EQ(reopen_kind(id, "other", at, "bo"), 0);
    EXPECT_EQ(reopen_kind(id, "other", at, "ada"), 2);
    EXPECT_THAT(files(id), ElementsAre("b.md", "c.md", "d.md"));
    EXPECT_EQ(write([&](WriteTransaction& t) { return ImportWriter(t).decide_kind(99, "other", NoteState::done, "ada"); }).error().code,
              ErrorCode::not_found);
}

TEST_F(Imports, GoWhenTheyAreOldAndNothingIsLeftToDo) {
    const auto open = keep(account({note("other", "a.md")}, "hugo:old")).value();
    const auto done = keep(account({}, "hugo:done")).value();
    std::int64_t last = 0;
    for (std::int64_t i = 0; i < kMaxKeptImports; ++i) {
        last = keep(account({note("other", "b.md")})).value();
    }
    EXPECT_EQ(done + kMaxKeptImports, last);
    const auto kept = runs();
    EXPECT_EQ(kept.front(), last);
    EXPECT_EQ(kept.back(), open);
    EXPECT_EQ(std::ranges::count(kept, done), 0);
    EXPECT_EQ(static_cast<std::int64_t>(kept.size()), kMaxKeptImports + 1);
}

TEST_F(Imports, ArePagedByTheirNotes) {
    std::vector<NewImportNote> given;
    for (int i = 0; i < 5; ++i) {
        given.push_back(note(i % 2 == 0 ? "even" : "odd", std::to_string(i)));
    }
    const auto id = keep(account(given)).value();
    std::vector<std::string> seen;
    std::int64_t after = 0;
    for (bool more = true; more;) {
        const auto page = value(read([&](ReadSnapshot& s) { return ImportReader(s).notes({id, NoteState::open, "even", after, 2}); }));
        for (const auto& one : page) {
            seen.push_back(one.file);
            after = one.id;
        }
        more = page.size() == 2;
    }
    EXPECT_THAT(seen, ElementsAre("0", "2", "4"));
}

}  // namespace
}  // namespace stoppress::store
