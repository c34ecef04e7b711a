// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures in an S3-compatible store, shared by all nodes of a site:
//     s3://BUCKET/PREFIX/HASH.EXT              files that readers get
//     s3://BUCKET/PREFIX/originals/HASH.EXT    originals
// An object appears complete or not at all. Data that is read is checked against the hash in its name. Requests to a
// busy store are retried after a pause; after a failure the store is not asked for a moment, so that callers waiting
// for pictures do not all wait for it.
// Flow:   Library -> S3Storage -> S3Client
// Thread: any but a loop's.
#pragma once

#include <atomic>
#include <chrono>

#include "media/storage/s3_client.hpp"
#include "media/storage/storage.hpp"

namespace stoppress::media {

/// Time limits and number of tries.
struct S3Patience {
    std::chrono::milliseconds connect;
    std::chrono::milliseconds read;  ///< for all tries together, as the next two
    std::chrono::milliseconds write;
    std::chrono::milliseconds remove;
    int tries;
    std::chrono::milliseconds pause;  ///< before the second try; twice as long before each further one
    std::chrono::milliseconds rest;   ///< how long a store that could not be reached is not asked
};

/// For a server: readers do not wait longer for a picture; removals happen between commits.
inline constexpr S3Patience kServingPatience{.connect = std::chrono::seconds{2},
                                             .read = std::chrono::seconds{8},
                                             .write = std::chrono::seconds{30},
                                             .remove = std::chrono::seconds{3},
                                             .tries = 3,
                                             .pause = std::chrono::milliseconds{100},
                                             .rest = std::chrono::seconds{1}};
/// For an import, a check or a backup.
inline constexpr S3Patience kWorkingPatience{.connect = std::chrono::seconds{5},
                                             .read = std::chrono::seconds{60},
                                             .write = std::chrono::seconds{180},
                                             .remove = std::chrono::seconds{60},
                                             .tries = 6,
                                             .pause = std::chrono::milliseconds{200},
                                             .rest = std::chrono::milliseconds{0}};

class S3Storage final : public Storage {
public:
    /// Must be constructed before the threads that use it start.
    S3Storage(S3Address address, const S3Patience& patience);

    base::Result<void> write(Part part, const Name& name, std::string_view bytes) const override;
    [[nodiscard]] bool holds(Part part, const Name& name) const override;
    /// Also fails with `corrupt` if the content does not match the hash in its name.
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name, std::size_t limit) const override;
    [[nodiscard]] base::Result<std::uint64_t> size(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::string> read_piece(Part part, const Name& name, std::uint64_t first, std::size_t length) const override;
    base::Result<void> remove(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const override;
    [[nodiscard]] bool notices_damage() const override { return true; }
    /// Nothing to do: an incomplete upload leaves no object.
    void tidy() const override {}
    [[nodiscard]] std::string called(Part part, const Name& name) const override;

private:
    /// The answer, whatever its status, unless the store says that it is busy; `unavailable` if there was none in time.
    [[nodiscard]] base::Result<S3Answer> ask(S3Request request, std::chrono::milliseconds total) const;
    [[nodiscard]] base::Error failed(const S3Answer& answer) const;

    const S3Address address_;
    const S3Patience patience_;
    const S3Client client_;
    mutable std::atomic<std::chrono::steady_clock::rep> away_since_{0};
};

}  // namespace stoppress::media
