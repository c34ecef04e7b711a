// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection: reads requests, has them answered in order, writes the answers, waits for the next request,
// and enforces the deadlines.
// Flow:   Stream -> HeadScanner, Gate -> Handler -> Outgoing -> Stream
// Owner:  the pending operation keeps it alive; its LoopService lists it until it closes.
// Thread: its loop's.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "http/connection/outgoing.hpp"
#include "http/connection/stream.hpp"
#include "http/message/gate.hpp"
#include "http/server/client_address.hpp"

namespace stoppress::http {

class LoopService;

class Connection : public std::enable_shared_from_this<Connection>,
                   public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    Connection(std::shared_ptr<LoopService> service, Stream stream, const AddressBytes& peer);

    void start();
    /// Closes it if a deadline has passed, or if connections are scarce and this one is idle.
    enum class Room : std::uint8_t { enough, scarce };
    void check(Room room);
    /// The server stops: the next answer is the last, and a live body ends. May close it and remove it from the
    /// service's list.
    void drain();
    /// Closes it at once, even during an operation.
    void close();

    [[nodiscard]] const AddressBytes& peer() const { return peer_; }

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// The result of examining the received bytes.
    enum class Step : std::uint8_t {
        more,  ///< needs more bytes
        next,  ///< made progress; examine again
        wait   ///< reads nothing more: an answer is being made, or the connection ends
    };
    enum class Ending : std::uint8_t { none, close, linger };
    /// A request whose body is being received.
    struct Incoming {
        Request request;
        bool closes = false;
        std::uint64_t handed_on = 0;  ///< bytes that the request's sink has

        [[nodiscard]] std::uint64_t received() const { return handed_on + request.body.size(); }
    };
    /// A body that is fetched while it is sent.
    struct Streamed {
        std::shared_ptr<BodySource> source;
        std::uint64_t at = 0;
        std::uint64_t left = 0;
    };

    // Reading, in connection.cpp.
    void read();
    void on_read(boost::system::error_code error, std::size_t bytes);
    void make_room();
    void process();
    void flush();
    void write_pending();
    void written();
    /// Reads the next request, on the loop that the connection now belongs to.
    void read_next();
    [[nodiscard]] bool change_loop(const std::shared_ptr<LoopService>& target);
    void arrive(const std::shared_ptr<LoopService>& target);
    void finish();
    void check_deadline(Room room);
    void send_live();
    void time_out(std::string_view detail);
    [[nodiscard]] bool is_slow(std::chrono::milliseconds grace, std::uint64_t bytes) const;
    void fail(std::string_view message);
    /// An exception ends this connection and nothing else.
    template <class Work>
    void guarded(Work work) {
        try {
            work();
        } catch (const std::exception& exception) {
            fail(exception.what());
        } catch (...) {
            fail("an exception of unknown type");
        }
    }

    // Answering, in connection_answers.cpp.
    [[nodiscard]] Step take_head();
    [[nodiscard]] Step take_request(Head& head);
    [[nodiscard]] Step take_body();
    boost::asio::awaitable<void> hand_on(std::shared_ptr<Connection> self);
    void handed_on(const base::Result<void>& result, std::size_t bytes);
    boost::asio::awaitable<void> send_piece(std::shared_ptr<Connection> self);
    void fetched(base::Result<std::string> piece);
    [[nodiscard]] Step refuse(const Refusal& refusal, Method method);
    void start_answer(Request request, Ending ending);
    /// Reserves memory for the rest of the body, in `request.claim`; false if there is none just now.
    [[nodiscard]] bool reserve_body(Request& request);
    void begin_body(Request request, bool closes, bool expects_continue);
    boost::asio::awaitable<void> ask_admission(std::shared_ptr<Connection> self, std::shared_ptr<Request> request, bool closes,
                                               bool expects_continue);
    boost::asio::awaitable<void> make_answer(std::shared_ptr<Connection> self, Request request, Ending ending);
    void deliver(Response response, Method method, Ending ending);
    void add(Outgoing& outgoing, Response response, Method method, Ending ending);
    [[nodiscard]] std::string_view client_text(const Head& head);

    std::shared_ptr<LoopService> service_;  ///< of the loop that it is on
    std::shared_ptr<LoopService> home_;     ///< while on the newsroom's loop: the service that it came from
    Stream stream_;
    const AddressBytes peer_;
    const std::string peer_text_;
    std::string forwarded_text_;  ///< the client's address if a proxy reported it

    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< unprocessed bytes are [begin_, end_)
    std::size_t end_ = 0;
    HeadScanner scanner_;
    std::unique_ptr<Incoming> incoming_;
    std::unique_ptr<Outgoing> pending_;   ///< answers that the client has not received yet
    std::unique_ptr<Streamed> streamed_;  ///< what is left of the body being sent
    std::shared_ptr<LiveBody> live_;      ///< the live body being sent; anything the client sends ends it

    TimePoint since_;           ///< when the current phase began
    TimePoint progress_;        ///< when bytes last moved
    std::uint64_t moved_ = 0;   ///< bytes moved in the current phase
    unsigned for_readers_ = 0;  ///< how many consecutive answers were not for the newsroom
    bool for_newsroom_ = false;
    bool served_ = false;  ///< has sent an answer
    bool reading_ = false;
    bool answering_ = false;
    bool lingering_ = false;
    /// Bytes of a refused body to read and drop beyond linger_bytes, so that its sender sees the answer.
    std::uint64_t spared_ = 0;
    bool closed_ = false;
    Ending ending_ = Ending::none;
};

}  // namespace stoppress::http
