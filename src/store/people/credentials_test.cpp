// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a token has the rights of its role until it is revoked, and that nothing on disk reveals it.
#include "store/people/credentials.hpp"

#include <gmock/gmock.h>

#include "store/site_fixture.hpp"

namespace stoppress::store {
namespace {

using CredentialsTest = SiteTest;

TEST_F(CredentialsTest, KnowsATokenByItsRoleUntilItIsRevokedByAnotherProgram) {
    const auto server = value(Credentials::open(settings_, clock_));
    const auto command = value(Credentials::open(settings_, clock_));
    const auto token = value(command->create_token("desk", Role::editor));
    const auto identity = value(server->identify(token));
    ASSERT_TRUE(identity.has_value());
    EXPECT_EQ(identity->name, "desk");
    EXPECT_EQ(identity->role, Role::editor);
    EXPECT_FALSE(value(server->identify(token + "x")).has_value());
    EXPECT_FALSE(value(server->identify("")).has_value());
    value(command->revoke_token("desk"));
    EXPECT_FALSE(value(server->identify(token)).has_value());
    EXPECT_EQ(command->revoke_token("desk").error().code, base::ErrorCode::not_found);
}

TEST_F(CredentialsTest, RefusesANameThatIsTaken) {
    const auto credentials = value(Credentials::open(settings_, clock_));
    value(credentials->create_token("desk", Role::admin));
    EXPECT_EQ(credentials->create_token("desk", Role::reporter).error().code, base::ErrorCode::conflict);
    const auto tokens = value(credentials->tokens());
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_EQ(tokens[0].role, Role::admin);
    EXPECT_EQ(tokens[0].created_at, clock_.now());
}

TEST_F(CredentialsTest, KeepsNoTokenOnDiskAndTheFileToItsOwner) {
    STOPPRESS_ONLY_ON_SQLITE();
    const auto token = value(value(Credentials::open(settings_, clock_))->create_token("desk", Role::admin));
    const auto file = folder_.path() / "credentials.db";
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_GT(bytes.size(), 1000U);
    EXPECT_FALSE(bytes.contains(token.substr(3)));
    EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::mask, std::filesystem::perms(0600));
}

TEST_F(CredentialsTest, SaysSoWhereTheFileIsNoDatabase) {
    STOPPRESS_ONLY_ON_SQLITE();
    std::ofstream(folder_.path() / "credentials.db") << std::string(5000, 'x');
    const auto opened = Credentials::open(settings_, clock_);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, base::ErrorCode::corrupt);
}

}  // namespace
}  // namespace stoppress::store
