// SPDX-License-Identifier: GPL-3.0-or-later
// Each role may do to each story, in each state, exactly what the table says.
#include "newsroom/auth/access.hpp"

#include <gtest/gtest.h>

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using store::Role;
using story::Status;

std::optional<ErrorCode> verdict(const std::optional<store::Identity>& who, Action action, Status status, std::string owner) {
    const auto allowed = allow(who, action, Subject{base::StoryId{1}, status, std::move(owner)});
    return allowed.has_value() ? std::nullopt : std::optional(allowed.error().code);
}

constexpr std::array kStates{Status::draft, Status::in_review, Status::scheduled, Status::published, Status::withdrawn};

TEST(Access, AnybodySeesWhatIsPublishedAndNothingElse) {
    for (const Status status : kStates) {
        const auto seen = verdict(std::nullopt, Action::see, status, "ann");
        if (status == Status::published) {
            EXPECT_EQ(seen, std::nullopt);
        } else {
            EXPECT_EQ(seen, status == Status::withdrawn ? ErrorCode::gone : ErrorCode::not_found);
        }
        EXPECT_NE(verdict(std::nullopt, Action::save, status, "ann"), std::nullopt);
        EXPECT_NE(verdict(std::nullopt, Action::publish, status, ""), std::nullopt);
    }
}

TEST(Access, AnOwnerSavesAsFarAsTheRoleReaches) {
    for (const Status status : kStates) {
        const bool draft = status == Status::draft;
        const bool review = draft || status == Status::in_review;
        const store::Identity contributor{"ann", Role::contributor};
        const store::Identity reporter{"ann", Role::reporter};
        EXPECT_EQ(verdict(contributor, Action::see, status, "ann"), std::nullopt);
        EXPECT_EQ(verdict(contributor, Action::save, status, "ann"), draft ? std::nullopt : std::optional(ErrorCode::forbidden));
        EXPECT_EQ(verdict(reporter, Action::save, status, "ann"), review ? std::nullopt : std::optional(ErrorCode::forbidden));
        EXPECT_EQ(verdict(contributor, Action::draft, status, "ann"), verdict(contributor, Action::save, status, "ann"));
        EXPECT_EQ(verdict(contributor, Action::propose, status, "ann"), ErrorCode::forbidden);
        const bool published = status == Status::published;
        EXPECT_EQ(verdict(reporter, Action::draft, status, "ann"),
                  review || published ? std::nullopt : std::optional(ErrorCode::forbidden));
        EXPECT_EQ(verdict(reporter, Action::propose, status, "ann"), published ? std::nullopt : std::optional(ErrorCode::forbidden));
        EXPECT_EQ(verdict(reporter, Action::trash, status, "ann"), verdict(reporter, Action::save, status, "ann"));
        EXPECT_EQ(verdict(contributor, Action::trash, status, "ann"), verdict(contributor, Action::save, status, "ann"));
        EXPECT_EQ(verdict(contributor, Action::submit, status, "ann"), ErrorCode::forbidden);
        EXPECT_EQ(verdict(reporter, Action::submit, status, "ann"), std::nullopt);
        EXPECT_EQ(verdict(reporter, Action::publish, status, "ann"), ErrorCode::forbidden);
    }
}

TEST(Access, OthersStoriesAreNotThereUntilPublishedAndNeverTheirsToChange) {
    for (const Role role : {Role::contributor, Role::reporter}) {
        const store::Identity other{"bo", role};
        for (const Status status : kStates) {
            for (const Action action :
                 {Action::see_history, Action::save, Action::draft, Action::propose, Action::submit, Action::trash, Action::publish}) {
                EXPECT_NE(verdict(other, action, status, "ann"), std::nullopt);
            }
        }
        EXPECT_EQ(verdict(other, Action::see, Status::draft, "ann"), ErrorCode::not_found);
        EXPECT_EQ(verdict(other, Action::save, Status::published, "ann"), ErrorCode::forbidden);
        EXPECT_EQ(verdict(other, Action::see_history, Status::published, "ann"), ErrorCode::forbidden);
    }
}

TEST(Access, EditorsAndAdminsDoAllToAllStories) {
    for (const Role role : {Role::editor, Role::admin}) {
        for (const Status status : kStates) {
            for (const Action action : {Action::see, Action::see_history, Action::save, Action::draft, Action::propose, Action::submit,
                                        Action::trash, Action::publish}) {
                EXPECT_EQ(verdict(store::Identity{"ed", role}, action, status, "ann"), std::nullopt);
            }
        }
    }
}

TEST(Access, ACapabilityNeedsItsRole) {
    struct Case {
        Capability needed;
        Role least;
    };
    EXPECT_TRUE(allow(std::nullopt, Capability::anyone).has_value());
    for (const Case& row : {Case{Capability::contribute, Role::contributor}, Case{Capability::report, Role::reporter},
                            Case{Capability::edit, Role::editor}, Case{Capability::administer, Role::admin}}) {
        EXPECT_EQ(allow(std::nullopt, row.needed).error().code, ErrorCode::unauthenticated);
        for (const Role role : {Role::contributor, Role::reporter, Role::editor, Role::admin}) {
            EXPECT_EQ(allow(store::Identity{"x", role}, row.needed).has_value(), role >= row.least);
        }
    }
}

TEST(Access, ATokenIsNoPerson) {
    EXPECT_EQ(allow(std::nullopt, Capability::person).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(allow(store::Identity{"desk", Role::admin}, Capability::person).error().code, ErrorCode::forbidden);
    store::Identity person{"ann@example.org", Role::contributor};
    person.person = 1;
    EXPECT_TRUE(allow(person, Capability::person).has_value());
}

TEST(Access, WhoAStoryWasGivenToMayDoWhatItsOwnerMay) {
    for (const Status status : kStates) {
        for (const Role role : {Role::contributor, Role::reporter, Role::editor}) {
            for (const Action action :
                 {Action::see, Action::see_history, Action::save, Action::draft, Action::propose, Action::submit, Action::publish}) {
                const store::Identity who{"bo", role};
                const Subject given{base::StoryId{1}, status, "ann", "bo"};
                const Subject owned{base::StoryId{1}, status, "bo"};
                EXPECT_EQ(allow(who, action, given).has_value(), allow(who, action, owned).has_value());
            }
        }
        EXPECT_FALSE(
            allow(store::Identity{"bo", Role::reporter}, Action::trash, Subject{base::StoryId{1}, status, "ann", "bo"}).has_value())
            << "only whoever created a story deletes it";
        EXPECT_FALSE(
            allow(store::Identity{"", Role::contributor}, Action::see_history, Subject{base::StoryId{1}, status, "ann"}).has_value());
    }
}

TEST(Access, SaysWhichRoleIsNeededInASentenceThatIsRightForEachRole) {
    struct Case {
        Role role;
        Capability needed;
        std::string_view sentence;
    };
    for (const Case& row :
         {Case{Role::contributor, Capability::report, "This requires the role reporter; \"ann\" has the role contributor."},
          Case{Role::reporter, Capability::edit, "This requires the role editor; \"ann\" has the role reporter."},
          Case{Role::editor, Capability::administer, "This requires the role admin; \"ann\" has the role editor."}}) {
        const auto allowed = allow(store::Identity{"ann", row.role}, row.needed);
        ASSERT_FALSE(allowed.has_value());
        EXPECT_EQ(allowed.error().message, row.sentence);
        for (const std::string_view wrong : {" a admin", " a editor", " an reporter", " an contributor"}) {
            EXPECT_FALSE(allowed.error().message.contains(wrong)) << wrong;
        }
    }
}

}  // namespace
}  // namespace stoppress::newsroom
