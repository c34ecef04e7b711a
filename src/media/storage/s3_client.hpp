// SPDX-License-Identifier: GPL-3.0-or-later
// Sends one signed request at a time to an S3-compatible store with libcurl, which signs it (AWS Signature Version 4)
// and reuses connections. Only the URL's host is contacted: redirects are not followed, and proxies from the
// environment are not used.
// Flow:   S3Storage -> S3Client -> network
// Thread: any but a loop's. Each request has its own handle, and so its own connection; kMaxIdleConnections are kept.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/threads/mutex.hpp"
#include "media/storage/s3_address.hpp"

namespace stoppress::media {

enum class S3Method : std::uint8_t { get, head, put, remove };

struct S3Request {
    S3Method method = S3Method::get;
    std::string url{};
    std::string_view body{};  ///< of put; must stay valid until the answer
    std::string_view content_type{};
    std::string range{};    ///< of get: "0-99", which bytes; empty: all
    std::size_t limit = 0;  ///< most bytes that are read
    std::chrono::milliseconds connect{};
    std::chrono::milliseconds total{};
};

struct S3Answer {
    long status = 0;  ///< 0: there was no complete answer
    std::string body;
    std::uint64_t length = 0;  ///< of head: the bytes of the object
    bool too_large = false;
    std::string trouble;  ///< why there was none
};

class S3Client {
public:
    explicit S3Client(const S3Address& address);
    S3Client(const S3Client&) = delete;
    S3Client& operator=(const S3Client&) = delete;
    S3Client(S3Client&&) = delete;
    S3Client& operator=(S3Client&&) = delete;
    ~S3Client();

    [[nodiscard]] S3Answer ask(const S3Request& request) const;

private:
    struct Handle;
    [[nodiscard]] std::unique_ptr<Handle> take() const;
    void give_back(std::unique_ptr<Handle> handle) const;

    std::string access_key_;
    std::string secret_key_;
    std::string signing_;  ///< "aws:amz:REGION:s3"
    mutable base::Mutex mutex_;
    mutable std::vector<std::unique_ptr<Handle>> idle_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::media
