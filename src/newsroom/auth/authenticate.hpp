// SPDX-License-Identifier: GPL-3.0-or-later
// Authenticates requests: by a token in Authorization, or by the newsroom's session cookie. Browsers send the cookie
// with requests from any site's pages, so a request that changes something without a token must come from the site's
// own pages.
// Thread: any but a loop's for authenticate(), which waits for the database; the others are pure functions.
#pragma once

#include <string>
#include <string_view>

#include "newsroom/api/call.hpp"
#include "settings/settings.hpp"
#include "staff/passkeys/passkey.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// Whether the request has a token or a session cookie, valid or not. Cheap enough for a loop.
[[nodiscard]] bool has_credential(const http::Request& request);

/// Sets `call.who` and `call.session`. Fails with `unauthenticated` if a token is wrong (an invalid cookie is ignored),
/// `forbidden` if the request changes something and comes from another site's page.
[[nodiscard]] base::Result<void> authenticate(store::Credentials& credentials, const settings::Settings& settings, Call& call);

/// "https://news.example.org" of "https://News.example.org:443/a": the form of the Origin that browsers send.
[[nodiscard]] std::string origin_of(std::string_view url);

/// Whether a request that changes something is allowed: with the cookie, it must say that it comes from `origin`;
/// without, the origin may also be missing, as from programs.
[[nodiscard]] bool is_from_own_page(const http::Request& request, std::string_view origin);

/// The secret in the newsroom's cookie; empty if there is none.
[[nodiscard]] std::string_view session_secret(std::string_view cookie);

/// The value for Set-Cookie. A session that only awaits the second factor ends with the browser.
[[nodiscard]] std::string session_cookie(const store::NewSession& session);
[[nodiscard]] std::string no_session_cookie();

/// The secret that challenges for passkey sign-in are bound to. It has a cookie of its own, because nobody is
/// signed in yet.
[[nodiscard]] std::string_view challenge_secret(std::string_view cookie);
[[nodiscard]] std::string challenge_cookie(std::string_view secret);

/// The site as a relying party; fails with `conflict` if its address cannot have passkeys.
[[nodiscard]] base::Result<staff::RelyingParty> site_as_relying_party(const settings::Settings& settings);

/// Who makes the call, for the audit log.
[[nodiscard]] store::Actor actor_of(const Call& call);

}  // namespace stoppress::newsroom
