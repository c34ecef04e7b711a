// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures by the hash of their content, "/media/HASH.EXT": read on threads of their own, kept at hand on each loop as far as
// there is room.
// Sound and documents too, which nobody has made anew: those leave as downloads that no page of this site can be confused with.
// What was deleted or replaced is gone from every loop, and every node, within kPictureFresh; while the library is away, what is at hand
// is handed out on.
// Flow:   request -> Pictures -> (at hand) response; (not at hand) picture threads -> media::Library -> response
// Thread: called on every loop; what a loop keeps is its own.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/worker_thread.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "media/library.hpp"
#include "reader/limits.hpp"

namespace stoppress::reader {

/// A picture's bytes in memory.
struct Picture {
    std::string bytes;
    std::string etag;
    std::string_view content_type;
    bool download = false;  ///< not shown by this site: handed on as it came in
    std::chrono::steady_clock::time_point read_at;
    std::shared_ptr<const void> share;  ///< of the memory that pictures may take
};

class Pictures {
public:
    /// `library` outlives it. `fresh`: how long the library is not asked again about a picture that is at hand.
    Pictures(const media::Library& library, std::size_t loops, std::chrono::steady_clock::duration fresh = kPictureFresh);

    /// Whether the path is a picture's: nothing else is ever looked for among files.
    [[nodiscard]] static bool is_picture(std::string_view path) { return media::Name::parse_address(path).has_value(); }

    /// Null where it is not at hand on that loop.
    [[nodiscard]] std::shared_ptr<const Picture> find(std::size_t loop, std::string_view path);
    /// Has it read. `not_found` where there is none; `unavailable` when too many wait, or fill the memory, or the library is away and it is
    /// not at hand on that loop. `path`: a picture's.
    [[nodiscard]] boost::asio::awaitable<base::Result<std::shared_ptr<const Picture>>> obtain(std::size_t loop, std::string path);

    /// Ends the threads; what waits is dropped. The owner's thread.
    void stop() { threads_.stop(); }

    /// Whether the library could be read when it was last needed. Any thread.
    [[nodiscard]] bool readable() const { return readable_; }

    [[nodiscard]] static http::Response respond(const http::PublicRequest& request, const std::shared_ptr<const Picture>& picture);

private:
    using Obtained = base::Result<std::shared_ptr<const Picture>>;
    /// One loop's, the last one asked for in front.
    struct Kept {
        std::list<std::pair<std::string, std::shared_ptr<const Picture>>> order;
        std::unordered_map<std::string_view, decltype(order)::iterator> by_path;  ///< views the paths in `order`
        std::size_t bytes = 0;
    };
    [[nodiscard]] Obtained read(const std::string& path) const;
    void note(const base::Result<std::string>& bytes) const;
    [[nodiscard]] std::shared_ptr<const Picture> find_of_any_age(std::size_t loop, std::string_view path) const;
    static void keep(Kept& kept, std::string path, std::shared_ptr<const Picture> picture);
    static void drop_last(Kept& kept);
    static void drop(Kept& kept, std::string_view path);

    const media::Library& library_;
    const std::chrono::steady_clock::duration fresh_;
    std::vector<Kept> by_loop_;
    std::shared_ptr<std::atomic<std::size_t>> in_memory_;
    mutable std::atomic<bool> readable_{true};
    base::WorkerThread threads_;  ///< the last: ends before what it works on
};

}  // namespace stoppress::reader
