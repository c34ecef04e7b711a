// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a comment is one however often it is imported, that what was hidden or deleted here stays so, and that it goes with its story.
#include "store/comments/comment_writer.hpp"

#include <gmock/gmock.h>

#include "document/convert.hpp"
#include "store/comments/comment_reader.hpp"
#include "store/limits.hpp"
#include "store/site_fixture.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Comments : public SiteTest {
protected:
    base::StoryId story(story::Status status = story::Status::published) {
        ImportedStory made;
        made.source = "wxr:paper#11";
        made.content = content("The bridge");
        made.address = status == story::Status::published ? "/bridge/" : "";
        made.status = status;
        value(import(made));
        return {1};
    }
    static ImportedComment comment(const std::string& source, const std::string& text, const std::string& parent = "") {
        ImportedComment made{.source = source, .parent = parent};
        made.anchor = "comment-" + source;
        made.name = "Dee";
        made.url = "https://dee.example/";
        made.at = *base::parse_rfc3339("2014-03-05T12:00:00Z") + std::chrono::minutes(source.size());
        made.body = value(document::to_stored_json(paragraph(text)));
        return made;
    }
    static ImportedComment left_out(const std::string& source) {
        ImportedComment made;
        made.source = source;
        made.left_out = true;
        return made;
    }
    std::vector<CommentOutcome> take(const std::vector<ImportedComment>& comments, const std::string& story = "wxr:paper#11") {
        return value(write([&](WriteTransaction& t) { return CommentWriter(t).import_comments(story, comments); }));
    }
    /// "1 text", with "hidden" behind it, of all that are kept.
    std::vector<std::string> kept() {
        std::vector<std::string> said;
        for (const auto& one : value(read([](ReadSnapshot& s) { return CommentReader(s).all({1}, 0, 100); }))) {
            said.push_back(std::to_string(one.number) + " " + document::to_text(one.body) + (one.hidden ? " hidden" : ""));
        }
        return said;
    }
    std::vector<std::string> shown() {
        std::vector<std::string> said;
        for (const auto& one : value(read([](ReadSnapshot& s) { return CommentReader(s).shown({1}, 100); }))) {
            said.push_back(document::to_text(one.body));
        }
        return said;
    }
    base::Result<bool> hide(std::int64_t number, bool hidden) {
        return write([&](WriteTransaction& t) { return CommentWriter(t).hide({1}, number, hidden); });
    }
    base::Result<void> remove(std::int64_t number) {
        return write([&](WriteTransaction& t) { return CommentWriter(t).remove({1}, number); });
    }
};

TEST_F(Comments, AreTakenOnceAndFollowTheEarlierSite) {
    story();
    const std::vector both{comment("5", "First."), comment("66", "Second.", "5")};
    EXPECT_THAT(take(both), ElementsAre(CommentOutcome::created, CommentOutcome::created));
    EXPECT_THAT(take(both), ElementsAre(CommentOutcome::unchanged, CommentOutcome::unchanged));
    EXPECT_THAT(take({comment("5", "First, mended."), left_out("66"), left_out("7")}),
                ElementsAre(CommentOutcome::changed, CommentOutcome::changed, CommentOutcome::left_out));
    EXPECT_THAT(kept(), ElementsAre("1 First, mended."));
    EXPECT_THAT(take({left_out("66")}), ElementsAre(CommentOutcome::left_out));
    EXPECT_THAT(take({comment("66", "Second.", "5")}), ElementsAre(CommentOutcome::changed));
    EXPECT_THAT(kept(), ElementsAre("1 First, mended.", "2 Second."));
    const auto second = value(read([](ReadSnapshot& s) { return CommentReader(s).comment({1}, 2); }));
    EXPECT_EQ(second->answers, 1);
    EXPECT_EQ(second->url, "https://dee.example/");
}

TEST_F(Comments, NeedTheirStory) {
    EXPECT_THAT(take({comment("5", "First.")}), ElementsAre(CommentOutcome::no_story));
}

TEST_F(Comments, StayHiddenAndDeletedHoweverOftenTheyAreImported) {
    story();
    const std::vector all{comment("5", "First."), comment("66", "Second."), comment("777", "Third.")};
    take(all);
    EXPECT_TRUE(value(hide(1, true)));
    EXPECT_FALSE(value(hide(1, true)));
    value(remove(2));
    EXPECT_THAT(take({comment("5", "First, mended."), all[1], all[2]}),
                ElementsAre(CommentOutcome::changed, CommentOutcome::removed_here, CommentOutcome::unchanged));
    EXPECT_THAT(kept(), ElementsAre("1 First, mended. hidden", "3 Third."));
    EXPECT_THAT(shown(), ElementsAre("Third."));
    const auto sums = value(read([](ReadSnapshot& s) { return CommentReader(s).sums({1}); }));
    EXPECT_EQ(sums.shown, 1);
    EXPECT_EQ(sums.hidden, 1);
    EXPECT_TRUE(value(hide(1, false)));
    EXPECT_THAT(shown(), ElementsAre("First, mended.", "Third."));
    EXPECT_EQ(remove(2).error().code, ErrorCode::not_found);
    EXPECT_EQ(hide(9, true).error().code, ErrorCode::not_found);
}

TEST_F(Comments, GoWithTheirStory) {
    story(story::Status::draft);
    take({comment("5", "First.")});
    const auto entry = value(write([](WriteTransaction& t) { return TrashWriter(t).trash_story({1}, "ada"); }));
    EXPECT_THAT(take({comment("66", "Second.")}), ElementsAre(CommentOutcome::story_in_trash));
    value(write([&](WriteTransaction& t) { return TrashWriter(t).remove(entry.number); }));
    EXPECT_THAT(kept(), IsEmpty());
}

TEST_F(Comments, HaveALimitForEachStory) {
    story();
    std::vector<ImportedComment> many;
    many.reserve(kMaxCommentsOfStory + 1);
    for (std::int64_t i = 1; i <= kMaxCommentsOfStory + 1; ++i) {
        auto made = comment(std::to_string(i), "x");
        made.name.clear();
        many.push_back(std::move(made));
    }
    const auto outcomes = take(many);
    EXPECT_EQ(outcomes[kMaxCommentsOfStory - 1], CommentOutcome::created);
    EXPECT_EQ(outcomes[kMaxCommentsOfStory], CommentOutcome::too_many);
}

}  // namespace
}  // namespace stoppress::store
