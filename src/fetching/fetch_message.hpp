// SPDX-License-Identifier: GPL-3.0-or-later
// What server and child send each other. The request comes from the server; the answer is as untrusted as the server
// that was asked, since it may have taken over the child.
// Flow:   Fetcher -> write_request -> child; child -> AnswerHead and its pieces -> read_answer -> Fetcher
// Thread: any; pure functions.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/result.hpp"
#include "fetching/target.hpp"

namespace stoppress::fetching {

/// What happens to an answer that is longer than wanted.
enum class AtLimit : std::uint8_t { refuse, cut };

/// One request to one server.
struct ChildRequest {
    Target target;
    std::string accept;        ///< for the header
    std::string user_agent;    ///< for the header
    std::string certificates;  ///< the file with certificates of authorities
    std::size_t limit = 0;     ///< bytes of the answer
    AtLimit at_limit = AtLimit::refuse;
    std::chrono::milliseconds time{};
};

[[nodiscard]] std::string write_request(const ChildRequest& request);
/// Fails with `malformed`.
[[nodiscard]] base::Result<ChildRequest> read_request(std::string_view bytes);

enum class Verdict : std::uint32_t {
    answered,      ///< status, type, location and body follow
    no_such_host,  ///< the name has no address
    not_public,    ///< one of its addresses is not public
    unreachable,   ///< no connection, or it broke, or it is not encrypted as it should be
    too_slow,
    too_large,
    failed  ///< not the other server's fault
};

struct AnswerHead {
    std::array<char, 4> mark{'S', 'P', 'F', '1'};
    Verdict verdict = Verdict::failed;
    std::uint32_t status = 0;
    std::uint32_t cut = 0;   ///< 1: the body is longer
    std::uint32_t type = 0;  ///< bytes, as the next three
    std::uint32_t location = 0;
    std::uint32_t reason = 0;
    std::uint32_t body = 0;
};
static_assert(std::is_trivially_copyable_v<AnswerHead> && sizeof(AnswerHead) == 32);

struct ChildAnswer {
    Verdict verdict = Verdict::failed;
    int status = 0;
    bool cut = false;
    std::string type;      ///< Content-Type, printable ASCII
    std::string location;  ///< for redirects; as sent
    std::string reason;    ///< why it failed; printable ASCII
    std::string body;
};

[[nodiscard]] std::string write_answer(const ChildAnswer& answer);
/// Fails with `malformed` if it is not whole, or holds more than `limit` bytes of body.
[[nodiscard]] base::Result<ChildAnswer> read_answer(std::string_view bytes, std::size_t limit);

/// Bytes of the longest answer with a body of `limit`.
[[nodiscard]] std::size_t most_answer_bytes(std::size_t limit);

/// The beginning of `text` as printable ASCII.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

}  // namespace stoppress::fetching
