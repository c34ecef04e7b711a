// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that server and child understand each other, and that an answer which claims too much is refused.
#include "fetching/fetch_message.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace stoppress::fetching {
namespace {

TEST(FetchMessage, ARequestComesBackAsItWas) {
    ChildRequest request;
    request.target = {"https://[::1]:90/x", "::1", 90, true, true};
    request.accept = "image/*";
    request.user_agent = "Stoppress (+https://paper.test)";
    request.certificates = "/etc/x";
    request.limit = 77;
    request.at_limit = AtLimit::cut;
    request.time = std::chrono::milliseconds(1234);
    const auto read = read_request(write_request(request));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->target, request.target);
    EXPECT_EQ(read->accept, request.accept);
    EXPECT_EQ(read->limit, 77U);
    EXPECT_EQ(read->at_limit, AtLimit::cut);
    EXPECT_EQ(read->time, request.time);
    EXPECT_FALSE(read_request("x\n").has_value());
    EXPECT_FALSE(read_request(write_request(request) + "y").has_value());
}

TEST(FetchMessage, AnAnswerComesBackAsItWas) {
    ChildAnswer answer;
    answer.verdict = Verdict::answered;
    answer.status = 200;
    answer.type = "text/html";
    answer.location = "/x";
    answer.body = "words";
    const std::string bytes = write_answer(answer);
    const auto read = read_answer(bytes, 5);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->verdict, Verdict::answered);
    EXPECT_EQ(read->status, 200);
    EXPECT_EQ(read->type, "text/html");
    EXPECT_EQ(read->body, "words");
    EXPECT_FALSE(read_answer(bytes, 4).has_value());
    EXPECT_FALSE(read_answer(bytes + "x", 5).has_value());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(read_answer(bytes.substr(0, size), 5).has_value()) << size;
    }
}

TEST(FetchMessage, AnAnswerThatClaimsTooMuchIsRefused) {
    const auto with = [](auto change) {
        AnswerHead head;
        head.verdict = Verdict::answered;
        change(head);
        return read_answer(std::string(reinterpret_cast<const char*>(&head), sizeof head), 1000).has_value();
    };
    EXPECT_TRUE(with([](AnswerHead&) {}));
    EXPECT_FALSE(with([](AnswerHead& head) { head.mark[0] = 'X'; }));
    EXPECT_FALSE(with([](AnswerHead& head) { head.verdict = static_cast<Verdict>(99); }));
    EXPECT_FALSE(with([](AnswerHead& head) { head.body = 4'000'000'000; }));
    EXPECT_FALSE(with([](AnswerHead& head) { head.type = 4'000'000'000; }));
    EXPECT_FALSE(with([](AnswerHead& head) { head.location = 4'000'000'000; }));
    EXPECT_FALSE(with([](AnswerHead& head) { head.reason = 1; }));
}

}  // namespace
}  // namespace stoppress::fetching
