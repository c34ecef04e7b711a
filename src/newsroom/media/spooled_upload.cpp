// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/media/spooled_upload.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "http/from_callback.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

base::Error spool_failed() {
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        return base::fail(ErrorCode::unavailable, "The disk is full. Nothing was changed.", {"disk-full"});
    }
    return base::fail(ErrorCode::io, fmt::format("the upload cannot be stored: {}", std::strerror(error)));
}

/// A file that has no name. Some file systems have none without one, so there it loses its name at once.
int open_nameless(const std::filesystem::path& folder) {
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || errno == ENOSPC) {
        return file;
    }
    std::string name = (folder / ".upload-XXXXXX").native();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) {
        ::unlink(name.c_str());
    }
    return named;
}

}  // namespace

SpooledUpload::SpooledUpload(std::filesystem::path folder, base::WorkerThread& thread) : folder_(std::move(folder)), thread_(thread) {}

SpooledUpload::~SpooledUpload() {
    if (mapped_ != nullptr) {
        ::munmap(mapped_, size_);
    }
}

boost::asio::awaitable<Result<void>> SpooledUpload::write(std::string piece) {
    using Written = Result<void>;
    std::move_only_function<void(http::Callback<Written>)> start = [self = shared_from_this(),
                                                                    piece = std::move(piece)](http::Callback<Written> callback) mutable {
        // Shared, because refused work destroys its captures.
        auto done = std::make_shared<http::Callback<Written>>(std::move(callback));
        auto& thread = self->thread_;
        auto work = [self = std::move(self), piece = std::move(piece), done] { (*done)(self->put(piece)); };
        if (!thread.post(std::move(work))) {
            (*done)(base::fail(ErrorCode::unavailable, "Too many files are being uploaded. Try again in a moment.", {"uploads-busy"}));
        }
    };
    auto written = co_await http::from_callback<Written>(std::move(start));
    co_return written;
}

Result<void> SpooledUpload::put(std::string_view piece) {
    if (file_ == nullptr) {
        const int opened = open_nameless(folder_);
        if (opened < 0) {
            return spool_failed();
        }
        file_ = std::make_unique<base::Descriptor>(opened);
    }
    hashed_.add(piece);
    while (!piece.empty()) {
        const auto written = ::write(file_->number(), piece.data(), piece.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return spool_failed();
        }
        size_ += static_cast<std::size_t>(written);
        piece.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> SpooledUpload::map() {
    if (file_ == nullptr || mapped_ != nullptr) {
        return {};
    }
    void* const mapped = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_->number(), 0);
    if (mapped == MAP_FAILED) {
        return base::fail(ErrorCode::io, fmt::format("the upload cannot be read: {}", std::strerror(errno)));
    }
    mapped_ = mapped;
    return {};
}

}  // namespace stoppress::newsroom
