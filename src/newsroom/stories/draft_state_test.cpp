// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that nobody saves over somebody else's work: If-Match must name the draft, or the revision if there is none, and a
// draft is not published over a revision that it does not know.
#include "newsroom/stories/draft_state.hpp"

#include <gtest/gtest.h>

namespace stoppress::newsroom {
namespace {

class DraftState : public testing::Test {
protected:
    DraftState() {
        story_.revision = 3;
        draft_.version = 7;
        draft_.base_revision = 3;
        draft_.saved_by = "ada@example.org";
    }

    story::Story story_;
    store::Draft draft_;
};

TEST_F(DraftState, IsNamedByTheDraftOrElseByTheRevision) {
    EXPECT_EQ(content_etag(story_, draft_), "\"draft-7\"");
    EXPECT_EQ(content_etag(story_, {}), "\"3\"");
}

TEST_F(DraftState, IsSavedOnlyByWhoHasSeenIt) {
    EXPECT_TRUE(check_if_match("\"draft-7\"", story_, draft_).has_value());
    EXPECT_TRUE(check_if_match("\"x\", \"draft-7\"", story_, draft_).has_value());
    EXPECT_TRUE(check_if_match("\"3\"", story_, {}).has_value());
    for (const auto* other : {"\"draft-6\"", "\"draft-8\"", "\"3\"", "\"7\"", "draft-7", "W/\"draft-7\"", ""}) {
        const auto checked = check_if_match(other, story_, draft_);
        ASSERT_FALSE(checked.has_value()) << other;
        EXPECT_EQ(checked.error().code, base::ErrorCode::stale);
        EXPECT_EQ(checked.error().current, "\"draft-7\"") << "to read it again";
        EXPECT_TRUE(checked.error().message.contains("ada@example.org"));
    }
    for (const auto* other : {"\"2\"", "\"draft-3\"", "\"draft-7\""}) {
        const auto checked = check_if_match(other, story_, {});
        ASSERT_FALSE(checked.has_value()) << other;
        EXPECT_EQ(checked.error().current, "\"3\"");
    }
}

TEST_F(DraftState, KnowsTheRevisionThatItChanges) {
    EXPECT_TRUE(check_base(story_, draft_).has_value());
    story_.revision = 4;
    const auto checked = check_base(story_, draft_);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, base::ErrorCode::stale);
    EXPECT_EQ(checked.error().current, "\"4\"");
}

TEST_F(DraftState, IsNotSavedWithoutSayingWhichOneWasSeen) {
    Call call;
    const auto checked = require_if_match(call);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, base::ErrorCode::unconditional);
    call.request.if_match = "\"1\"";
    EXPECT_TRUE(require_if_match(call).has_value());
}

}  // namespace
}  // namespace stoppress::newsroom
