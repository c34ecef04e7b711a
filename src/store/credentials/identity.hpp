// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks, and what role that is: a token, or a person who is signed in.
// Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::store {

/// Each includes the ones before it.
enum class Role : std::uint8_t { contributor, reporter, editor, admin };

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

struct Identity {
    std::string name;  ///< by which stories are owned and revisions signed: a token's name, a person's e-mail address
    Role role = Role::contributor;
    std::string display_name{};  ///< for people's eyes
    std::int64_t person = 0;     ///< 0: a token
};

/// Who does something to people and tokens, for the audit log.
struct Actor {
    std::string who;
    std::string address_hint{};
};

}  // namespace stoppress::store
