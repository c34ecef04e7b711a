// SPDX-License-Identifier: GPL-3.0-or-later
// An upload too large for memory: written to a file without a name as it arrives, on a thread that waits for the disk, and
// hashed on the way. The file is gone when nobody refers to it any more, also after a crash.
// Flow:   connection -> SpooledUpload -> Api::upload -> media::MediaWorkers
// Owner:  the request.
// Thread: write() on the connection's loop. Everything else when all has been written: any.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/files/descriptor.hpp"
#include "base/threads/worker_thread.hpp"
#include "http/message/streams.hpp"
#include "media/hasher.hpp"

namespace stoppress::newsroom {

class SpooledUpload final : public http::BodySink, public std::enable_shared_from_this<SpooledUpload> {
public:
    /// In `folder`, which must be on a disk with room for it. `thread` must outlive the requests.
    SpooledUpload(std::filesystem::path folder, base::WorkerThread& thread);
    ~SpooledUpload() override;
    SpooledUpload(const SpooledUpload&) = delete;
    SpooledUpload& operator=(const SpooledUpload&) = delete;
    SpooledUpload(SpooledUpload&&) = delete;
    SpooledUpload& operator=(SpooledUpload&&) = delete;

    /// Fails with `unavailable` if the disk is full or too much waits for it.
    [[nodiscard]] boost::asio::awaitable<base::Result<void>> write(std::string piece) override;

    /// Maps the file into memory, of which it takes none. Fails with `io`. Waits for nothing.
    [[nodiscard]] base::Result<void> map();
    /// All bytes, once mapped.
    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(mapped_), size_}; }
    [[nodiscard]] int file() const { return file_ == nullptr ? -1 : file_->number(); }
    /// SHA-256 in hexadecimal digits, as media::hash_of() writes it.
    [[nodiscard]] std::string hash() const { return hashed_.hash(); }

private:
    base::Result<void> put(std::string_view piece);

    const std::filesystem::path folder_;
    base::WorkerThread& thread_;
    std::unique_ptr<base::Descriptor> file_;
    media::Hasher hashed_;
    std::size_t size_ = 0;
    void* mapped_ = nullptr;
};

}  // namespace stoppress::newsroom
