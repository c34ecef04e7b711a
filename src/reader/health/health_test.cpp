// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that /readyz and its metric say what prevents the server from working, and /healthz only that it runs.
#include "reader/health/health.hpp"

#include <gmock/gmock.h>

#include "http/message/gate.hpp"

namespace stoppress::reader {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class HealthTest : public ::testing::Test {
protected:
    struct Said {
        http::Status status;
        std::string body;
    };

    Said ask(const std::string& path) {
        const std::string bytes = "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
        http::Gate gate;
        http::Head head;
        EXPECT_FALSE(gate.read(bytes, head));
        head.request.client = "127.0.0.1";
        const auto response = health_.try_answer(head.request);
        if (!response) {
            return {http::Status::not_found, ""};
        }
        Said said{response->status(), ""};
        for (const auto& piece : response->pieces()) {
            said.body.append(piece.data, piece.size);
        }
        return said;
    }

    Readiness readiness_;
    Health health_{http::Networks{},
                   [this] { return Measures{.http = {}, .views = {}, .pages = {}, .change = 7, .readiness = readiness_}; },
                   [this] { return readiness_; }};
};

TEST_F(HealthTest, IsReadyWhileAllPartsDoTheirWork) {
    EXPECT_EQ(ask("/readyz").status, http::Status::ok);
    EXPECT_EQ(ask("/readyz").body, "ready\n");
    EXPECT_THAT(ask("/metrics").body,
                AllOf(HasSubstr("stoppress_ready{part=\"store\"} 1"), HasSubstr("stoppress_ready{part=\"pages\"} 1")));
}

TEST_F(HealthTest, SaysWhichPartFailsAndStillLives) {
    readiness_.store = "The disk is full.";
    EXPECT_EQ(ask("/readyz").status, http::Status::service_unavailable);
    EXPECT_THAT(ask("/readyz").body, HasSubstr("\"detail\":\"The disk is full.\""));
    readiness_.pages = "The pages do not follow.";
    EXPECT_THAT(ask("/readyz").body, HasSubstr("\"The disk is full. The pages do not follow.\""));
    readiness_.store.clear();
    EXPECT_THAT(ask("/readyz").body, HasSubstr("\"detail\":\"The pages do not follow.\""));
    EXPECT_THAT(ask("/metrics").body,
                AllOf(HasSubstr("stoppress_ready{part=\"store\"} 1"), HasSubstr("stoppress_ready{part=\"pages\"} 0")));
    EXPECT_EQ(ask("/healthz").status, http::Status::ok);
}

TEST_F(HealthTest, IsReadyWithoutPicturesAndSaysSo) {
    EXPECT_THAT(ask("/metrics").body, HasSubstr("stoppress_ready{part=\"pictures\"} 1"));
    readiness_.pictures = false;
    EXPECT_EQ(ask("/readyz").status, http::Status::ok);
    EXPECT_EQ(ask("/readyz").body, "ready\nPictures cannot be read at the moment.\n");
    EXPECT_THAT(ask("/metrics").body, HasSubstr("stoppress_ready{part=\"pictures\"} 0"));
}

}  // namespace
}  // namespace stoppress::reader
