// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a proposal is submitted, taken and ended as a whole, and that a draft which goes does not take a proposed correction along.
#include "store/editing/proposal_writer.hpp"

#include <gmock/gmock.h>

#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_reader.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Proposals : public SiteTest {
protected:
    Proposals() { id_ = published(content("Live")); }
    template <class Change>
    base::Result<void> propose(Change change) {
        return write([&](WriteTransaction& t) -> base::Result<void> {
            ProposalWriter writer(t);
            return change(writer);
        });
    }
    base::Result<void> change_it(const std::string& headline) {
        TRY_VOID(write([&](WriteTransaction& t) -> base::Result<void> {
            TRY_VOID(EditingWriter(t).save_draft(id_, 1, content(headline), "ada"));
            return ProposalWriter(t).begin(id_, "ada");
        }));
        return {};
    }
    base::Result<void> submit(ProposalWords words) {
        return propose([&](ProposalWriter& writer) { return writer.submit(id_, words, "ada"); });
    }
    base::Result<void> take() {
        return propose([&](ProposalWriter& writer) { return writer.take(id_, "bo"); });
    }
    std::optional<Proposal> proposal() {
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).proposal(id_); }));
    }
    std::vector<std::string> corrections() {
        std::vector<std::string> all;
        for (const auto& one : value(read([&](ReadSnapshot& s) { return EditingReader(s).corrections(id_); }))) {
            all.push_back(one.text);
        }
        return all;
    }
    std::string headline() {
        return value(read([&](ReadSnapshot& s) { return StoryReader(s).story(id_); }))->content.headline;
    }
    std::size_t listed() {
        StoryQuery query;
        query.status.reset();
        query.proposed = true;
        return value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); })).stories.size();
    }
    void expect_sound() {
        const auto report = value(check(settings_, [](std::uint64_t, std::uint64_t) {}, {}));
        for (const auto& finding : report.findings) {
            ADD_FAILURE() << finding.where << ' ' << finding.what;
        }
    }

    const ProposalWords correction_{"See the timetable.", CorrectionKind::correction, "It was Monday."};
    base::StoryId id_;
};

TEST_F(Proposals, AreListedWhileTheyAreSubmittedAndOverOnceTheyAreTaken) {
    ASSERT_TRUE(change_it("Changed").has_value());
    EXPECT_EQ(listed(), 0U);
    ASSERT_TRUE(submit(correction_).has_value());
    EXPECT_EQ(listed(), 1U);
    EXPECT_EQ(proposal()->note, "See the timetable.");
    EXPECT_EQ(submit(correction_).error().code, ErrorCode::conflict);
    expect_sound();
    ASSERT_TRUE(take().has_value());
    EXPECT_EQ(headline(), "Changed");
    EXPECT_THAT(corrections(), ElementsAre("It was Monday."));
    EXPECT_FALSE(proposal().has_value());
    EXPECT_EQ(listed(), 0U);
    EXPECT_EQ(take().error().code, ErrorCode::not_found);
    expect_sound();
}

TEST_F(Proposals, ThatSayNothingAreRefused) {
    EXPECT_EQ(submit({}).error().code, ErrorCode::conflict);
    ASSERT_TRUE(change_it("Live").has_value());
    EXPECT_EQ(submit({}).error().code, ErrorCode::conflict);
    EXPECT_TRUE(proposal()->drafted);
    EXPECT_FALSE(proposal()->submitted_at.has_value());
}

TEST_F(Proposals, KeepTheirCorrectionWhenTheDraftGoes) {
    ASSERT_TRUE(change_it("Changed").has_value());
    ASSERT_TRUE(submit(correction_).has_value());
    ASSERT_TRUE(write([&](WriteTransaction& t) { return EditingWriter(t).discard_draft(id_); }).has_value());
    EXPECT_FALSE(proposal()->drafted);
    EXPECT_TRUE(proposal()->submitted_at.has_value());
    expect_sound();
    ASSERT_TRUE(take().has_value());
    EXPECT_EQ(headline(), "Live");
    EXPECT_THAT(corrections(), ElementsAre("It was Monday."));
}

TEST_F(Proposals, WithoutACorrectionEndWithTheirDraft) {
    ASSERT_TRUE(change_it("Changed").has_value());
    ASSERT_TRUE(write([&](WriteTransaction& t) { return EditingWriter(t).discard_draft(id_); }).has_value());
    EXPECT_FALSE(proposal().has_value());
    expect_sound();
}

TEST_F(Proposals, TakenBackKeepTheirWordsUntilTheyAreDropped) {
    const auto take_back = [&](ProposalWriter& writer) { return writer.take_back(id_); };
    const auto drop = [&](ProposalWriter& writer) { return writer.drop_correction(id_); };
    EXPECT_EQ(propose(take_back).error().code, ErrorCode::not_found);
    ASSERT_TRUE(submit(correction_).has_value());
    ASSERT_TRUE(propose(take_back).has_value());
    EXPECT_EQ(take().error().code, ErrorCode::not_found);
    EXPECT_EQ(proposal()->correction, "It was Monday.");
    EXPECT_EQ(listed(), 0U);
    ASSERT_TRUE(propose(drop).has_value());
    EXPECT_FALSE(proposal().has_value());
    EXPECT_THAT(corrections(), IsEmpty());
}

}  // namespace
}  // namespace stoppress::store
