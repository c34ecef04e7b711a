// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/s3.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include <fmt/format.h>

#include "media/limits.hpp"
#include "media/storage/s3_listing.hpp"

namespace stoppress::media {
namespace {

using std::chrono::steady_clock;

constexpr long kOk = 200;
constexpr long kNoContent = 204;
constexpr long kPartial = 206;
constexpr long kNotFound = 404;
constexpr long kNoSuchRange = 416;
constexpr long kTooManyRequests = 429;

/// Bytes a millisecond that a large file may take: 1 MB a second.
constexpr std::size_t kSlowestUpload = 1'000;

std::string path_of(Part part, const Name& name) {
    return StoredFile{part, name, 0}.path();
}

bool is_busy(const S3Answer& answer) {
    return answer.status >= 500 || answer.status == kTooManyRequests;
}

struct Advice {
    std::string_view code;
    std::string_view what_to_do;
};
constexpr std::array kAdvice{
    Advice{"InvalidAccessKeyId", "it does not accept media.s3_access_key"},
    Advice{"SignatureDoesNotMatch", "media.s3_secret_key does not belong to media.s3_access_key"},
    Advice{"AuthorizationHeaderMalformed", "media.s3_region is not the region of the bucket"},
    Advice{"RequestTimeTooSkewed", "the clock of this machine is wrong"},
    Advice{"AccessDenied", "the key needs permission to get, put, delete and list objects of the bucket"},
    Advice{"NoSuchBucket", "the bucket does not exist; create it or correct media.store"},
};

std::string advice_for(const S3Answer& answer, const std::string& code) {
    const auto* const found = std::ranges::find(kAdvice, code, &Advice::code);
    if (found != kAdvice.end()) {
        return std::string(found->what_to_do);
    }
    if (answer.status >= 300 && answer.status < 400) {
        return "the bucket is at another address; correct media.s3_endpoint and media.s3_region";
    }
    return fmt::format("it answered with {}{}{}", answer.status, code.empty() ? "" : " ", code);
}

}  // namespace

S3Storage::S3Storage(S3Address address, const S3Patience& patience) : address_(std::move(address)), patience_(patience), client_(address_) {
    prepare_xml();
}

std::string S3Storage::called(Part part, const Name& name) const {
    return address_.called(path_of(part, name));
}

base::Error S3Storage::failed(const S3Answer& answer) const {
    return base::fail(base::ErrorCode::unavailable, fmt::format("The picture store {} at {} cannot be used: {}.", address_.called(""),
                                                                address_.endpoint, advice_for(answer, error_code_in(answer.body))));
}

base::Result<S3Answer> S3Storage::ask(S3Request request, std::chrono::milliseconds total) const {
    const auto begin = steady_clock::now();
    const auto away = [this](std::string_view why) {
        return base::fail(
            base::ErrorCode::unavailable,
            fmt::format("The picture store at {} does not answer ({}). Check media.s3_endpoint and the network.", address_.endpoint, why));
    };
    const steady_clock::time_point since{steady_clock::duration{away_since_.load()}};
    if (away_since_.load() != 0 && begin - since < patience_.rest) {
        return away("a moment ago");
    }
    request.connect = patience_.connect;
    S3Answer answer;
    auto pause = patience_.pause;
    for (int tried = 0; tried < patience_.tries; ++tried) {
        if (tried > 0) {
            std::this_thread::sleep_for(pause);
            pause *= 2;
        }
        const auto left = total - std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begin);
        if (tried > 0 && left <= pause) {
            break;
        }
        request.total = left;
        answer = client_.ask(request);
        if (answer.too_large || (answer.status != 0 && !is_busy(answer))) {
            away_since_ = 0;
            return answer;
        }
    }
    away_since_ = steady_clock::now().time_since_epoch().count();
    return answer.status == 0 ? away(answer.trouble) : failed(answer);
}

base::Result<void> S3Storage::write(Part part, const Name& name, std::string_view bytes) const {
    TRY(const auto answer, ask({.method = S3Method::put,
                                .url = address_.object_url(path_of(part, name)),
                                .body = bytes,
                                .content_type = content_type(name.format),
                                .limit = kMaxS3Answer},
                               patience_.write + std::chrono::milliseconds(bytes.size() / kSlowestUpload)));
    return answer.status == kOk ? base::Result<void>{} : failed(answer);
}

bool S3Storage::holds(Part part, const Name& name) const {
    const auto answer =
        ask({.method = S3Method::head, .url = address_.object_url(path_of(part, name)), .limit = kMaxS3Answer}, patience_.read);
    return answer.has_value() && answer->status == kOk;
}

base::Result<std::string> S3Storage::read(Part part, const Name& name, std::size_t limit) const {
    TRY(auto answer, ask({.method = S3Method::get, .url = address_.object_url(path_of(part, name)), .limit = std::max(limit, kMaxS3Answer)},
                         patience_.read));
    if (answer.status == kNotFound && error_code_in(answer.body) != "NoSuchBucket") {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} does not exist.", called(part, name)));
    }
    if (answer.too_large || (answer.status == kOk && answer.body.size() > limit)) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} is too large: the limit is {} bytes.", called(part, name), limit));
    }
    if (answer.status != kOk) {
        return failed(answer);
    }
    if (hash_of(answer.body) != name.hash) {
        return base::fail(base::ErrorCode::corrupt, fmt::format("The content of {} does not match its hash.", called(part, name)));
    }
    return std::move(answer.body);
}

base::Result<std::uint64_t> S3Storage::size(Part part, const Name& name) const {
    TRY(const auto answer,
        ask({.method = S3Method::head, .url = address_.object_url(path_of(part, name)), .limit = kMaxS3Answer}, patience_.read));
    if (answer.status == kNotFound) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} does not exist.", called(part, name)));
    }
    return answer.status == kOk ? base::Result<std::uint64_t>(answer.length) : failed(answer);
}

base::Result<std::string> S3Storage::read_piece(Part part, const Name& name, std::uint64_t first, std::size_t length) const {
    TRY(auto answer, ask({.method = S3Method::get,
                          .url = address_.object_url(path_of(part, name)),
                          .range = fmt::format("{}-{}", first, first + length - 1),
                          .limit = std::max(length, kMaxS3Answer)},
                         patience_.read));
    const bool whole = answer.status == kOk && first == 0;
    if (answer.status == kNotFound || answer.status == kNoSuchRange ||
        ((answer.status == kPartial || whole) && answer.body.size() != length)) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("{} has no bytes {} to {}.", called(part, name), first, first + length - 1));
    }
    return answer.status == kPartial || whole ? base::Result<std::string>(std::move(answer.body)) : failed(answer);
}

base::Result<void> S3Storage::remove(Part part, const Name& name) const {
    TRY(const auto answer,
        ask({.method = S3Method::remove, .url = address_.object_url(path_of(part, name)), .limit = kMaxS3Answer}, patience_.remove));
    const bool gone =
        answer.status == kOk || answer.status == kNoContent || (answer.status == kNotFound && error_code_in(answer.body) != "NoSuchBucket");
    return gone ? base::Result<void>{} : failed(answer);
}

base::Result<std::vector<StoredFile>> S3Storage::list() const {
    std::vector<StoredFile> files;
    std::string token;
    do {
        TRY(const auto answer, ask({.method = S3Method::get, .url = address_.list_url(token), .limit = kMaxS3Answer}, patience_.read));
        if (answer.status != kOk) {
            return failed(answer);
        }
        auto listing = parse_listing(answer.body);
        if (answer.too_large || !listing.has_value() || (!token.empty() && listing->next == token)) {
            return base::fail(base::ErrorCode::unavailable,
                              fmt::format("{} did not return a valid S3 listing of the bucket {}; correct media.s3_endpoint.",
                                          address_.endpoint, address_.bucket));
        }
        for (const auto& object : listing->objects) {
            // Other objects in the bucket are not ours.
            if (object.key.starts_with(address_.prefix)) {
                if (auto file = StoredFile::parse(std::string_view(object.key).substr(address_.prefix.size()), object.size)) {
                    files.push_back(*std::move(file));
                }
            }
        }
        token = std::move(listing->next);
    } while (!token.empty());
    return files;
}

}  // namespace stoppress::media
