// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads: permission is checked before any byte is read, and only a few are in memory at once; large ones never are.
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "http/from_callback.hpp"
#include "newsroom/api/api.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/crop_medium.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/new_medium.hpp"
#include "newsroom/media/spooled_upload.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace asio = boost::asio;

/// An answer at once, or an upload to be made.
struct UploadStep {
    std::optional<Answer> answer;
    base::ChangeNumber visible_from = 0;  ///< the answer waits until readers see everything up to this change
    std::unique_ptr<WantedMedium> wanted;
    store::CaptionTrack captions{};       ///< their language and label, if they are what was sent
    WantedCrop crop{};                    ///< if nothing was sent but what to cut out
    std::shared_ptr<const void> place{};  ///< of a crop, which has no upload's
};

namespace {

constexpr std::size_t kMegabyte = std::size_t{1024} * 1024;

Result<UploadStep> first_step_of_captions(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    UploadStep step;
    step.captions.label = reader.text("label", kMaxCaptionsLabel);
    TRY_VOID(reader.finish());
    TRY(step.captions.language, captions_language(call));
    TRY(const auto medium, find_medium(call, snapshot));
    TRY_VOID(allow_change(call, medium.medium));
    TRY_VOID(check_use(call, medium));
    if (!medium.medium.recording) {
        return fail(ErrorCode::conflict, "Only sound and film have captions.", {"file-type"});
    }
    return step;
}

/// Bytes that an upload of this Content-Type may have: what is not said to be a picture or a document may be a recording.
std::size_t most_of_type(const settings::Settings& settings, std::string_view content_type) {
    const auto claimed = claimed_format(content_type);
    return claimed && !media::is_recording(*claimed) ? media::kMaxUploadBytes : most_of_recording(settings);
}

/// Where a large upload waits until it is whole: on the disk of the site, for a store elsewhere on that of the system.
std::filesystem::path spool_folder(const media::Library& library) {
    const auto folder = library.folder();
    return folder.empty() ? std::filesystem::path("/var/tmp") : folder.parent_path();
}

/// Whether it can be there twice, as while it is moved into the library, and leaves room for saves and views.
bool has_room(const std::filesystem::path& folder, std::uint64_t bytes) {
    std::error_code unknown;
    const auto space = std::filesystem::space(folder, unknown);
    return unknown || space.available / 2 >= bytes + kRoomLeftByUploads;
}

/// The bytes of a file, where they are.
media::RecordingBytes bytes_of(const Call& call) {
    return call.spooled ? media::RecordingBytes{call.spooled->bytes(), call.spooled->file()} : media::RecordingBytes{call.request.body};
}

Result<UploadStep> first_step(const Call& call, UploadHandler kind, store::ReadSnapshot& snapshot) {
    if (kind == UploadHandler::captions) {
        return first_step_of_captions(call, snapshot);
    }
    if (kind == UploadHandler::crop) {
        TRY(auto cropping, first_step_of_crop(call, snapshot));
        UploadStep step;
        step.answer = std::move(cropping.answer);
        step.crop = std::move(cropping.wanted);
        return step;
    }
    QueryReader reader(call.query);
    auto wanted = std::make_unique<WantedMedium>();
    store::Medium& fields = wanted->fields;
    fields.file_name = short_file_name(reader.text("filename", kMaxFileName));
    fields.alt = reader.text("alt", kMaxAlt);
    fields.credit = reader.text("credit", kMaxCredit);
    fields.caption = reader.text("caption", kMaxCaption);
    fields.copyright = reader.text("copyright", kMaxCredit);
    TRY_VOID(reader.finish());
    fields.created_by = call.who->name;
    UploadStep step;
    if (kind == UploadHandler::replace) {
        TRY(const auto medium, find_medium(call, snapshot));
        TRY_VOID(allow_change(call, medium.medium));
        TRY_VOID(check_replaceable(call, medium, bytes_of(call).bytes));
        wanted->replaced = medium.medium.id;
        wanted->while_used = while_used(call);
    } else {
        TRY(const auto known,
            store::MediaReader(snapshot).medium_of_original(call.spooled ? call.spooled->hash() : media::hash_of(call.request.body)));
        if (known && known->trash == 0) {
            step.answer = medium_answer(*known);
            return step;
        }
    }
    step.wanted = std::move(wanted);
    return step;
}

base::Error uploads_busy() {
    return fail(ErrorCode::unavailable, "Too many files are being uploaded. Try again in a moment.", {"uploads-busy"});
}

bool is_upload(Input input) {
    return input == Input::file || input == Input::captions;
}

}  // namespace

std::size_t most_of_recording(const settings::Settings& settings) {
    return static_cast<std::size_t>(settings.media.largest_recording) * 1024 * 1024;
}

bool Api::wants_admission(const http::Request& head) const {
    const Match match = find_route(head.method, head.path.text());
    // For everything larger than a head, the token or session is checked first.
    return match.route != nullptr && match.route->needed != Capability::anyone &&
           (is_upload(match.route->input) || head.content_length > kMaxUnauthenticatedBytes);
}

asio::awaitable<std::optional<http::Response>> Api::admit(std::shared_ptr<http::Request> head) {
    const Route* const route = find_route(head->method, head->path.text()).route;
    auto sender = std::make_shared<std::string>();
    // Needs no snapshot, and no place in a reading lane.
    std::move_only_function<Result<void>()> ask = [this, head, route, sender]() -> Result<void> {
        Call head_only;
        head_only.request = *head;
        TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, head_only));
        TRY_VOID(allow(head_only.who, route->needed));
        TRY_VOID(read_idempotency_key(head->idempotency_key));
        TRY_VOID(check_content_type(*route, *head));
        *sender = head_only.who->name;
        return {};
    };
    auto allowed = co_await run_on_credentials_thread(std::move(ask));
    if (!allowed.has_value()) {
        co_return std::optional<http::Response>(failures_.refusal(*head, allowed.error()));
    }
    if (!is_upload(route->input)) {
        co_return std::optional<http::Response>();
    }
    const std::size_t most = most_of_type(dependencies_.settings, head->content_type);
    if (head->content_length > most) {
        co_return std::optional<http::Response>(
            http::problem(fail(ErrorCode::too_large, fmt::format("The file is too large: the limit is {} MB.", most / kMegabyte),
                               media::too_large_file(most))));
    }
    const bool spooled = head->content_length > media::kMaxUploadBytes;
    const auto folder = spool_folder(dependencies_.media_workers.media_library());
    if (spooled && !has_room(folder, head->content_length)) {
        co_return std::optional<http::Response>(
            http::problem(fail(ErrorCode::unavailable, "There is too little space on the disk for this file.", {"disk-low"})));
    }
    head->claim = (spooled ? large_places_ : places_).take(*sender);
    if (head->claim == nullptr) {
        co_return std::optional<http::Response>(http::problem(uploads_busy()));
    }
    if (spooled) {
        head->sink = std::make_shared<SpooledUpload>(folder, spooling_);
    }
    co_return std::optional<http::Response>();
}

asio::awaitable<Result<media::ImportedFile>> Api::import_file(std::shared_ptr<const void> owner, media::RecordingBytes bytes) {
    using Taken = Result<media::ImportedFile>;
    std::move_only_function<void(http::Callback<Taken>)> start = [this, owner, bytes](http::Callback<Taken> callback) {
        // The owner is kept until the callback is called, because the bytes are read on another thread.
        media::MediaWorkers::Done done = [owner, answer = std::move(callback)](Taken taken) mutable { answer(std::move(taken)); };
        dependencies_.media_workers.import_file(bytes, most_of_recording(dependencies_.settings), std::move(done));
    };
    auto taken = co_await http::from_callback<Taken>(std::move(start));
    co_return taken;
}

asio::awaitable<Result<media::ImportedFile>> Api::import_piece(std::shared_ptr<Call> call, std::shared_ptr<const UploadStep> step) {
    using Taken = Result<media::ImportedFile>;
    std::move_only_function<void(http::Callback<Taken>)> start = [this, call, step](http::Callback<Taken> callback) {
        media::MediaWorkers::Done done = [call, answer = std::move(callback)](Taken taken) mutable { answer(std::move(taken)); };
        dependencies_.media_workers.import_piece(step->crop.original, area_of(step->crop.crop), std::move(done));
    };
    auto taken = co_await http::from_callback<Taken>(std::move(start));
    co_return taken;
}

asio::awaitable<Result<media::KeptFile>> Api::import_captions(std::shared_ptr<Call> call) {
    using Kept = Result<media::KeptFile>;
    std::move_only_function<void(http::Callback<Kept>)> start = [this, call](http::Callback<Kept> callback) {
        media::MediaWorkers::CaptionsDone done = [call, answer = std::move(callback)](Kept kept) mutable { answer(std::move(kept)); };
        dependencies_.media_workers.import_captions(call->request.body, std::move(done));
    };
    auto kept = co_await http::from_callback<Kept>(std::move(start));
    co_return kept;
}

asio::awaitable<Result<std::unique_ptr<Change>>> Api::store_upload(std::shared_ptr<Call> call, UploadHandler kind,
                                                                   std::shared_ptr<UploadStep> step) {
    const media::Library& library = dependencies_.media_workers.media_library();
    if (kind == UploadHandler::captions) {
        auto kept = co_await import_captions(call);
        if (!kept.has_value()) {
            co_return refused_file(kept.error());
        }
        step->captions.hash = kept->name.hash;
        step->captions.size = static_cast<std::int64_t>(kept->size);
        co_return change_to_store_captions(*call, library, step->captions);
    }
    if (kind == UploadHandler::crop) {
        if (step->place == nullptr) {
            co_return uploads_busy();
        }
        auto taken = co_await import_piece(call, step);
        if (!taken.has_value()) {
            co_return refused_piece(taken.error());
        }
        co_return change_to_store_crop(*call, library, *taken, step->crop);
    }
    const media::RecordingBytes bytes = bytes_of(*call);
    const auto format = media::format_of(bytes.bytes);
    if (bytes.bytes.size() > media::kMaxUploadBytes && format && !media::is_recording(*format)) {
        co_return refused_file(fail(ErrorCode::too_large, fmt::format("it is larger than {} MB", media::kMaxUploadBytes / kMegabyte),
                                    media::too_large_file(media::kMaxUploadBytes)));
    }
    auto taken = co_await import_file(call, bytes);
    if (!taken.has_value()) {
        co_return refused_file(taken.error());
    }
    co_return change_to_store(*call, library, *taken, *step->wanted);
}

asio::awaitable<void> Api::delete_unused_files() {
    auto job = job_to_delete_files(dependencies_.media_workers.media_library());
    const auto dropped = co_await write(std::move(job));
    if (!dropped.has_value()) {
        failures_.log("unused media files cannot be deleted", dropped.error());
    }
}

asio::awaitable<void> Api::delete_files_of_failed_change(std::shared_ptr<const store::Medium> stored) {
    store::Writer::Job job = [stored](store::WriteTransaction& transaction) {
        return store::MediaWriter(transaction).note_unused(*stored);
    };
    const auto noted = co_await write(std::move(job));
    if (!noted.has_value()) {
        failures_.log("files stored for a change that failed cannot be deleted", noted.error());
        co_return;
    }
    co_await delete_unused_files();
}

asio::awaitable<http::Response> Api::upload(std::shared_ptr<Call> call, const Route* route) {
    const UploadHandler kind = std::get<UploadHandler>(route->handler);
    call->spooled = std::dynamic_pointer_cast<SpooledUpload>(call->request.sink);
    if (call->spooled) {
        if (const auto mapped = call->spooled->map(); !mapped.has_value()) {
            co_return failures_.refusal(call->request, mapped.error());
        }
    }
    std::move_only_function<Result<UploadStep>(store::ReadSnapshot&)> first = [this, call, route,
                                                                               kind](store::ReadSnapshot& snapshot) -> Result<UploadStep> {
        TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, *call));
        TRY_VOID(allow(call->who, route->needed));
        TRY(auto kept, begin_keyed(*call, *route, snapshot));
        if (kept) {
            UploadStep step;
            step.answer = std::move(kept->answer);
            step.visible_from = kept->number;
            return step;
        }
        return first_step(*call, kind, snapshot);
    };
    auto step = co_await read<UploadStep>(dependencies_.pool, std::move(first));
    if (!step.has_value()) {
        co_return failures_.refusal(call->request, step.error());
    }
    if (step->answer) {
        if (step->visible_from > 0) {
            co_await until_visible(step->visible_from);
        }
        co_return sent(std::move(*step->answer));
    }
    auto first_half = std::make_shared<UploadStep>(std::move(*step));
    if (kind == UploadHandler::crop) {
        first_half->place = places_.take(call->who->name);
    }
    auto wanted = co_await store_upload(call, kind, std::move(first_half));
    if (!wanted.has_value()) {
        co_return failures_.refusal(call->request, wanted.error());
    }
    auto made = co_await change(call, route, std::move(*wanted));
    if (!made.has_value()) {
        co_return failures_.refusal(call->request, made.error());
    }
    co_return sent(std::move(*made));
}

}  // namespace stoppress::newsroom
