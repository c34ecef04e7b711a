// SPDX-License-Identifier: GPL-3.0-or-later
// Tests who is told what, that nobody reads of a story that they may not see, and how much is kept.
#include "store/notifications/notification_writer.hpp"

#include <gmock/gmock.h>

#include <array>
#include <limits>

#include "store/editing/editing_writer.hpp"
#include "store/limits.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/trash/trash_reader.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto kAll = std::numeric_limits<std::int64_t>::max();

class Notifications : public SiteTest {
protected:
    std::vector<std::string> tell(base::StoryId story, std::vector<std::string> people, NotificationKind kind = NotificationKind::note,
                                  const std::string& by = "bo") {
        return value(write(
            [&](WriteTransaction& t) { return NotificationWriter(t).tell({.kind = kind, .story = story, .note = 3, .by = by}, people); }));
    }
    std::vector<Notification> listed(const Recipient& recipient, Which which = Which::all, std::int64_t before = kAll,
                                     std::int64_t limit = 1000) {
        return value(read([&](ReadSnapshot& s) { return NotificationReader(s).list(recipient, which, before, limit); }));
    }
    std::int64_t unread(const Recipient& recipient) {
        return value(read([&](ReadSnapshot& s) { return NotificationReader(s).count_unread(recipient); }));
    }
    std::vector<std::string> names() {
        return value(read([&](ReadSnapshot& s) { return NotificationReader(s).names(); }));
    }
    const Recipient editor_{.name = "cy", .sees_all = true};
    const Recipient ada_{.name = "ada"};
};

TEST_F(Notifications, TellEachPersonOnceAndNotWhoeverDidIt) {
    const auto story = create(content("Bridge"), "ada");
    EXPECT_THAT(tell(story, {"cy", "ada", "bo", "", "ada"}), ElementsAre("ada", "cy"));
    const auto found = listed(ada_);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].kind, NotificationKind::note);
    EXPECT_EQ(found[0].story, story);
    EXPECT_EQ(found[0].note, 3);
    EXPECT_EQ(found[0].by, "bo");
    EXPECT_EQ(found[0].headline, "Bridge");
    EXPECT_EQ(found[0].at, clock_.now());
    EXPECT_FALSE(found[0].read_at);
    EXPECT_THAT(listed({.name = "bo", .sees_all = true}), IsEmpty());
}

TEST_F(Notifications, SayNothingOfStoriesThatThePersonMayNotSee) {
    const auto story = create(content("Secret"), "ada");
    tell(story, {"dee", "cy"});
    const Recipient dee{.name = "dee"};
    EXPECT_THAT(listed(dee), IsEmpty());
    EXPECT_EQ(unread(dee), 0);
    EXPECT_EQ(unread(editor_), 1);
    value(write([&](WriteTransaction& t) { return EditingWriter(t).assign(story, "dee"); }));
    EXPECT_EQ(unread(dee), 1);
    value(write([&](WriteTransaction& t) { return EditingWriter(t).assign(story, ""); }));
    EXPECT_EQ(unread(dee), 0);
    value(write([&](WriteTransaction& t) { return TrashWriter(t).trash_story(story, "ada"); }));
    EXPECT_THAT(listed(editor_), IsEmpty());
    EXPECT_EQ(unread(editor_), 0);
}

TEST_F(Notifications, SayOfAPublishedStoryWhatEverybodySees) {
    const auto story = published(content("Bridge"));
    tell(story, {"dee"}, NotificationKind::corrected);
    tell(story, {"dee"}, NotificationKind::note);
    const Recipient dee{.name = "dee"};
    ASSERT_THAT(listed(dee), SizeIs(1)) << "notes are for those who work on it";
    EXPECT_EQ(listed(dee)[0].kind, NotificationKind::corrected);
    EXPECT_EQ(unread(dee), 1);
}

TEST_F(Notifications, ThatAPersonMayNotSeeNowAreNotMarked) {
    const auto story = create(content("Bridge"), "ada");
    tell(story, {"dee"});
    const Recipient dee{.name = "dee"};
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).mark_read_through(dee, kAll); }));
    value(write([&](WriteTransaction& t) { return EditingWriter(t).assign(story, "dee"); }));
    EXPECT_EQ(unread(dee), 1);
}

TEST_F(Notifications, AreReadOneByOneOrUpToANumber) {
    const auto story = create(content("Bridge"), "ada");
    for (int i = 0; i < 4; ++i) {
        tell(story, {"ada", "cy"});
    }
    const auto all = listed(ada_);
    ASSERT_THAT(all, SizeIs(4));
    EXPECT_THAT(listed(ada_, Which::all, all[1].number, 1), SizeIs(1));
    EXPECT_EQ(listed(ada_, Which::all, all[1].number, 1)[0].number, all[2].number);
    const std::array numbers{all[0].number, listed(editor_)[3].number, std::int64_t{12345}};
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).mark_read("ada", numbers); }));
    EXPECT_EQ(unread(ada_), 3);
    EXPECT_EQ(unread(editor_), 4) << "numbers of somebody else are ignored";
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).mark_read_through(ada_, all[2].number); }));
    EXPECT_EQ(unread(ada_), 1);
    const auto rest = listed(ada_, Which::unread);
    ASSERT_THAT(rest, SizeIs(1));
    EXPECT_EQ(rest[0].number, all[1].number);
    const auto read_at = listed(ada_)[0].read_at;
    clock_.advance(std::chrono::hours{1});
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).mark_read_through(ada_, kAll); }));
    EXPECT_EQ(listed(ada_)[0].read_at, read_at) << "it is read once";
}

TEST_F(Notifications, LeaveOutWhatSomebodyDoesNotWant) {
    const auto story = create(content("Bridge"), "ada");
    value(write([&](WriteTransaction& t) {
        return NotificationWriter(t).choose("ada", {NotificationKind::note, NotificationKind::proposal_sent_back});
    }));
    EXPECT_THAT(tell(story, {"ada", "cy"}), ElementsAre("cy"));
    EXPECT_THAT(tell(story, {"ada"}, NotificationKind::mention), ElementsAre("ada"));
    EXPECT_THAT(value(read([](ReadSnapshot& s) { return NotificationReader(s).unwanted("ada"); })),
                ElementsAre(NotificationKind::note, NotificationKind::proposal_sent_back));
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).choose("ada", {}); }));
    EXPECT_THAT(tell(story, {"ada"}), ElementsAre("ada"));
}

TEST_F(Notifications, KeepTheLatestOfEachPerson) {
    const auto story = create(content("Bridge"), "ada");
    tell(story, {"cy"});
    value(write([&](WriteTransaction& t) -> base::Result<void> {
        const std::array people{std::string("ada")};
        for (std::int64_t i = 0; i < kMaxNotifications + 5; ++i) {
            TRY_VOID(NotificationWriter(t).tell({.kind = NotificationKind::note, .story = story, .note = i, .by = "bo"}, people));
        }
        return {};
    }));
    const auto found = listed(ada_);
    ASSERT_THAT(found, SizeIs(kMaxNotifications));
    EXPECT_EQ(found.front().note, kMaxNotifications + 4);
    EXPECT_EQ(found.back().note, 5);
    EXPECT_EQ(unread(editor_), 1);
}

TEST_F(Notifications, EndAfterTheirTimeAndNeverUseANumberTwice) {
    const auto story = create(content("Bridge"), "ada");
    tell(story, {"ada"});
    clock_.advance(kNotificationsKept - std::chrono::hours{1});
    tell(story, {"ada"});
    const auto last = listed(ada_).front().number;
    const auto expired = [&] { return value(write([](WriteTransaction& t) { return NotificationWriter(t).delete_expired(); })); };
    EXPECT_EQ(expired(), 0);
    clock_.advance(std::chrono::hours{2});
    EXPECT_EQ(expired(), 1);
    clock_.advance(kNotificationsKept);
    EXPECT_EQ(expired(), 1);
    EXPECT_THAT(listed(ada_), IsEmpty());
    tell(story, {"ada"});
    EXPECT_GT(listed(ada_).front().number, last);
}

TEST_F(Notifications, GoWithThePersonAndWithTheStory) {
    const auto story = create(content("Bridge"), "ada");
    tell(story, {"ada", "cy"});
    value(write([&](WriteTransaction& t) { return NotificationWriter(t).choose("dee", {NotificationKind::note}); }));
    EXPECT_THAT(names(), ElementsAre("ada", "cy", "dee"));
    for (const auto* who : {"ada", "dee"}) {
        value(write([&](WriteTransaction& t) { return NotificationWriter(t).forget(who); }));
    }
    EXPECT_THAT(names(), ElementsAre("cy"));
    value(write([&](WriteTransaction& t) { return TrashWriter(t).trash_story(story, "ada"); }));
    clock_.advance(kTrashKept + std::chrono::hours{1});
    EXPECT_EQ(value(write([](WriteTransaction& t) { return TrashWriter(t).remove_expired(); })), 1);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Notifications, KnowWhomAStoryConcerns) {
    auto made = content("Bridge");
    made.authors = {"bo-ek", "dee-fox"};
    const auto story = create(made, "ada");
    value(write([&](WriteTransaction& t) -> base::Result<void> {
        NamedEntry entry;
        entry.slug = "bo-ek";
        entry.name = "Bo Ek";
        entry.email = "Bo@Example.org";
        TRY_VOID(FilingWriter(t).put_author(entry));
        TRY_VOID(EditingWriter(t).add_note(story, "One.", "", "eve"));
        TRY_VOID(EditingWriter(t).add_note(story, "Two.", "", "eve"));
        return EditingWriter(t).assign(story, "fay");
    }));
    EXPECT_THAT(value(read([&](ReadSnapshot& s) { return NotificationReader(s).people_of(story); })),
                ElementsAre("ada", "bo@example.org", "fay"));
    EXPECT_THAT(value(read([&](ReadSnapshot& s) { return NotificationReader(s).note_writers(story); })), ElementsAre("eve"));
}

TEST_F(Notifications, OfADraftHaveItsHeadline) {
    const auto story = create(content("Old words"), "ada");
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(story, 1, content("New words"), "ada"); }));
    tell(story, {"ada"});
    EXPECT_EQ(listed(ada_).front().headline, "New words");
}

}  // namespace
}  // namespace stoppress::store
