// SPDX-License-Identifier: GPL-3.0-or-later
// Finds out who asks: a token in Authorization, or a session by the newsroom's cookie, which browsers send along whoever made the page.
// So a request that changes something and has no token must come from the site's own pages.
// Thread: a reading thread or one of the door's; pure functions but for identify().
#pragma once

#include <string>
#include <string_view>

#include "newsroom/call.hpp"
#include "staff/passkey.hpp"

namespace stoppress::newsroom {

/// Whether the request has a token or a session's cookie, good or not. Cheap enough for a loop.
[[nodiscard]] bool has_credential(const http::Request& request);

/// Fills in `call.who` and `call.session`. `unauthenticated` where a token is wrong; a cookie that is good no longer is as none.
/// `forbidden` where the request changes something and comes from another site's page.
[[nodiscard]] base::Result<void> identify(const Parts& parts, Call& call);

/// "https://news.example.org" of "https://News.example.org:443/a": as browsers write the Origin of what that site sends.
[[nodiscard]] std::string origin_of(std::string_view url);

/// Whether a request that changes something may be taken: with the cookie it must say that it comes from `origin`; without, it may also
/// say nothing, as programs do.
[[nodiscard]] bool is_from_here(const http::Request& request, std::string_view origin);

/// The secret in the newsroom's cookie; empty where there is none.
[[nodiscard]] std::string_view session_secret(std::string_view cookie);

/// For Set-Cookie. A session that only awaits the second factor ends with the browser.
[[nodiscard]] std::string session_cookie(const store::NewSession& session);
[[nodiscard]] std::string no_session_cookie();

/// What challenges for signing in with a passkey are bound to: a secret in a cookie of its own, as nobody is signed in yet.
[[nodiscard]] std::string_view challenge_secret(std::string_view cookie);
[[nodiscard]] std::string challenge_cookie(std::string_view secret);

/// The site as passkeys know it; `conflict` where its address is none that can have any.
[[nodiscard]] base::Result<staff::RelyingParty> site_as_relying_party(const Parts& parts);

/// Who does what the call asks for, for the audit log.
[[nodiscard]] store::Actor actor_of(const Call& call);

}  // namespace stoppress::newsroom
