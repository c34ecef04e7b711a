// SPDX-License-Identifier: GPL-3.0-or-later
// Serves pictures by the hash of their content, "/media/HASH.EXT": reads them on threads of its own, and caches them on
// each loop as far as there is room. Also audio and documents, which are not re-encoded: they are sent as downloads, so
// that they cannot act as pages of this site.
//
// A deleted or replaced picture disappears from every loop and node within kPictureFresh. While the library cannot be
// reached, cached pictures are still served.
// Flow:   request -> Pictures -> (cached) response; (not cached) picture threads -> media::Library -> response
// Owner:  serve (cli).
// Thread: called on every loop, and each loop has its own cache; readable() any.
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
#include "base/threads/worker_thread.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"
#include "media/library.hpp"
#include "reader/limits.hpp"

namespace stoppress::reader {

/// A picture's bytes in memory.
struct Picture {
    std::string bytes;
    std::string etag;
    std::string_view content_type;
    bool download = false;  ///< not displayed by this site: sent as it was uploaded
    std::chrono::steady_clock::time_point read_at;
    std::shared_ptr<const void> share;  ///< its share of kMaxPictureBytes
};

class Pictures {
public:
    /// `library` must outlive it. `fresh`: how long a cached picture is served without asking the library again.
    Pictures(const media::Library& library, std::size_t loops, std::chrono::steady_clock::duration fresh = kPictureFresh);

    /// Whether the path is that of a picture. No other path is ever looked up as a file.
    [[nodiscard]] static bool is_picture(std::string_view path) { return media::Name::parse_address(path).has_value(); }

    /// nullptr if that loop has not cached it, or not recently enough.
    [[nodiscard]] std::shared_ptr<const Picture> find(std::size_t loop, std::string_view path);
    /// Reads a picture. `path` must be that of a picture. Fails with `not_found` if there is none; with `unavailable`
    /// if too many requests wait, if pictures fill the memory, or if the library cannot be reached and that loop has
    /// not cached the picture.
    [[nodiscard]] boost::asio::awaitable<base::Result<std::shared_ptr<const Picture>>> obtain(std::size_t loop, std::string path);

    /// Ends the threads; waiting requests are dropped. The owner's thread.
    void stop() { threads_.stop(); }

    /// Whether the library could be read when it was last needed. Any thread.
    [[nodiscard]] bool readable() const { return readable_; }

    [[nodiscard]] static http::Response respond(const http::PublicRequest& request, const std::shared_ptr<const Picture>& picture);

private:
    using Obtained = base::Result<std::shared_ptr<const Picture>>;
    /// The cache of one loop, most recently used first.
    struct Kept {
        std::list<std::pair<std::string, std::shared_ptr<const Picture>>> order;
        std::unordered_map<std::string_view, decltype(order)::iterator> by_path;  ///< the keys point into `order`
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
    base::WorkerThread threads_;  ///< last: it must end before what it uses
};

}  // namespace stoppress::reader
