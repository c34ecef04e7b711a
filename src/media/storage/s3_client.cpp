// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/s3_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <array>

#include <fmt/format.h>

#include "media/limits.hpp"
#include "media/picture.hpp"

namespace stoppress::media {
namespace {

/// A transfer slower than this many bytes a second for this long is given up.
constexpr long kSlowestBytes = 1024;
constexpr long kSlowestSeconds = 10;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Fields = std::unique_ptr<curl_slist, FreeList>;

void add_field(Fields& fields, const std::string& line) {
    if (curl_slist* longer = curl_slist_append(fields.get(), line.c_str())) {
        static_cast<void>(fields.release());
        fields.reset(longer);
    }
}

struct Receiver {
    S3Answer& answer;
    std::size_t limit;
};

std::size_t receive(char* bytes, std::size_t one, std::size_t count, void* to) {
    auto& receiver = *static_cast<Receiver*>(to);
    const std::size_t size = one * count;
    if (size > receiver.limit - receiver.answer.body.size()) {
        receiver.answer.too_large = true;
        return 0;
    }
    receiver.answer.body.append(bytes, size);
    return size;
}

/// As curl does it, but not inherited by the child processes that decode pictures.
curl_socket_t open_socket(void*, curlsocktype, curl_sockaddr* address) {
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string one_line(std::string_view text) {
    std::string line(text.substr(0, kMaxReasonBytes));
    for (char& c : line) {
        c = c >= 0x20 && c < 0x7f ? c : ' ';
    }
    return line;
}

}  // namespace

struct S3Client::Handle {
    Handle() : curl(curl_easy_init()) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&&) = delete;
    Handle& operator=(Handle&&) = delete;
    ~Handle() { curl_easy_cleanup(curl); }

    template <class Value>
    void set(CURLoption option, Value value) {
        if (set_all) {
            set_all = curl_easy_setopt(curl, option, value) == CURLE_OK;
        }
    }

    CURL* curl;
    bool set_all = true;
};

S3Client::S3Client(const S3Address& address)
    : access_key_(address.access_key), secret_key_(address.secret_key), signing_(fmt::format("aws:amz:{}:s3", address.region)) {
    // Once per program, before several threads create handles.
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
}

S3Client::~S3Client() = default;

std::unique_ptr<S3Client::Handle> S3Client::take() const {
    {
        const base::Lock lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    return std::make_unique<Handle>();
}

void S3Client::give_back(std::unique_ptr<Handle> handle) const {
    const base::Lock lock(mutex_);
    if (idle_.size() < kMaxIdleConnections) {
        idle_.push_back(std::move(handle));
    }
}

S3Answer S3Client::ask(const S3Request& request) const {
    S3Answer answer;
    auto handle = take();
    if (handle->curl == nullptr) {
        answer.trouble = "out of memory";
        return answer;
    }
    Receiver receiver{answer, request.limit};
    std::array<char, CURL_ERROR_SIZE> reason{};
    Fields fields;
    // libcurl signs the headers it is given, and does not add this one to requests without a body; S3 requires
    // it in all.
    add_field(fields, "x-amz-content-sha256: " + hash_of(request.body));
    // All options are those of this request; only connections are kept.
    curl_easy_reset(handle->curl);
    handle->set_all = true;
    handle->set(CURLOPT_URL, request.url.c_str());
    handle->set(CURLOPT_PATH_AS_IS, 1L);
    handle->set(CURLOPT_PROTOCOLS_STR, "https,http");
    handle->set(CURLOPT_FOLLOWLOCATION, 0L);
    handle->set(CURLOPT_PROXY, "");
    handle->set(CURLOPT_NOSIGNAL, 1L);
    handle->set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    handle->set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    handle->set(CURLOPT_MAXCONNECTS, 1L);
    handle->set(CURLOPT_USERAGENT, "stoppress");
    handle->set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect.count()));
    handle->set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.total.count()));
    handle->set(CURLOPT_LOW_SPEED_LIMIT, kSlowestBytes);
    handle->set(CURLOPT_LOW_SPEED_TIME, kSlowestSeconds);
    handle->set(CURLOPT_AWS_SIGV4, signing_.c_str());
    handle->set(CURLOPT_USERNAME, access_key_.c_str());
    handle->set(CURLOPT_PASSWORD, secret_key_.c_str());
    handle->set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    handle->set(CURLOPT_ERRORBUFFER, reason.data());
    handle->set(CURLOPT_WRITEFUNCTION, receive);
    handle->set(CURLOPT_WRITEDATA, static_cast<void*>(&receiver));
    if (request.method == S3Method::head) {
        handle->set(CURLOPT_NOBODY, 1L);
    } else if (request.method == S3Method::remove) {
        handle->set(CURLOPT_CUSTOMREQUEST, "DELETE");
    } else if (request.method == S3Method::put) {
        add_field(fields, "content-type: " + std::string(request.content_type));
        handle->set(CURLOPT_CUSTOMREQUEST, "PUT");
        handle->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        handle->set(CURLOPT_POSTFIELDS, request.body.data());
    }
    if (!request.range.empty()) {
        handle->set(CURLOPT_RANGE, request.range.c_str());
    }
    handle->set(CURLOPT_HTTPHEADER, fields.get());
    const CURLcode code = handle->set_all ? curl_easy_perform(handle->curl) : CURLE_FAILED_INIT;
    if (code == CURLE_OK) {
        curl_easy_getinfo(handle->curl, CURLINFO_RESPONSE_CODE, &answer.status);
        curl_off_t length = 0;
        curl_easy_getinfo(handle->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
        answer.length = length > 0 ? static_cast<std::uint64_t>(length) : 0;
    } else if (!answer.too_large) {
        answer.trouble = one_line(reason.front() != '\0' ? reason.data() : curl_easy_strerror(code));
    }
    // The objects that these point to are destroyed here.
    curl_easy_reset(handle->curl);
    give_back(std::move(handle));
    return answer;
}

}  // namespace stoppress::media
