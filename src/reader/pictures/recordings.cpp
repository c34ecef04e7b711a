// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pictures/recordings.hpp"

#include <functional>
#include <string>
#include <utility>

#include "http/from_callback.hpp"
#include "http/message/conditional.hpp"

namespace stoppress::reader {
namespace {

using base::Result;

base::Error too_much_waits() {
    return base::fail(base::ErrorCode::unavailable, "Too many requests are waiting. Try again in a moment.");
}

/// The result, after logging that the library cannot be reached, or that it can again.
template <class T>
Result<T> logged(base::FailureLog& unreachable, Result<T> result) {
    if (!result.has_value() && result.error().code == base::ErrorCode::unavailable) {
        unreachable.failed(result.error().message);
    } else {
        unreachable.recovered();
    }
    return result;
}

/// Runs `work` on one of the threads and awaits its result.
template <class T>
boost::asio::awaitable<Result<T>> on_thread(base::WorkerThread& threads, std::function<Result<T>()> work) {
    std::move_only_function<void(http::Callback<Result<T>>)> start = [&threads, work = std::move(work)](http::Callback<Result<T>> arrived) {
        // Both the work and its refusal need it.
        auto shared = std::make_shared<http::Callback<Result<T>>>(std::move(arrived));
        if (!threads.post([work, shared] { (*shared)(work()); })) {
            (*shared)(too_much_waits());
        }
    };
    auto result = co_await http::from_callback<Result<T>>(std::move(start));
    co_return result;
}

}  // namespace

class Recordings::Source final : public http::BodySource {
public:
    /// `place`: kept as long as it is being sent.
    Source(const media::Library& library, base::WorkerThread& threads, media::Name name, std::shared_ptr<const void> place,
           base::FailureLog& unreachable)
        : library_(library), threads_(threads), name_(std::move(name)), place_(std::move(place)), unreachable_(unreachable) {}
    ~Source() override = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    Source(Source&&) = delete;
    Source& operator=(Source&&) = delete;

    [[nodiscard]] boost::asio::awaitable<Result<std::string>> read(std::uint64_t first, std::size_t most) override {
        std::function<Result<std::string>()> work = [&library = library_, &unreachable = unreachable_, name = name_, first, most] {
            return logged(unreachable, library.read_piece(media::Part::rendition, name, first, most));
        };
        auto piece = co_await on_thread<std::string>(threads_, std::move(work));
        co_return piece;
    }

private:
    const media::Library& library_;
    base::WorkerThread& threads_;
    const media::Name name_;
    std::shared_ptr<const void> place_;
    base::FailureLog& unreachable_;
};

Recordings::Recordings(const media::Library& library, http::BodyBudget streams)
    : library_(library), streams_(std::move(streams)), threads_(kMaxQueuedPictures, kRecordingThreads) {}

boost::asio::awaitable<Result<http::Response>> Recordings::respond(http::PublicRequest request, media::Name name, std::string_view client) {
    const auto address = http::parse_address(client).value_or(http::AddressBytes{});
    const std::string etag = '"' + name.hash + '"';
    std::function<Result<std::uint64_t>()> look = [this, name] {
        return logged(unreachable_, library_.size(media::Part::rendition, name));
    };
    const auto size = co_await on_thread<std::uint64_t>(threads_, std::move(look));
    if (!size.has_value()) {
        co_return size.error();
    }
    http::ImmutableResponse response{http::Status::ok};
    response.fields().add("ETag", etag);
    if (http::is_current(request, etag)) {
        response.empty_as(http::Status::not_modified);
        co_return response;
    }
    auto place = streams_.reserve(address, 1);
    if (place == nullptr && request.method != http::Method::head) {
        co_return base::fail(base::ErrorCode::unavailable, "Too many recordings are being sent. Try again in a moment.");
    }
    response.fields().add("Content-Type", media::content_type(name.format));
    response.fields().add("Content-Disposition", "attachment");
    response.fields().add("Content-Security-Policy", "default-src 'none'; sandbox");
    auto source = std::make_shared<Source>(library_, threads_, std::move(name), std::move(place), unreachable_);
    response.stream(std::move(source), *size);
    http::apply_range(request, etag, response);
    co_return response;
}

}  // namespace stoppress::reader
