// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/fetch_child.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "base/files/read_file.hpp"
#include "base/processes/own_child.hpp"
#include "fetching/fetch_message.hpp"
#include "fetching/limits.hpp"
#include "fetching/open_connection.hpp"
#include "fetching/public_address.hpp"

namespace stoppress::fetching {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kConnection = 3;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

/// One transfer and what has arrived of it.
struct Transfer {
    const ChildRequest& request;
    CURL* handle = nullptr;
    ChildAnswer answer{};
    std::size_t header_bytes = 0;
    bool too_large = false;
    bool unread = false;  ///< the body is of no use
    bool opened = false;

    [[nodiscard]] long status() const {
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        return status;
    }
};

/// Called with decoded bytes.
std::size_t receive(char* bytes, std::size_t one, std::size_t count, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    const std::size_t size = one * count;
    if (const long status = transfer.status(); status < 200 || status >= 300) {
        transfer.unread = true;
        return 0;
    }
    const std::size_t room = transfer.request.limit - transfer.answer.body.size();
    transfer.answer.body.append(bytes, std::min(size, room));
    if (size <= room) {
        return size;
    }
    transfer.answer.cut = transfer.request.at_limit == AtLimit::cut;
    transfer.too_large = !transfer.answer.cut;
    return 0;
}

std::size_t receive_header(char*, std::size_t one, std::size_t count, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    transfer.header_bytes += one * count;
    transfer.too_large = transfer.too_large || transfer.header_bytes > kMaxHeaderBytes;
    return transfer.too_large ? 0 : one * count;
}

/// Called with the bytes on the wire: they too have a limit, since compressed bytes need not yield any.
int watch_progress(void* to, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
    auto& transfer = *static_cast<Transfer*>(to);
    if (static_cast<std::size_t>(received) <= std::max(transfer.request.limit, kMaxBytes)) {
        return 0;
    }
    transfer.too_large = true;
    return 1;
}

curl_socket_t give_connection(void* to, curlsocktype, curl_sockaddr*) {
    auto& transfer = *static_cast<Transfer*>(to);
    return std::exchange(transfer.opened, true) ? CURL_SOCKET_BAD : kConnection;
}

int is_connected(void*, curl_socket_t, curlsocktype) {
    return CURL_SOCKOPT_ALREADY_CONNECTED;
}

std::string header(CURL* handle, const char* name) {
    curl_header* found = nullptr;
    return curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? std::string(found->value) : std::string();
}

/// "HOST:PORT:ADDRESS", as libcurl wants it.
std::string pin_of(const Target& target, const std::string& address) {
    return address.contains(':') ? fmt::format("{}:{}:[{}]", target.host, target.port, address)
                                 : fmt::format("{}:{}:{}", target.host, target.port, address);
}

ChildAnswer failure(Verdict verdict, std::string_view reason) {
    ChildAnswer answer;
    answer.verdict = verdict;
    answer.reason = printable(reason, kMaxReasonBytes);
    return answer;
}

/// The options of one transfer. `certificates`, `lists` and `transfer` must outlive it.
bool prepare(Transfer& transfer, const std::string& certificates, curl_slist* fields, curl_slist* resolved,
             std::chrono::milliseconds time) {
    CURL* const handle = transfer.handle;
    bool set_all = true;
    const auto set = [&](CURLoption option, auto value) { set_all = set_all && curl_easy_setopt(handle, option, value) == CURLE_OK; };
    const Target& target = transfer.request.target;
    curl_blob trusted{const_cast<char*>(certificates.data()), certificates.size(), CURL_BLOB_NOCOPY};
    set(CURLOPT_URL, target.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, target.secure ? "https" : "http");
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_HTTP09_ALLOWED, 0L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    set(CURLOPT_CAINFO, static_cast<char*>(nullptr));
    set(CURLOPT_CAINFO_BLOB, &trusted);
    set(CURLOPT_USERAGENT, transfer.request.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, fields);
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    set(CURLOPT_RESOLVE, resolved);
    set(CURLOPT_OPENSOCKETFUNCTION, give_connection);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&transfer));
    set(CURLOPT_SOCKOPTFUNCTION, is_connected);
    set(CURLOPT_TCP_NODELAY, 0L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(time.count(), 1)));
    set(CURLOPT_WRITEFUNCTION, receive);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set(CURLOPT_HEADERFUNCTION, receive_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, watch_progress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
    if (transfer.request.at_limit == AtLimit::refuse) {
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.request.limit));
    }
    return set_all;
}

ChildAnswer result_of(Transfer& transfer, CURLcode code, const char* reason) {
    const bool ended_by_us = code == CURLE_WRITE_ERROR && (transfer.unread || transfer.answer.cut);
    if (code != CURLE_OK && !ended_by_us) {
        if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
            return failure(Verdict::too_large, {});
        }
        const bool late = code == CURLE_OPERATION_TIMEDOUT;
        return failure(late ? Verdict::too_slow : Verdict::unreachable, *reason != '\0' ? reason : curl_easy_strerror(code));
    }
    ChildAnswer answer = std::move(transfer.answer);
    answer.verdict = Verdict::answered;
    answer.status = static_cast<int>(transfer.status());
    answer.type = printable(header(transfer.handle, "Content-Type"), kMaxTypeBytes);
    if (answer.status >= 300 && answer.status < 400) {
        answer.location = header(transfer.handle, "Location");
        if (answer.location.size() > kMaxAddressBytes) {
            return failure(Verdict::too_large, {});
        }
    }
    return answer;
}

ChildAnswer ask(const ChildRequest& request) {
    const auto latest = SteadyClock::now() + request.time;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return failure(Verdict::failed, "libcurl cannot be initialised");
    }
    std::string certificates;
    if (request.target.secure) {
        auto read = base::read_file(request.certificates, kMaxCertificateBytes);
        if (!read.has_value() || read->empty()) {
            return failure(Verdict::failed, "the certificates of authorities cannot be read: " + request.certificates);
        }
        certificates = std::move(*read);
    }
    const OpenedConnection connection = open_connection(request.target, latest);
    if (connection.socket < 0) {
        return failure(connection.verdict, "no connection");
    }
    if (connection.socket != kConnection && ::dup2(connection.socket, kConnection) != kConnection) {
        return failure(Verdict::failed, "no descriptor");
    }
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    const List fields(curl_slist_append(nullptr, ("Accept: " + request.accept).c_str()));
    // libcurl must not resolve the name once more. A host that is an address has none.
    const bool named = !parse_ip(request.target.host).has_value();
    const List resolved(named ? curl_slist_append(nullptr, pin_of(request.target, connection.address).c_str()) : nullptr);
    std::array<char, CURL_ERROR_SIZE> reason{};
    Transfer transfer{.request = request, .handle = handle.get()};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(latest - SteadyClock::now());
    if (handle == nullptr || fields == nullptr || (named && resolved == nullptr) ||
        curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, reason.data()) != CURLE_OK ||
        !prepare(transfer, certificates, fields.get(), resolved.get(), left)) {
        return failure(Verdict::failed, "libcurl refused an option");
    }
    if (const auto sandboxed = enter_fetch_sandbox(); !sandboxed.has_value()) {
        return failure(Verdict::failed, sandboxed.error().message);
    }
    const CURLcode code = curl_easy_perform(handle.get());
    ChildAnswer answer = result_of(transfer, code, reason.data());
    // Nothing is tidied up inside the sandbox: the process ends here.
    static_cast<void>(base::write_child_output(write_answer(answer)));
    ::_exit(0);
}

ChildAnswer work() {
    if (const auto limited = limit_fetch_process(); !limited.has_value()) {
        return failure(Verdict::failed, limited.error().message);
    }
    const auto input = base::read_child_input(kMaxRequestBytes);
    if (!input.has_value()) {
        return failure(Verdict::failed, "no request was received");
    }
    const auto request = read_request(*input);
    return request.has_value() ? ask(*request) : failure(Verdict::failed, request.error().message);
}

}  // namespace

void run_fetch_child() {
    static_cast<void>(base::write_child_output(write_answer(work())));
    ::_exit(0);
}

}  // namespace stoppress::fetching
