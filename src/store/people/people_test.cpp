// SPDX-License-Identifier: GPL-3.0-or-later
// People, sessions and the audit log on a real database: time limits, single use, migration, and that a change and its
// note are one transaction.
#include <gmock/gmock.h>

#include "staff/secret.hpp"
#include "staff/totp.hpp"
#include "store/people/credentials.hpp"
#include "store/people/limits.hpp"
#include "store/people/tokens.hpp"
#include "store/site_fixture.hpp"
#include "store/sql/sqlite_session.hpp"

namespace stoppress::store {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Actor kActor{"root@example.org", "192.0.2.*"};
const Visitor kVisitor{.address_hint = "192.0.2.*", .user_agent = "Test/1", .former_session = 0};

class PeopleTest : public SiteTest {
protected:
    PeopleTest() : credentials_(value(Credentials::open(settings_, clock_))) {}

    People& people() { return credentials_->people(); }
    Sessions& sessions() { return credentials_->sessions(); }

    Person add(const std::string& email, Role role = Role::reporter) { return value(people().add(email, "Somebody", role, kActor)); }
    /// A session of somebody new, by link.
    NewSession signed_in(const std::string& email) {
        const auto person = add(email);
        return value(sessions().begin_with_link(value(people().make_link(person.number, kActor)), kVisitor)).value();
    }
    std::vector<std::string> actions() {
        std::vector<std::string> actions;
        for (const auto& entry : value(credentials_->audit().list({}, 100))) {
            actions.push_back(entry.note.action);
        }
        return actions;
    }

    std::unique_ptr<Credentials> credentials_;
};

TEST_F(PeopleTest, KnowAnAddressInLowerCaseOnce) {
    const auto ann = add("Ann@Example.org", Role::admin);
    EXPECT_EQ(ann.email, "ann@example.org");
    EXPECT_EQ(people().add("ANN@example.ORG", "Other", Role::reporter, kActor).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(people().add("ann", "Other", Role::reporter, kActor).error().code, base::ErrorCode::invalid);
    EXPECT_EQ(value(people().find("ann@example.org"))->person.number, ann.number);
    EXPECT_FALSE(value(people().find("bo@example.org")).has_value());
    EXPECT_FALSE(value(people().find(ann.number + 1)).has_value());
    value(credentials_->create_token("cms@example.org", Role::editor));
    EXPECT_EQ(people().add("cms@example.org", "Cms", Role::editor, kActor).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(credentials_->create_token("ann@example.org", Role::admin).error().code, base::ErrorCode::conflict);
    ASSERT_EQ(value(people().list()).size(), 1U);
}

TEST_F(PeopleTest, KeepAnAdminWhoCanSignIn) {
    const auto one = add("one@example.org", Role::admin);
    const auto two = add("two@example.org", Role::admin);
    PersonChange disable;
    disable.disabled = true;
    PersonChange demote;
    demote.role = Role::editor;
    EXPECT_TRUE(value(people().change(one.number, disable, kActor)).disabled);
    EXPECT_EQ(people().change(two.number, disable, kActor).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(people().change(two.number, demote, kActor).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(value(people().find(two.number))->role, Role::admin);
    EXPECT_EQ(people().change(99, demote, kActor).error().code, base::ErrorCode::not_found);
    EXPECT_EQ(people().make_link(one.number, kActor).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(people().make_link(99, kActor).error().code, base::ErrorCode::not_found);
}

TEST_F(PeopleTest, SignInWithALinkOnceWithinADay) {
    const auto ann = add("ann@example.org");
    const auto link = value(people().make_link(ann.number, kActor));
    clock_.advance(hours{24});
    EXPECT_FALSE(value(sessions().begin_with_link(link, kVisitor)).has_value());
    const auto fresh = value(people().make_link(ann.number, kActor));
    clock_.advance(hours{23});
    const auto session = value(sessions().begin_with_link(fresh, kVisitor));
    ASSERT_TRUE(session.has_value());
    EXPECT_TRUE(session->session.by_link);
    EXPECT_FALSE(value(sessions().begin_with_link(fresh, kVisitor)).has_value());
    EXPECT_EQ(value(sessions().find(session->secret))->person.email, "ann@example.org");
    EXPECT_FALSE(value(sessions().find(fresh)).has_value());
    EXPECT_FALSE(value(sessions().find("")).has_value());
}

TEST_F(PeopleTest, StaySignedInWhileTheyComeBackButNotForEver) {
    const auto idle = signed_in("idle@example.org");
    const auto busy = signed_in("busy@example.org");
    for (int day = 1; day < 60; ++day) {
        clock_.advance(hours{24});
        EXPECT_EQ(value(sessions().find(busy.secret)).has_value(), true) << day;
        if (day == 13) {
            EXPECT_EQ(value(sessions().list(idle.session.person.number)).size(), 1U);
        }
    }
    EXPECT_FALSE(value(sessions().find(idle.secret)).has_value());
    EXPECT_TRUE(value(sessions().list(idle.session.person.number)).empty());
    clock_.advance(hours{24});
    EXPECT_FALSE(value(sessions().find(busy.secret)).has_value()) << "after 60 days, however busy";
}

TEST_F(PeopleTest, AreOutWhereverTheirSessionsEnd) {
    const auto here = signed_in("ann@example.org");
    const auto number = here.session.person.number;
    value(people().set_password(number, "hash", here.session.number, kActor));
    const auto there = value(sessions().begin(number, "hash", kVisitor)).value();
    EXPECT_FALSE(value(sessions().begin(number, "former hash", kVisitor)).has_value());
    EXPECT_EQ(sessions().end(number + 1, there.session.number, kActor).error().code, base::ErrorCode::not_found);
    value(sessions().end_others(number, here.session.number, kActor));
    EXPECT_FALSE(value(sessions().find(there.secret)).has_value());
    EXPECT_TRUE(value(sessions().find(here.secret)).has_value());
    EXPECT_FALSE(value(sessions().find(here.secret))->by_link) << "a password was set";
    PersonChange disable;
    disable.disabled = true;
    value(people().change(number, disable, kActor));
    EXPECT_FALSE(value(sessions().find(here.secret)).has_value());
    EXPECT_FALSE(value(sessions().begin(number, "hash", kVisitor)).has_value());
}

TEST_F(PeopleTest, HaveNoMoreSessionsThanTheyMay) {
    const auto first = signed_in("ann@example.org");
    const auto number = first.session.person.number;
    value(people().set_password(number, "hash", first.session.number, kActor));
    for (std::int64_t i = 0; i < kMaxSessions; ++i) {
        clock_.advance(minutes{1});
        ASSERT_TRUE(value(sessions().begin(number, "hash", kVisitor)).has_value());
    }
    EXPECT_EQ(value(sessions().list(number)).size(), static_cast<std::size_t>(kMaxSessions));
    EXPECT_FALSE(value(sessions().find(first.secret)).has_value());
    // A browser that signs in again has one session, not two.
    const auto latest = value(sessions().list(number)).front().number;
    auto again = kVisitor;
    again.former_session = latest;
    value(sessions().begin(number, "hash", again));
    for (const auto& session : value(sessions().list(number))) {
        EXPECT_NE(session.number, latest) << "numbers are not given again, either";
    }
}

TEST_F(PeopleTest, HandInASecondFactorOnce) {
    const auto first = signed_in("ann@example.org");
    const auto number = first.session.person.number;
    value(people().set_password(number, "hash", first.session.number, kActor));
    EXPECT_EQ(people().confirm_second_factor(number, "123456", kActor).error().code, base::ErrorCode::conflict);
    const auto secret = value(people().offer_second_factor(number));
    EXPECT_EQ(people().confirm_second_factor(number, "12345", kActor).error().code, base::ErrorCode::invalid);
    const auto step = staff::totp_step(clock_.now());
    const auto recovery = value(people().confirm_second_factor(number, staff::totp_code(secret, step), kActor));
    EXPECT_EQ(people().offer_second_factor(number).error().code, base::ErrorCode::conflict);
    const auto begin = [&] { return value(sessions().begin(number, "hash", kVisitor)).value(); };
    auto half = begin();
    EXPECT_TRUE(half.session.awaits_factor);
    EXPECT_FALSE(value(sessions().pass_second_factor(half.session, staff::totp_code(secret, step), kVisitor)).has_value())
        << "used to confirm";
    const auto whole = value(sessions().pass_second_factor(half.session, staff::totp_code(secret, step + 1), kVisitor));
    ASSERT_TRUE(whole.has_value());
    EXPECT_FALSE(whole->session.awaits_factor);
    EXPECT_FALSE(value(sessions().find(half.secret)).has_value());
    EXPECT_FALSE(value(sessions().pass_second_factor(half.session, recovery[0], kVisitor)).has_value()) << "that session is over";
    half = begin();
    EXPECT_TRUE(value(sessions().pass_second_factor(half.session, recovery[0], kVisitor)).has_value());
    half = begin();
    for (std::int64_t i = 0; i < kMaxFactorFailures; ++i) {
        EXPECT_FALSE(value(sessions().pass_second_factor(half.session, recovery[0], kVisitor)).has_value());
    }
    EXPECT_FALSE(value(sessions().pass_second_factor(half.session, recovery[1], kVisitor)).has_value());
    half = begin();
    clock_.advance(minutes{10});
    EXPECT_FALSE(value(sessions().find(half.secret)).has_value()) << "nobody looks for a phone that long";
    value(people().remove_second_factor(number, kActor));
    EXPECT_FALSE(begin().session.awaits_factor);
}

TEST_F(PeopleTest, LeaveATraceOfWhatWasDoneAndOfNothingElse) {
    const auto ann = add("ann@example.org", Role::admin);
    static_cast<void>(people().add("ann@example.org", "Twice", Role::admin, kActor));
    static_cast<void>(credentials_->revoke_token("none"));
    value(credentials_->audit().append({"who\r\n\x1b[31m", "test", std::string(600, 'x') + "é", "", ""}));
    PersonChange nothing;
    nothing.name = ann.name;
    value(people().change(ann.number, nothing, kActor));
    EXPECT_THAT(actions(), ::testing::ElementsAre("test", "person.add"));
    const auto entries = value(credentials_->audit().list({}, 1));
    EXPECT_EQ(entries[0].note.who, "who\\x0d\\x0a\\x1b[31m");
    EXPECT_EQ(entries[0].note.subject, std::string(500, 'x'));
    AuditFilter filter;
    filter.before = 2;
    EXPECT_EQ(value(credentials_->audit().list(filter, 10)).size(), 1U);
    const auto listed = [&](const AuditFilter& wanted) { return value(credentials_->audit().list(wanted, 100)).size(); };
    const auto all = listed({});
    AuditFilter by_who;
    by_who.who = entries.front().note.who;
    EXPECT_GE(listed(by_who), 1U);
    by_who.who = "nobody@example.org";
    EXPECT_EQ(listed(by_who), 0U);
    AuditFilter about;
    about.about = "person";
    EXPECT_GE(listed(about), 1U);
    about.about = "perso";
    EXPECT_EQ(listed(about), 0U) << "the whole word before the dot";
    AuditFilter between;
    between.from = entries.front().at;
    EXPECT_GE(listed(between), 1U);
    between.until = between.from;
    EXPECT_EQ(listed(between), 0U);
    EXPECT_EQ(listed({}), all);
    const auto verdict = value(credentials_->audit().verify());
    EXPECT_EQ(verdict.entries, 2);
    EXPECT_EQ(verdict.broken, 0);
}

TEST_F(PeopleTest, ComeAlongToAnotherDatabase) {
    STOPPRESS_ONLY_ON_SQLITE();
    const auto first = signed_in("ann@example.org");
    const auto number = first.session.person.number;
    value(people().set_password(number, "hash", first.session.number, kActor));
    const auto secret = value(people().offer_second_factor(number));
    const auto recovery = value(people().confirm_second_factor(number, staff::totp_code(secret, staff::totp_step(clock_.now())), kActor));
    const auto token = value(credentials_->create_token("cms", Role::editor));
    auto elsewhere = settings_;
    elsewhere.database.credentials_url = "sqlite:elsewhere.db";
    value(copy_tokens(settings_, elsewhere, clock_));
    value(copy_tokens(settings_, elsewhere, clock_));
    const auto moved = value(Credentials::open(elsewhere, clock_));
    EXPECT_TRUE(value(moved->identify(token)).has_value());
    EXPECT_EQ(value(moved->people().find("ann@example.org"))->password, "hash");
    const auto half = value(moved->sessions().begin(number, "hash", kVisitor)).value();
    EXPECT_TRUE(value(moved->sessions().pass_second_factor(half.session, recovery[3], kVisitor)).has_value());
    EXPECT_EQ(value(moved->audit().verify()).broken, 0);
    EXPECT_EQ(value(moved->people().add("bo@example.org", "Bo", Role::reporter, kActor)).number, number + 1);
}

TEST_F(SiteTest, TokensOfTheFirstVersionSurviveItsUpgrade) {
    STOPPRESS_ONLY_ON_SQLITE();
    const std::string token = "sp_" + staff::new_secret();
    {
        const auto session = value(SqliteSession::open(folder_.path() / "credentials.db", Access::credentials));
        session->run("credentials.schema");
        session->query("credentials.insert_token")
            .set("name", "old")
            .set("hash", staff::fingerprint(token))
            .set("role", "editor")
            .set("created_at", std::int64_t{1})
            .run();
    }
    for (int i = 0; i < 2; ++i) {
        const auto credentials = value(Credentials::open(settings_, clock_));
        EXPECT_EQ(value(credentials->identify(token))->name, "old");
        EXPECT_EQ(value(credentials->people().list()).size(), static_cast<std::size_t>(i));
        if (i == 0) {
            value(credentials->people().add("ann@example.org", "Ann", Role::admin, kActor));
        }
    }
}

TEST_F(SiteTest, CredentialsOfANewerVersionAreLeftAlone) {
    STOPPRESS_ONLY_ON_SQLITE();
    value(Credentials::open(settings_, clock_));
    const auto session = value(SqliteSession::open(folder_.path() / "credentials.db", Access::credentials));
    session->run_migration("PRAGMA user_version = 1000");
    EXPECT_EQ(Credentials::open(settings_, clock_).error().code, base::ErrorCode::unsupported);
}

}  // namespace
}  // namespace stoppress::store
