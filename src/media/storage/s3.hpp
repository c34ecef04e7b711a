// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures in an S3-compatible store, which all nodes of a site share:
//     s3://BUCKET/PREFIX/HASH.EXT              what readers get
//     s3://BUCKET/PREFIX/originals/HASH.EXT    what it was made of
// An object appears whole or not at all. What is read is held against the hash that it is named by, whoever sent it. A store that is busy
// is asked again after a while; one that is away is left alone for a moment, so that those who wait for pictures do not all wait for it.
// Flow:   Library -> S3Storage -> S3Client
// Thread: any but a loop's.
#pragma once

#include <atomic>
#include <chrono>

#include "media/storage/s3_client.hpp"
#include "media/storage/storage.hpp"

namespace stoppress::media {

/// How long is waited, and how often tried.
struct S3Patience {
    std::chrono::milliseconds connect;
    std::chrono::milliseconds read;  ///< all tries together, as the next two
    std::chrono::milliseconds write;
    std::chrono::milliseconds remove;
    int tries;
    std::chrono::milliseconds pause;  ///< before the second try; twice as long before each further one
    std::chrono::milliseconds rest;   ///< for how long one that was away is not asked
};

/// Of a server, whose readers wait no longer for a picture; removing is done between commits.
inline constexpr S3Patience kServingPatience{.connect = std::chrono::seconds{2},
                                             .read = std::chrono::seconds{8},
                                             .write = std::chrono::seconds{30},
                                             .remove = std::chrono::seconds{3},
                                             .tries = 3,
                                             .pause = std::chrono::milliseconds{100},
                                             .rest = std::chrono::seconds{1}};
/// Of an import, a check, a backup.
inline constexpr S3Patience kWorkingPatience{.connect = std::chrono::seconds{5},
                                             .read = std::chrono::seconds{60},
                                             .write = std::chrono::seconds{180},
                                             .remove = std::chrono::seconds{60},
                                             .tries = 6,
                                             .pause = std::chrono::milliseconds{200},
                                             .rest = std::chrono::milliseconds{0}};

class S3Storage final : public Storage {
public:
    /// To be made before the threads that use it.
    S3Storage(S3Address address, const S3Patience& patience);

    base::Result<void> write(Part part, const Name& name, std::string_view bytes) const override;
    [[nodiscard]] bool holds(Part part, const Name& name) const override;
    /// Also `corrupt` where it is not what its name says.
    [[nodiscard]] base::Result<std::string> read(Part part, const Name& name, std::size_t limit) const override;
    base::Result<void> remove(Part part, const Name& name) const override;
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const override;
    /// There is nothing to do: what was not sent whole is not there.
    void tidy() const override {}
    [[nodiscard]] std::string called(Part part, const Name& name) const override;

private:
    /// The answer, of whatever status, once the store gave one that is not about itself being busy; `unavailable` where it gave none.
    [[nodiscard]] base::Result<S3Answer> ask(S3Request request, std::chrono::milliseconds total) const;
    [[nodiscard]] base::Error failed(const S3Answer& answer) const;

    const S3Address address_;
    const S3Patience patience_;
    const S3Client client_;
    mutable std::atomic<std::chrono::steady_clock::rep> away_since_{0};
};

}  // namespace stoppress::media
