// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/fetch_message.hpp"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/processes/own_child.hpp"
#include "fetching/limits.hpp"

namespace stoppress::fetching {
namespace {

constexpr std::size_t kLines = 10;

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

base::Error malformed(const char* what) {
    return base::fail(base::ErrorCode::malformed, what);
}

}  // namespace

std::string write_request(const ChildRequest& request) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", request.target.url, request.target.host, request.target.port,
                       request.target.may_be_private ? 1 : 0, request.accept, request.user_agent, request.certificates, request.limit,
                       request.at_limit == AtLimit::cut ? 1 : 0, request.time.count());
}

base::Result<ChildRequest> read_request(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        if (end == std::string_view::npos) {
            return malformed("the request is not whole");
        }
        lines.push_back(bytes.substr(0, end));
        bytes.remove_prefix(end + 1);
    }
    if (lines.size() != kLines) {
        return malformed("the request has another form");
    }
    ChildRequest request;
    request.target.url = lines[0];
    request.target.host = lines[1];
    request.target.secure = lines[0].starts_with("https:");
    request.target.may_be_private = lines[3] == "1";
    request.accept = lines[4];
    request.user_agent = lines[5];
    request.certificates = lines[6];
    request.at_limit = lines[8] == "1" ? AtLimit::cut : AtLimit::refuse;
    std::int64_t time = 0;
    if (!read_number(lines[2], request.target.port) || !read_number(lines[7], request.limit) || !read_number(lines[9], time)) {
        return malformed("the request has another form");
    }
    request.time = std::chrono::milliseconds(time);
    return request;
}

std::string write_answer(const ChildAnswer& answer) {
    AnswerHead head;
    head.verdict = answer.verdict;
    head.status = static_cast<std::uint32_t>(answer.status);
    head.cut = answer.cut ? 1 : 0;
    head.type = static_cast<std::uint32_t>(answer.type.size());
    head.location = static_cast<std::uint32_t>(answer.location.size());
    head.reason = static_cast<std::uint32_t>(answer.reason.size());
    head.body = static_cast<std::uint32_t>(answer.body.size());
    std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
    bytes += answer.type + answer.location + answer.reason;
    bytes += answer.body;
    return bytes;
}

base::Result<ChildAnswer> read_answer(std::string_view bytes, std::size_t limit) {
    base::AnswerPieces pieces(bytes);
    const auto head = pieces.head<AnswerHead>();
    if (!pieces.whole() || head.mark != AnswerHead{}.mark || head.verdict > Verdict::failed) {
        return malformed("the answer has another form");
    }
    if (head.type > kMaxTypeBytes || head.location > kMaxAddressBytes || head.reason > kMaxReasonBytes || head.body > limit) {
        return malformed("the answer is too long");
    }
    constexpr std::uint32_t kMaxStatus = 599;
    ChildAnswer answer;
    answer.verdict = head.verdict;
    answer.status = static_cast<int>(head.status <= kMaxStatus ? head.status : 0);
    answer.cut = head.cut != 0;
    answer.type = printable(pieces.next(head.type), kMaxTypeBytes);
    answer.location = pieces.next(head.location);
    answer.reason = printable(pieces.next(head.reason), kMaxReasonBytes);
    answer.body = pieces.next(head.body);
    if (!pieces.whole() || !pieces.rest().empty()) {
        return malformed("the answer is not whole");
    }
    return answer;
}

std::size_t most_answer_bytes(std::size_t limit) {
    return sizeof(AnswerHead) + kMaxTypeBytes + kMaxAddressBytes + kMaxReasonBytes + limit;
}

std::string printable(std::string_view text, std::size_t most) {
    std::string line;
    for (const char c : text.substr(0, most)) {
        line += c >= ' ' && c < '\x7f' ? c : ' ';
    }
    return line;
}

}  // namespace stoppress::fetching
