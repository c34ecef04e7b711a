// SPDX-License-Identifier: GPL-3.0-or-later
// Tests whom a note names, and which names are refused.
#include "newsroom/notifications/mentions.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Mentions, AreTheAddressesInBracketsEachOnce) {
    EXPECT_THAT(mentions_in("@<ann@example.org> and @<BO@example.org>, again @<ann@example.org>"),
                ElementsAre("ann@example.org", "bo@example.org"));
    EXPECT_THAT(mentions_in("سلام @<ann@example.org>!"), ElementsAre("ann@example.org"));
    EXPECT_THAT(mentions_in("@<@<ann@example.org>>"), ElementsAre("ann@example.org"));
}

TEST(Mentions, LeaveOrdinaryTextAlone) {
    for (const auto* text : {"", "@", "@<", "@<>", "@<ann>", "ann@example.org", "@ann@example.org", "@<ann@example.org",
                             "@< ann@example.org>", "< ann@example.org>", "@<a@b\n>"}) {
        EXPECT_THAT(mentions_in(text), IsEmpty()) << text;
    }
}

class CheckedMentions : public ::testing::Test {
protected:
    CheckedMentions() {
        person("ann@example.org", store::Role::editor);
        person("bo@example.org", store::Role::reporter);
        person("cy@example.org", store::Role::reporter);
        person("gone@example.org", store::Role::editor).disabled = true;
    }
    store::Person& person(const std::string& email, store::Role role) {
        auto& made = people_.emplace_back();
        made.email = email;
        made.name = "Name of " + email;
        made.role = role;
        return made;
    }
    /// The code of the refusal; empty: accepted.
    std::string refusal(const std::string& text) {
        BodyReader body(R"({"text":"x"})");
        body.any("text");
        const auto checked = check_mentions(who_, body, "text", text, people_, {.id = base::StoryId{1}, .owner = "bo@example.org"});
        if (!checked.has_value()) {
            return checked.error().code == base::ErrorCode::not_found ? "no story" : "another error";
        }
        const auto closed = body.close();
        return closed.has_value() ? "" : std::string(closed.error().fields.at(0).reason.code.text());
    }
    std::optional<store::Identity> who_ = store::Identity{.name = "bo@example.org", .role = store::Role::reporter};
    std::vector<store::Person> people_;
};

TEST_F(CheckedMentions, AreColleaguesWhoMaySeeTheStory) {
    EXPECT_EQ(refusal("nobody"), "");
    EXPECT_EQ(refusal("@<ann@example.org>, @<bo@example.org>"), "");
    EXPECT_EQ(refusal("@<ann@example.org>, @<cy@example.org>"), "mention-cannot-see");
    EXPECT_EQ(refusal("@<gone@example.org>"), "mention-unknown");
    EXPECT_EQ(refusal("@<stranger@example.org>"), "mention-unknown");
}

TEST_F(CheckedMentions, SayNothingToWhoeverMayNotSeeTheStory) {
    who_ = store::Identity{.name = "cy@example.org", .role = store::Role::reporter};
    EXPECT_EQ(refusal("@<bo@example.org>"), refusal("@<cy@example.org>"));
    EXPECT_EQ(refusal("@<bo@example.org>"), "no story");
    EXPECT_EQ(refusal("nobody"), "");
}

TEST_F(CheckedMentions, AreLimitedInNumber) {
    std::string text;
    for (std::size_t i = 0; i < kMaxMentions; ++i) {
        const auto email = fmt::format("p{}@example.org", i);
        person(email, store::Role::editor);
        text += "@<" + email + "> ";
    }
    EXPECT_EQ(refusal(text), "");
    EXPECT_EQ(refusal(text + "@<ann@example.org>"), "too-many-entries");
}

}  // namespace
}  // namespace stoppress::newsroom
