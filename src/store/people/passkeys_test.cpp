// SPDX-License-Identifier: GPL-3.0-or-later
// Passkeys on a real database: their owners, single use of challenges, increasing counters, and removal.
#include "store/people/passkeys.hpp"

#include <gmock/gmock.h>

#include "store/people/credentials.hpp"
#include "store/people/limits.hpp"
#include "store/people/tokens.hpp"
#include "store/site_fixture.hpp"
#include "store/sql/sqlite_session.hpp"

namespace stoppress::store {
namespace {

const Actor kOwner{"ann@example.org", "192.0.2.*"};
const Visitor kFrom{.address_hint = "192.0.2.*", .user_agent = "Test/1", .former_session = 0};

class PasskeysTest : public SiteTest {
protected:
    PasskeysTest() : credentials_(value(Credentials::open(settings_, clock_))) {
        person_ = value(credentials_->people().add("ann@example.org", "Ann", Role::editor, kOwner)).number;
    }

    Passkeys& passkeys() { return credentials_->passkeys(); }
    Sessions& sessions() { return credentials_->sessions(); }

    /// Of a challenge that nobody has used.
    UsedChallenge fresh() { return {"challenge " + std::to_string(++challenges_), clock_.now() + std::chrono::minutes{5}}; }

    static Passkey wanted(std::int64_t person, const std::string& credential) {
        Passkey passkey;
        passkey.person = person;
        passkey.credential = credential;
        passkey.algorithm = -7;
        passkey.public_key = "key";
        passkey.transports = "internal,hybrid";
        passkey.name = "Phone";
        return passkey;
    }
    Passkey add(const std::string& credential, std::int64_t count = 0) {
        auto passkey = wanted(person_, credential);
        passkey.sign_count = count;
        return value(passkeys().add(passkey, fresh(), kOwner));
    }
    PasskeyUse use(const std::string& credential, std::int64_t count = 0) {
        return {.credential = credential, .challenge = fresh(), .sign_count = count, .backed_up = false};
    }
    std::string last_note() {
        const auto entry = value(credentials_->audit().list({}, 1)).at(0);
        return entry.note.action + " " + entry.note.subject + ": " + entry.note.detail;
    }

    std::unique_ptr<Credentials> credentials_;
    std::int64_t person_ = 0;
    int challenges_ = 0;
};

TEST_F(PasskeysTest, BelongToOnePersonEach) {
    const auto passkey = add("one");
    EXPECT_EQ(last_note(), "passkey.add ann@example.org: Phone");
    const auto other = value(credentials_->people().add("bo@example.org", "Bo", Role::editor, kOwner)).number;
    EXPECT_EQ(passkeys().add(wanted(other, "one"), fresh(), kOwner).error().code, base::ErrorCode::conflict);
    const auto owner = value(passkeys().find("one"));
    ASSERT_TRUE(owner.has_value());
    EXPECT_EQ(owner->person.email, "ann@example.org");
    EXPECT_EQ(owner->passkey.transports, "internal,hybrid");
    EXPECT_FALSE(value(passkeys().find("two")).has_value());
    EXPECT_EQ(passkeys().rename(other, passkey.number, "Mine", kOwner).error().code, base::ErrorCode::not_found);
    EXPECT_EQ(passkeys().remove(other, passkey.number, kOwner).error().code, base::ErrorCode::not_found);
    EXPECT_EQ(value(passkeys().rename(person_, passkey.number, "Desk", kOwner)).name, "Desk");
    EXPECT_EQ(last_note(), "passkey.rename ann@example.org: Phone -> Desk");
    value(passkeys().remove(person_, passkey.number, kOwner));
    EXPECT_EQ(last_note(), "passkey.remove ann@example.org: Desk");
    EXPECT_TRUE(value(passkeys().list(person_)).empty());
    EXPECT_GT(add("one").number, passkey.number) << "numbers are not given again";
}

TEST_F(PasskeysTest, HaveAHandleThatStaysAndSaysNothing) {
    const auto handle = value(passkeys().handle(person_));
    EXPECT_EQ(handle.size(), 43U);
    EXPECT_EQ(value(passkeys().handle(person_)), handle);
    add("one");
    EXPECT_EQ(value(passkeys().find("one"))->handle, handle);
    EXPECT_EQ(value(passkeys().challenge_key()), value(value(Credentials::open(settings_, clock_))->passkeys().challenge_key()))
        << "all nodes have the same";
}

TEST_F(PasskeysTest, AreNoMoreThanSomebodyMayHave) {
    for (std::int64_t i = 0; i < kMaxPasskeys; ++i) {
        add("number " + std::to_string(i));
    }
    EXPECT_EQ(passkeys().add(wanted(person_, "one more"), fresh(), kOwner).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(value(passkeys().list(person_)).size(), static_cast<std::size_t>(kMaxPasskeys));
}

TEST_F(PasskeysTest, SignInWithoutASecondFactorOncePerChallenge) {
    add("one");
    const auto shown = use("one");
    clock_.advance(std::chrono::hours{1});
    const auto made = value(sessions().begin_with_passkey(shown, kFrom));
    ASSERT_TRUE(made.has_value());
    EXPECT_FALSE(made->session.awaits_factor || made->session.by_link);
    EXPECT_EQ(value(sessions().find(made->secret))->created_at, clock_.now());
    EXPECT_EQ(last_note(), "session.begin ann@example.org: passkey \"Phone\"");
    EXPECT_EQ(value(passkeys().list(person_)).at(0).last_used_at, clock_.now());
    EXPECT_FALSE(value(sessions().begin_with_passkey(shown, kFrom)).has_value());
    EXPECT_EQ(last_note(), "session.refused ann@example.org: passkey: the challenge was already used");
    // On another node, whose clock is late.
    clock_.advance(std::chrono::hours{1});
    ASSERT_TRUE(value(sessions().begin_with_passkey(use("one"), kFrom)).has_value());
    EXPECT_FALSE(value(sessions().begin_with_passkey(shown, kFrom)).has_value());
    EXPECT_EQ(passkeys().add(wanted(person_, "two"), shown.challenge, kOwner).error().code, base::ErrorCode::conflict);
}

TEST_F(PasskeysTest, WhoseCounterDoesNotGoUpAreRefused) {
    add("counting", 5);
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("counting", 6), kFrom)).has_value());
    for (const std::int64_t count : {6, 5, 0}) {
        EXPECT_FALSE(value(sessions().begin_with_passkey(use("counting", count), kFrom)).has_value()) << count;
        EXPECT_EQ(last_note(), "session.refused ann@example.org: passkey \"Phone\": the signature counter went from 6 to " +
                                   std::to_string(count) + "; the passkey may have been cloned");
    }
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("counting", 7), kFrom)).has_value());
    add("not counting");
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("not counting"), kFrom)).has_value());
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("not counting"), kFrom)).has_value());
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("counting", 4'294'967'295), kFrom)).has_value()) << "as high as it goes";
}

TEST_F(PasskeysTest, OfWhoIsDisabledOrThatWereRemovedOpenNothing) {
    const auto passkey = add("one");
    PersonChange disable;
    disable.disabled = true;
    value(credentials_->people().change(person_, disable, kOwner));
    const auto shown = use("one");
    EXPECT_FALSE(value(sessions().begin_with_passkey(shown, kFrom)).has_value());
    EXPECT_EQ(last_note(), "session.refused ann@example.org: disabled");
    PersonChange enable;
    enable.disabled = false;
    value(credentials_->people().change(person_, enable, kOwner));
    EXPECT_FALSE(value(sessions().begin_with_passkey(shown, kFrom)).has_value()) << "the challenge was used up";
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("one"), kFrom)).has_value());
    value(passkeys().remove(person_, passkey.number, kOwner));
    EXPECT_FALSE(value(sessions().begin_with_passkey(use("one"), kFrom)).has_value());
    add("two");
    const auto session = value(sessions().begin_with_passkey(use("two"), kFrom)).value();
    value(passkeys().remove_all(person_, kOwner));
    EXPECT_TRUE(value(passkeys().list(person_)).empty());
    EXPECT_FALSE(value(sessions().find(session.secret)).has_value()) << "what they may have opened is shut";
}

TEST_F(PasskeysTest, StayWhenAPasswordIsSetOrSessionsEnd) {
    add("one");
    const auto here = value(sessions().begin_with_passkey(use("one"), kFrom)).value();
    value(credentials_->people().set_password(person_, "hash", here.session.number, kOwner));
    value(sessions().end_others(person_, here.session.number, kOwner));
    EXPECT_TRUE(value(sessions().begin_with_passkey(use("one"), kFrom)).has_value());
}

TEST_F(PasskeysTest, ComeAlongToAnotherDatabase) {
    STOPPRESS_ONLY_ON_SQLITE();
    const auto handle = value(passkeys().handle(person_));
    add("one", 3);
    auto elsewhere = settings_;
    elsewhere.database.credentials_url = "sqlite:elsewhere.db";
    value(copy_tokens(settings_, elsewhere, clock_));
    const auto moved = value(Credentials::open(elsewhere, clock_));
    EXPECT_EQ(value(moved->passkeys().handle(person_)), handle);
    EXPECT_FALSE(value(moved->sessions().begin_with_passkey(use("one", 3), kFrom)).has_value());
    EXPECT_TRUE(value(moved->sessions().begin_with_passkey(use("one", 4), kFrom)).has_value());
    EXPECT_GT(value(moved->passkeys().add(wanted(person_, "two"), fresh(), kOwner)).number, 1);
}

TEST_F(SiteTest, PeopleOfTheSecondVersionSurviveItsUpgrade) {
    STOPPRESS_ONLY_ON_SQLITE();
    {
        const auto session = value(SqliteSession::open(folder_.path() / "credentials.db", Access::credentials));
        session->run("credentials.schema");
        session->run("credentials.schema_2");
        session->query("credentials.insert_person")
            .set("number", std::int64_t{1})
            .set("email", "old@example.org")
            .set("name", "Old")
            .set("role", "admin")
            .set("created_at", std::int64_t{1})
            .run();
    }
    const auto credentials = value(Credentials::open(settings_, clock_));
    EXPECT_EQ(value(credentials->people().find("old@example.org"))->person.number, 1);
    EXPECT_FALSE(value(credentials->passkeys().handle(1)).empty());
    EXPECT_FALSE(value(credentials->passkeys().challenge_key()).empty());
}

}  // namespace
}  // namespace stoppress::store
