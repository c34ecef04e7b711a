// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/auth/authenticate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "http/message/characters.hpp"
#include "newsroom/auth/sign_in_throttle.hpp"
#include "staff/passkeys/limits.hpp"
#include "staff/secret.hpp"
#include "store/people/limits.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

// "__Host-": browsers accept it only from this host, for all its paths and over a secure connection, and not
// from a subdomain.
constexpr std::string_view kCookie = "__Host-stoppress";
constexpr std::string_view kChallengeCookie = "__Host-stoppress-challenge";
constexpr std::string_view kCookieRules = "Path=/; Secure; HttpOnly; SameSite=Lax";

/// The token of "Authorization: Bearer TOKEN".
Result<std::string_view> bearer(std::string_view authorization) {
    const auto space = authorization.find(' ');
    if (!http::is_name(authorization.substr(0, space), "bearer") || space == std::string_view::npos) {
        return fail(ErrorCode::unauthenticated, "Authorization must be \"Bearer TOKEN\".");
    }
    return http::trim(authorization.substr(space));
}

bool changes_something(http::Method method) {
    return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

std::string_view value_of(std::string_view cookie, std::string_view name) {
    while (!cookie.empty()) {
        const std::string_view pair = http::next_element(cookie, ';');
        if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=') {
            return pair.substr(name.size() + 1);
        }
    }
    return "";
}

store::Identity identity_of(const store::Person& person) {
    return {.name = person.email, .role = person.role, .display_name = person.name, .person = person.number};
}

}  // namespace

bool has_credential(const http::Request& request) {
    return !request.authorization.empty() || !session_secret(request.cookie).empty();
}

Result<void> authenticate(store::Credentials& credentials, const settings::Settings& settings, Call& call) {
    const http::Request& request = call.request;
    if (!request.authorization.empty()) {
        TRY(const auto token, bearer(request.authorization));
        TRY(call.who, credentials.identify(token));
        if (!call.who) {
            return fail(ErrorCode::unauthenticated, "Unknown or revoked token. Create one with `stoppress token create`.");
        }
        return {};
    }
    if (changes_something(request.method) && !is_from_own_page(request, origin_of(settings.site.url))) {
        return fail(
            ErrorCode::forbidden,
            "Cross-site request rejected: the request came from a page of another site, or the browser did not say from which page.");
    }
    const auto secret = session_secret(request.cookie);
    if (!secret.empty()) {
        TRY(call.session, credentials.sessions().find(secret));
        if (call.session && !call.session->awaits_factor) {
            call.who = identity_of(call.session->person);
        }
    }
    return {};
}

std::string origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return "";
    }
    std::string origin = base::ascii_lower(url.substr(0, url.find_first_of("/?#", scheme + 3)));
    for (const auto& [start, port] : {std::pair{"http://", ":80"}, std::pair{"https://", ":443"}}) {
        if (origin.starts_with(start) && origin.ends_with(port)) {
            origin.resize(origin.size() - std::string_view(port).size());
        }
    }
    return origin;
}

bool is_from_own_page(const http::Request& request, std::string_view origin) {
    if (request.origin == origin && !origin.empty()) {
        return true;
    }
    // Pages cannot set this field; only the browser does.
    if (request.sec_fetch_site == "same-origin") {
        return true;
    }
    return session_secret(request.cookie).empty() && request.origin.empty() && request.sec_fetch_site.empty();
}

std::string_view session_secret(std::string_view cookie) {
    return value_of(cookie, kCookie);
}

std::string session_cookie(const store::NewSession& session) {
    auto text = fmt::format("{}={}; {}", kCookie, session.secret, kCookieRules);
    if (!session.session.awaits_factor) {
        text += fmt::format("; Max-Age={}", std::chrono::seconds(store::kSessionLasts).count());
    }
    return text;
}

std::string no_session_cookie() {
    return fmt::format("{}=; {}; Max-Age=0", kCookie, kCookieRules);
}

std::string_view challenge_secret(std::string_view cookie) {
    const auto secret = value_of(cookie, kChallengeCookie);
    // It is sent back, so it must be one that we made.
    const bool good = secret.size() == staff::kSecretLength && staff::from_base64url(secret, secret.size());
    return good ? secret : std::string_view();
}

std::string challenge_cookie(std::string_view secret) {
    return fmt::format("{}={}; {}; Max-Age={}", kChallengeCookie, secret, kCookieRules,
                       std::chrono::seconds(staff::kChallengeLasts).count());
}

Result<staff::RelyingParty> site_as_relying_party(const settings::Settings& settings) {
    auto party = staff::relying_party_of(origin_of(settings.site.url));
    if (!party) {
        return fail(ErrorCode::conflict, "site.url uses an IP address; passkeys need a domain name.");
    }
    return *std::move(party);
}

store::Actor actor_of(const Call& call) {
    return {.who = call.who ? call.who->name : "", .address_hint = address_hint(call.request.client)};
}

}  // namespace stoppress::newsroom
