// SPDX-License-Identifier: GPL-3.0-or-later
// Who makes a request, and with which role: a token, or a person who is signed in.
// Thread: plain data and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::store {

/// Each role includes the ones before it.
enum class Role : std::uint8_t { contributor, reporter, editor, admin };

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

struct Identity {
    std::string name;  ///< owner of stories and author of revisions: a token's name, a person's email address
    Role role = Role::contributor;
    std::string display_name{};  ///< shown to people
    std::int64_t person = 0;     ///< number of the person; 0: a token
};

/// Who changes people and tokens, for the audit log.
struct Actor {
    std::string who;
    std::string address_hint{};
};

}  // namespace stoppress::store
