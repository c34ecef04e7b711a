// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a port served by another program is refused at once, and that one held for a moment is waited for.
#include "http/server/listen.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace stoppress::http {
namespace {

using boost::asio::ip::tcp;

const boost::asio::ip::address kLocal = boost::asio::ip::address_v4::loopback();

/// Counts the pauses and gives up at the third.
struct Pauses {
    int count = 0;
    PauseBeforeRetry counting() {
        return [this](int tries) {
            count = tries;
            return tries < 3;
        };
    }
};

/// A connection that holds a port. The system gives that port to no other outgoing connection: one of another program
/// would go on holding it.
struct HeldPort {
    tcp::acceptor peer;
    tcp::socket client;

    explicit HeldPort(boost::asio::io_context& context) : peer(context, {kLocal, 0}), client(context) {
        for (std::uint16_t port = 20'000; port < 30'000; ++port) {
            boost::system::error_code error;
            client.open(tcp::v4());
            client.bind({kLocal, port}, error);
            if (!error) {
                client.connect(peer.local_endpoint());
                return;
            }
            client.close();
        }
        throw std::runtime_error("no free port");
    }
    [[nodiscard]] tcp::endpoint endpoint() const { return client.local_endpoint(); }
};

TEST(Listen, FailsAtOnceWhereAnotherProgramAcceptsConnections) {
    boost::asio::io_context context;
    for (const boost::asio::ip::address& served : {kLocal, boost::asio::ip::address(boost::asio::ip::address_v4::any())}) {
        tcp::acceptor other(context, {served, 0});
        const tcp::endpoint endpoint(served, other.local_endpoint().port());
        Pauses pauses;
        const auto refused = listen_on(context, endpoint, Port::alone, pauses.counting());
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, base::ErrorCode::io);
        EXPECT_TRUE(refused.error().message.contains(endpoint_text(endpoint) + " is in use by another program")) << refused.error().message;
        EXPECT_EQ(pauses.count, 0) << "it was tried again";
    }
}

TEST(Listen, WaitsForAPortThatAConnectionHoldsForAMoment) {
    boost::asio::io_context context;
    HeldPort port(context);
    const tcp::endpoint held = port.endpoint();
    port.client.set_option(boost::asio::socket_base::linger(true, 0));  // ends with a reset, so that the port is free at once
    int pauses = 0;
    const auto listening = listen_on(context, held, Port::alone, [&](int tries) {
        pauses = tries;
        if (tries == 2) {
            port.client.close();
        }
        return tries < 100;
    });
    ASSERT_TRUE(listening.has_value()) << listening.error().message;
    EXPECT_EQ(listening->local_endpoint(), held);
    EXPECT_EQ(pauses, 2);
}

TEST(Listen, GivesUpOnAPortThatAConnectionKeeps) {
    boost::asio::io_context context;
    HeldPort port(context);
    Pauses pauses;
    const auto refused = listen_on(context, port.endpoint(), Port::alone, pauses.counting());
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().message.contains("in use")) << refused.error().message;
    EXPECT_EQ(pauses.count, 3);
}

TEST(Listen, PausesForABoundedNumberOfTries) {
    EXPECT_TRUE(pause_before_retry(1));
    EXPECT_FALSE(pause_before_retry(1'000));
}

TEST(Listen, SaysWhyAnAddressOfAnotherMachineCannotBeUsed) {
    boost::asio::io_context context;
    Pauses pauses;
    const auto refused = listen_on(context, {boost::asio::ip::make_address("192.0.2.1"), 8080}, Port::alone, pauses.counting());
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().message.contains("Cannot listen on 192.0.2.1:8080: ")) << refused.error().message;
    EXPECT_EQ(pauses.count, 0);
}

}  // namespace
}  // namespace stoppress::http
