// SPDX-License-Identifier: GPL-3.0-or-later
// The people of the newsroom: name, role, password hash and second factor as stored. Passwords are not checked here,
// because that is slow.
// Thread: any.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "store/people/connection.hpp"
#include "store/people/identity.hpp"

namespace stoppress::store {

struct Person {
    std::int64_t number = 0;
    std::string email;  ///< lower case
    std::string name;
    Role role = Role::contributor;
    bool disabled = false;
    bool has_password = false;
    bool has_second_factor = false;
    base::Time created_at;
    std::optional<base::Time> last_seen_at;
};

struct PersonChange {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<bool> disabled;
};

/// A person with what signing in needs.
struct Account {
    Person person;
    std::string password;  ///< hash; empty if none is set
};

class People {
public:
    explicit People(CredentialsConnection& connection) : connection_(connection) {}

    /// Fails with `invalid` if the email address is malformed, `conflict` if it is in use, also as the name of a token.
    base::Result<Person> add(const std::string& email, const std::string& name, Role role, const Actor& actor);
    base::Result<std::vector<Person>> list();
    base::Result<std::optional<Person>> find(std::int64_t number);
    base::Result<std::optional<Account>> find(const std::string& email);
    /// The password hash of a person; empty if there is none.
    base::Result<std::string> password(std::int64_t number);
    /// Fails with `not_found`, or `conflict` if no admin would be left. Disabling a person ends their sessions.
    base::Result<Person> change(std::int64_t number, const PersonChange& change, const Actor& actor);

    /// Returns a secret that signs the person in once; earlier ones become invalid. Fails with `conflict` if the person
    /// is disabled.
    base::Result<std::string> make_link(std::int64_t number, const Actor& actor);

    /// Ends the person's other sessions and links.
    base::Result<void> set_password(std::int64_t number, const std::string& hash, std::int64_t session, const Actor& actor);

    /// Returns a secret for the person's app, to be confirmed with a code. Fails with `conflict` if there is a second
    /// factor already.
    base::Result<std::string> offer_second_factor(std::int64_t number);
    using RecoveryCodes = std::array<std::string, 10>;
    /// Fails with `invalid` (/code) if the code does not match the offered secret.
    base::Result<RecoveryCodes> confirm_second_factor(std::int64_t number, const std::string& code, const Actor& actor);
    base::Result<void> remove_second_factor(std::int64_t number, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

/// The address in lower case; nothing if it is not a valid email address here.
[[nodiscard]] std::optional<std::string> canonical_email(std::string_view text);

// For the other parts of credentials, inside a transaction.
[[nodiscard]] std::optional<Person> find_person(Session& session, std::int64_t number);
[[nodiscard]] Person person_of(const Query& row);

}  // namespace stoppress::store
