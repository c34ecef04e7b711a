// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection: reads requests, has them answered in their order, writes, waits for the next, and keeps to the deadlines.
// Flow:   Stream -> HeadScanner, Gate -> Handler -> Outgoing -> Stream
// Thread: its loop's. Owner: whatever operation is under way; its LoopService lists it until it closes.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "http/client_address.hpp"
#include "http/gate.hpp"
#include "http/outgoing.hpp"
#include "http/stream.hpp"

namespace stoppress::http {

class LoopService;

class Connection : public std::enable_shared_from_this<Connection>,
                   public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    Connection(std::shared_ptr<LoopService> service, Stream stream, const AddressBytes& peer);

    void start();
    /// Ends it where its deadline has passed, or where room is scarce and it does nothing.
    enum class Room : std::uint8_t { enough, scarce };
    void check(Room room);
    /// The server stops: the next answer is the last; a body without an end ends. May close, and leave the service's list.
    void drain();
    /// At once, whatever is under way.
    void close();

    [[nodiscard]] const AddressBytes& peer() const { return peer_; }

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// What came of looking at the bytes that are there.
    enum class Step : std::uint8_t {
        more,  ///< it takes more bytes
        next,  ///< something was done; look again
        wait   ///< nothing more is read: an answer is being made, or the connection ends
    };
    enum class Ending : std::uint8_t { none, close, linger };
    /// A request whose body is being read.
    struct Incoming {
        Request request;
        bool closes = false;
    };

    // Reading, in connection.cpp.
    void read();
    void on_read(boost::system::error_code error, std::size_t bytes);
    void make_room();
    void process();
    void flush();
    void write_pending();
    void written();
    /// Reads the next request, on the loop where the connection belongs now.
    void read_next();
    [[nodiscard]] bool change_loop(const std::shared_ptr<LoopService>& target);
    void arrive(const std::shared_ptr<LoopService>& target);
    void finish();
    void check_deadline(Room room);
    void send_live();
    void time_out(std::string_view detail);
    [[nodiscard]] bool is_slow(std::chrono::milliseconds grace, std::uint64_t bytes) const;
    void fail(std::string_view message);
    /// Whatever is thrown costs this connection, nothing else.
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
    [[nodiscard]] Step refuse(const Refusal& refusal, Method method);
    void start_answer(Request request, Ending ending);
    /// Room for the rest of the body, in `request.claim`; false where there is none just now.
    [[nodiscard]] bool reserve_body(Request& request);
    void begin_body(Request request, bool closes, bool expects_continue);
    boost::asio::awaitable<void> ask_admission(std::shared_ptr<Connection> self, std::shared_ptr<Request> request, bool closes,
                                               bool expects_continue);
    boost::asio::awaitable<void> make_answer(std::shared_ptr<Connection> self, Request request, Ending ending);
    void deliver(Response response, Method method, Ending ending);
    void add(Outgoing& outgoing, Response response, Method method, Ending ending);
    [[nodiscard]] std::string_view client_text(const Head& head);

    std::shared_ptr<LoopService> service_;  ///< of the loop that it is on
    std::shared_ptr<LoopService> home_;     ///< on the newsroom's loop: where it came from
    Stream stream_;
    const AddressBytes peer_;
    const std::string peer_text_;
    std::string forwarded_text_;  ///< the client's address where a proxy named it

    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< bytes not yet looked at are [begin_, end_)
    std::size_t end_ = 0;
    HeadScanner scanner_;
    std::unique_ptr<Incoming> incoming_;
    std::unique_ptr<Outgoing> pending_;  ///< what the client has not taken yet
    std::shared_ptr<LiveBody> live_;     ///< the body that is being sent has no end yet; whatever the client still sends ends it

    TimePoint since_;           ///< when what goes on now began
    TimePoint progress_;        ///< when bytes last moved
    std::uint64_t moved_ = 0;   ///< bytes of it so far
    unsigned for_readers_ = 0;  ///< how many answers in turn were not for the newsroom
    bool for_newsroom_ = false;
    bool served_ = false;  ///< has had an answer
    bool reading_ = false;
    bool answering_ = false;
    bool lingering_ = false;
    std::uint64_t spared_ = 0;  ///< bytes of a refused body that are read and dropped beyond the usual: its sender may come back with it
    bool closed_ = false;
    Ending ending_ = Ending::none;
};

}  // namespace stoppress::http
