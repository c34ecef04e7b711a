// SPDX-License-Identifier: GPL-3.0-or-later
// The API, for the newsroom's UI and other programs: answers all requests below /api.
// Flow:   request -> route -> reading thread (who asks, what for) -> writer (change, answer and audit note in one
//         commit) -> visible on every loop -> answer
// Owner:  serve (cli); one object for all loops.
// Thread: answer() and admit() on the request's loop; their work runs on the store's threads.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>

#include "base/threads/worker_thread.hpp"
#include "document/addresses/address.hpp"
#include "http/from_callback.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/api/api_dependencies.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/api/idempotency.hpp"
#include "newsroom/api/routes.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/upload.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

struct PictureInput;
struct UploadStep;

/// Bytes that sound or film may have.
[[nodiscard]] std::size_t most_of_recording(const settings::Settings& settings);

/// Requests that wait for their credential to be looked up, at 0.1 ms each.
inline constexpr std::size_t kMaxAuthenticating = 1024;

class Api {
public:
    /// `readers_lane` serves callers without a valid credential, `dependencies.pool` the newsroom; both must outlive the API.
    Api(store::ReadPool& readers_lane, ApiDependencies dependencies);

    /// Ends the threads that look up credentials and store large uploads; requests waiting for it are dropped. The owner's thread.
    void stop() {
        authenticating_.stop();
        spooling_.stop();
    }

    /// Whether the path is that of a preview link, which is outside of /api.
    [[nodiscard]] static bool is_preview_link(std::string_view path);

    /// How many bytes of body the route of this request accepts.
    [[nodiscard]] std::uint64_t body_limit(const http::Request& head) const;

    /// Whether admit() must be called first.
    [[nodiscard]] bool wants_admission(const http::Request& head) const;
    /// Admits an upload if its sender may upload and there is room.
    [[nodiscard]] boost::asio::awaitable<std::optional<http::Response>> admit(std::shared_ptr<http::Request> head);

    /// Every failure is problem+json (RFC 9457) with each invalid field. A change is answered when it is durable and
    /// every loop shows it; a view when it is durable.
    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request request);

private:
    /// The result of a route's first half: an answer, or a change still to be made.
    struct Step {
        std::optional<Answer> answer;
        base::ChangeNumber visible_from = 0;  ///< the answer waits until readers see everything up to this change
        std::optional<Change> change;
    };

    /// The answer to an earlier request with the same key.
    struct Repeated {
        Answer answer;
        base::ChangeNumber number = 0;
    };

    /// Looks up the request's credential before the request takes a place in the newsroom's lane, so that a flood of
    /// invented tokens gets no further. Does nothing without a credential: such a request uses the readers' lane.
    boost::asio::awaitable<base::Result<void>> authenticate_first(std::shared_ptr<Call> call);
    /// Runs `work` on the thread that looks up credentials.
    boost::asio::awaitable<base::Result<void>> run_on_credentials_thread(std::move_only_function<base::Result<void>()> work);
    [[nodiscard]] store::ReadPool& lane_of(const Call& call) const;
    template <class T>
    boost::asio::awaitable<base::Result<T>> read(store::ReadPool& lane,
                                                 std::move_only_function<base::Result<T>(store::ReadSnapshot&)> task);
    boost::asio::awaitable<base::Result<base::ChangeNumber>> write(store::Writer::Job job);
    boost::asio::awaitable<void> until_visible(base::ChangeNumber number);
    boost::asio::awaitable<base::Result<Answer>> change(std::shared_ptr<Call> call, const Route* route, std::unique_ptr<Change> change);
    boost::asio::awaitable<base::Result<Answer>> run_slow_handler(std::shared_ptr<Call> call, const Route* route, AccessHandler handler);
    /// For a call with a key: the first answer if there was one; else holds the key. On a reading thread.
    base::Result<std::optional<Repeated>> begin_keyed(Call& call, const Route& route, store::ReadSnapshot& snapshot);
    /// Runs a route that uses only the credentials database. One that creates something there runs in one transaction
    /// with its stored answer.
    base::Result<Answer> use_credentials(Call& call, const Route& route, AccessHandler handler);
    boost::asio::awaitable<http::Response> count_view(std::shared_ptr<Call> call, bool picture);
    /// Removes files that no medium uses any more. Those that cannot be removed now are tried again later.
    boost::asio::awaitable<void> delete_unused_files();
    /// Removes the files that were stored for a change which failed, unless a medium uses them.
    boost::asio::awaitable<void> delete_files_of_failed_change(std::shared_ptr<const store::Medium> stored);
    /// Handles an upload whose body has arrived; in api_upload.cpp. `route` is static.
    boost::asio::awaitable<http::Response> upload(std::shared_ptr<Call> call, const Route* route);
    /// `owner` keeps the bytes.
    boost::asio::awaitable<base::Result<media::ImportedFile>> import_file(std::shared_ptr<const void> owner, media::RecordingBytes bytes);
    boost::asio::awaitable<base::Result<media::ImportedFile>> import_piece(std::shared_ptr<Call> call,
                                                                           std::shared_ptr<const UploadStep> step);
    boost::asio::awaitable<base::Result<media::KeptFile>> import_captions(std::shared_ptr<Call> call);
    /// Stores the files of an upload; the change that makes them a medium.
    boost::asio::awaitable<base::Result<std::unique_ptr<Change>>> store_upload(std::shared_ptr<Call> call, UploadHandler kind,
                                                                               std::shared_ptr<UploadStep> step);
    template <class T>
    boost::asio::awaitable<base::Result<T>> on_fetching_thread(std::string who,
                                                               std::move_only_function<base::Result<T>(const fetching::Fetcher&)> work);
    /// Gets something from another site; in newsroom/fetching/api_fetch.cpp, like the next three. `route` is static.
    boost::asio::awaitable<http::Response> fetch(std::shared_ptr<Call> call, const Route* route);
    boost::asio::awaitable<base::Result<Answer>> answer_picture(std::shared_ptr<Call> call, const Route* route,
                                                                std::shared_ptr<const PictureInput> input);
    boost::asio::awaitable<base::Result<Answer>> answer_embed(std::shared_ptr<Call> call, const Route* route, document::Address address);
    /// The medium that was made of these bytes before.
    boost::asio::awaitable<base::Result<std::optional<store::CountedMedium>>> known_medium(std::shared_ptr<const std::string> bytes);
    /// Handles everything but views and uploads; `route` is static.
    boost::asio::awaitable<http::Response> handle(std::shared_ptr<Call> call, const Route* route);

    store::ReadPool& readers_lane_;
    ApiDependencies dependencies_;
    std::shared_ptr<const Handlers> handlers_;
    UploadPlaces places_{kMaxUploadsAtOnce, kMaxUploadsOfOne};
    UploadPlaces large_places_{kMaxUploadsAtOnce, kMaxUploadsOfOne};  ///< apart: a film takes minutes, and pictures must not wait
    UploadPlaces fetch_places_{kMaxFetchesAtOnce, kMaxFetchesOfOne};
    KeysInUse keys_{};
    FailedRequests failures_{};
    base::WorkerThread spooling_{kMaxSpooledPieces};
    base::WorkerThread authenticating_{kMaxAuthenticating};  // last: it must end before what it uses
};

template <class T>
boost::asio::awaitable<base::Result<T>> Api::read(store::ReadPool& lane,
                                                  std::move_only_function<base::Result<T>(store::ReadSnapshot&)> task) {
    std::move_only_function<void(http::Callback<base::Result<T>>)> start =
        [&lane, work = std::move(task)](http::Callback<base::Result<T>> callback) mutable {
            // Shared, because a refused task destroys its captures.
            auto done = std::make_shared<http::Callback<base::Result<T>>>(std::move(callback));
            store::ReadPool::Task run = [done, work = std::move(work)](base::Result<store::ReadSnapshot*> snapshot) mutable {
                if (!snapshot.has_value()) {
                    (*done)(base::Result<T>(std::move(snapshot).error()));
                    return;
                }
                try {
                    (*done)(work(**snapshot));
                } catch (const std::exception& error) {
                    (*done)(base::Result<T>(base::fail(base::ErrorCode::internal, error.what())));
                }
            };
            if (!lane.post(std::move(run))) {
                (*done)(base::Result<T>(base::fail(base::ErrorCode::unavailable, "The server is busy. Try again in a moment.")));
            }
        };
    auto result = co_await http::from_callback<base::Result<T>>(std::move(start));
    co_return result;
}

}  // namespace stoppress::newsroom
