// SPDX-License-Identifier: GPL-3.0-or-later
// Answers waiting to be sent, in order: heads are written here, bodies stay where they are, and one scatter
// write sends both.
// Flow:   Response -> Outgoing -> Stream
// Thread: one loop's. Each loop has one that is empty between events; a connection with a slow client has its own for
//         the rest.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message/response.hpp"

namespace stoppress::http {

class Outgoing {
public:
    /// `head_bytes`: room for heads; a head that does not fit is allocated separately.
    explicit Outgoing(std::size_t head_bytes) { heads_.reserve(head_bytes); }
    Outgoing(const Outgoing&) = delete;
    Outgoing& operator=(const Outgoing&) = delete;
    // Moving a string may move its bytes, and pieces point into them.
    Outgoing(Outgoing&&) = delete;
    Outgoing& operator=(Outgoing&&) = delete;
    ~Outgoing() = default;

    enum class Body : std::uint8_t { sent, left_out };
    enum class After : std::uint8_t { keep, close };

    /// Adds an answer. `server_fields`: the fields of every answer ("Server: …\r\nDate: …\r\n"). `left_out`:
    /// for a HEAD request.
    void add(Response response, std::string_view server_fields, Body body, After after);
    /// Adds bytes that it owns until they are sent.
    void add_owned(std::string bytes);
    /// Adds bytes of static storage.
    void add_static(std::string_view bytes) { add_piece(bytes.data(), bytes.size()); }

    [[nodiscard]] bool empty() const { return next_ == pieces_.size(); }
    /// Whether enough is collected that it should be written first.
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] std::span<const iovec> unsent() const { return std::span(pieces_).subspan(next_); }
    /// Removes the first `bytes` of unsent(), which the kernel has accepted.
    void sent(std::size_t bytes);
    /// Moves everything unsent into a new object and leaves this one empty.
    [[nodiscard]] std::unique_ptr<Outgoing> take_rest();
    void clear();

private:
    void add_piece(const char* data, std::size_t size);

    std::string heads_;  ///< never grows beyond its reserved size, because pieces point into it
    std::vector<iovec> pieces_;
    std::vector<std::shared_ptr<const void>> owners_;
    std::size_t next_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace stoppress::http
