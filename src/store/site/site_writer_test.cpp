// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what is written with a change for its answer: reads inside the transaction, notes that reach the audit log
// exactly once, stored answers.
#include <gmock/gmock.h>

#include "store/filing/filing_reader.hpp"
#include "store/people/credentials.hpp"
#include "store/site/site_reader.hpp"
#include "store/site/site_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::store {
namespace {

class AnswersTest : public SiteTest {
protected:
    AnswersTest() { credentials_ = value(Credentials::open(settings_, clock_)); }

    std::vector<PendingNote> pending() {
        return value(read([](ReadSnapshot& snapshot) { return SiteReader(snapshot).pending_notes(100); }));
    }

    std::unique_ptr<Credentials> credentials_{};
};

TEST_F(AnswersTest, LooksAtWhatTheTransactionItselfHasWritten) {
    value(writer().run([](WriteTransaction& transaction) -> base::Result<void> {
        auto made = content("Rain");
        made.topics = {"weather"};
        TRY(const auto id, StoryWriter(transaction).create_story(made, "desk"));
        TRY_VOID(PublishingWriter(transaction).publish(id, std::nullopt));
        auto snapshot = transaction.look();
        TRY(const auto story, StoryReader(snapshot).story(id));
        EXPECT_EQ(story->content.headline, "Rain");
        EXPECT_EQ(story->status, story::Status::published);
        TRY(const auto early, FilingReader(snapshot).topic("weather"));
        EXPECT_EQ(early->stories, 0) << "numbers are written before the commit";
        TRY_VOID(transaction.settle_counts());
        TRY(const auto settled, FilingReader(snapshot).topic("weather"));
        EXPECT_EQ(settled->stories, 1);
        return {};
    }));
}

TEST_F(AnswersTest, CountsOnceWhereAJobThatSettledIsUndone) {
    const auto publish = [](const std::string& headline, bool settle, bool fail) {
        return [=](WriteTransaction& transaction) -> base::Result<void> {
            auto made = content(headline);
            made.topics = {"weather"};
            TRY(const auto id, StoryWriter(transaction).create_story(made, "desk"));
            TRY_VOID(PublishingWriter(transaction).publish(id, std::nullopt));
            if (settle) {
                TRY_VOID(transaction.settle_counts());
            }
            return fail ? base::Result<void>(base::fail(base::ErrorCode::conflict, "no")) : base::Result<void>{};
        };
    };
    // In one transaction, most likely: the second job settles the first one's number, too, and is undone.
    std::promise<void> last;
    writer().submit(publish("One", false, false), [](base::Result<void> done, base::ChangeNumber) { EXPECT_TRUE(done.has_value()); });
    writer().submit(publish("Two", true, true), [](base::Result<void> done, base::ChangeNumber) { EXPECT_FALSE(done.has_value()); });
    writer().submit(publish("Three", true, false), [](base::Result<void> done, base::ChangeNumber) { EXPECT_TRUE(done.has_value()); });
    writer().submit(publish("Four", false, false), [&last](base::Result<void>, base::ChangeNumber) { last.set_value(); });
    last.get_future().wait();
    EXPECT_EQ(value(read([](ReadSnapshot& snapshot) { return FilingReader(snapshot).topic("weather"); }))->stories, 3);
}

TEST_F(AnswersTest, ANoteIsDurableWithItsChangeAndGetsIntoTheAuditLogOnce) {
    value(writer().run(
        [](WriteTransaction& transaction) { return SiteWriter(transaction).note({"ann@example.org", "story.publish", "story 1"}); }));
    EXPECT_FALSE(writer()
                     .run([](WriteTransaction& transaction) -> base::Result<void> {
                         TRY_VOID(SiteWriter(transaction).note({"ann@example.org", "story.publish", "story 2"}));
                         return base::fail(base::ErrorCode::conflict, "no");
                     })
                     .has_value());
    const auto notes = pending();
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes[0].event.subject, "story 1");
    EXPECT_EQ(notes[0].at, clock_.now());
    clock_.advance(std::chrono::hours{1});
    // A kill in between: it is moved again, by this node or another.
    value(credentials_->audit().append_pending(notes));
    value(value(Credentials::open(settings_, clock_))->audit().append_pending(notes));
    const auto entries = value(credentials_->audit().list({}, 10));
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].note.action, "story.publish");
    EXPECT_EQ(entries[0].at, clock_.now() - std::chrono::hours{1}) << "the time of the change";
    EXPECT_EQ(entries[0].origin, notes[0].origin);
    value(writer().run([&](WriteTransaction& transaction) { return SiteWriter(transaction).forget_notes(notes); }));
    EXPECT_TRUE(pending().empty());
    value(credentials_->audit().append({"ann@example.org", "token.create", "cms"}));
    EXPECT_EQ(value(credentials_->audit().verify()).broken, 0);
}

TEST_F(AnswersTest, AKeptAnswerIsThereForADay) {
    const KeptAnswer answer{.key = "k", .who = "ann@example.org", .request = "r", .status = 201, .etag = "\"1\"", .body = "{}"};
    value(writer().run([&](WriteTransaction& transaction) { return SiteWriter(transaction).keep_answer(answer); }));
    const auto find = [&] {
        const auto found = value(read([&](ReadSnapshot& snapshot) { return SiteReader(snapshot).kept_answer("k", clock_.now()); }));
        const auto used =
            value(read([&](ReadSnapshot& snapshot) { return SiteReader(snapshot).kept_answers_of("ann@example.org", clock_.now()); }));
        EXPECT_EQ(used.answers, found ? 1 : 0);
        EXPECT_EQ(used.bytes, found ? 2 : 0);
        return found;
    };
    const auto sweep = [this] {
        return value(write([](WriteTransaction& transaction) { return SiteWriter(transaction).sweep_answers(); }));
    };
    clock_.advance(std::chrono::hours{24});
    ASSERT_TRUE(find().has_value());
    EXPECT_EQ(find()->etag, "\"1\"");
    EXPECT_EQ(sweep(), 0);
    clock_.advance(std::chrono::seconds{1});
    EXPECT_FALSE(find().has_value());
    value(writer().run([&](WriteTransaction& transaction) { return SiteWriter(transaction).keep_answer(answer); }));
    EXPECT_TRUE(find().has_value()) << "an expired one is replaced";
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(sweep(), 1);
}

TEST_F(AnswersTest, WhatIsDoneTogetherWithTheCredentialsIsDoneWholeOrNotAtAll) {
    const auto add = [this](bool fail) {
        return credentials_->together([&]() -> base::Result<std::string> {
            TRY(const auto person, credentials_->people().add("ann@example.org", "Ann", Role::reporter, {"boss"}));
            TRY_VOID(credentials_->answers().keep({.key = "k", .who = "boss", .request = "r", .status = 201, .body = "b"}));
            if (fail) {
                return base::fail(base::ErrorCode::conflict, "no");
            }
            return credentials_->people().make_link(person.number, {"boss"});
        });
    };
    EXPECT_FALSE(add(true).has_value());
    EXPECT_TRUE(value(credentials_->people().list()).empty());
    EXPECT_FALSE(value(credentials_->answers().find("k")).has_value());
    EXPECT_TRUE(add(false).has_value());
    EXPECT_EQ(value(credentials_->people().list()).size(), 1U);
    EXPECT_EQ(value(credentials_->answers().find("k"))->body, "b");
    EXPECT_EQ(value(credentials_->answers().count("boss")).answers, 1);
}

}  // namespace
}  // namespace stoppress::store
