// SPDX-License-Identifier: GPL-3.0-or-later
// Answers on their way out, in order: heads that are written here, bodies that stay where they lie, sent with one scatter write.
// Flow:   Response -> Outgoing -> Stream
// Thread: one loop's. Each loop has one that is empty between events; a connection whose client is slow keeps the rest in its own.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"

namespace stoppress::http {

class Outgoing {
public:
    /// `head_bytes`: room for heads; one that does not fit is allocated on its own.
    explicit Outgoing(std::size_t head_bytes) { heads_.reserve(head_bytes); }
    Outgoing(const Outgoing&) = delete;
    Outgoing& operator=(const Outgoing&) = delete;
    // Moved strings may move their bytes, and the pieces point at them.
    Outgoing(Outgoing&&) = delete;
    Outgoing& operator=(Outgoing&&) = delete;
    ~Outgoing() = default;

    enum class Body : std::uint8_t { sent, left_out };
    enum class After : std::uint8_t { keep, close };

    /// Adds an answer. `server_fields`: the fields of every answer ("Server: …\r\nDate: …\r\n"). A HEAD's body is left out.
    void add(Response response, std::string_view server_fields, Body body, After after);
    /// Adds bytes that it owns until they are sent.
    void add_owned(std::string bytes);
    /// Adds bytes that live as long as the program.
    void add_static(std::string_view bytes) { add_piece(bytes.data(), bytes.size()); }

    [[nodiscard]] bool empty() const { return next_ == pieces_.size(); }
    /// Whether enough is gathered to write it first.
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] std::span<const iovec> unsent() const { return std::span(pieces_).subspan(next_); }
    /// The first `bytes` of unsent() were taken by the kernel.
    void sent(std::size_t bytes);
    /// Moves what is unsent into an object of its own and leaves this one empty.
    [[nodiscard]] std::unique_ptr<Outgoing> take_rest();
    void clear();

private:
    void add_piece(const char* data, std::size_t size);

    std::string heads_;  ///< never grows beyond its reserve, as pieces point into it
    std::vector<iovec> pieces_;
    std::vector<std::shared_ptr<const void>> owners_;
    std::size_t next_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace stoppress::http
