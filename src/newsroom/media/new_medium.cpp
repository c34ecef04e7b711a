// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/media/new_medium.hpp"

#include <fmt/format.h>

#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/upload.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

namespace {

Result<Answer> answer_with_medium(store::ReadSnapshot& snapshot, Outcome& outcome) {
    TRY(const auto medium, store::MediaReader(snapshot).medium(outcome.medium));
    if (!medium) {
        return base::fail(ErrorCode::not_found, "The file was deleted in the meantime.");
    }
    Answer answer = medium_answer(*medium);
    if (outcome.created) {
        answer.status = http::Status::created;
        answer.location = fmt::format("/api/v1/media/{}", outcome.medium.value);
    }
    return answer;
}

enum class Played : std::uint8_t { no, sound, film };

Played played(const store::Medium& medium) {
    const auto format = media::format_of_type(medium.file.content_type);
    return !format || !media::is_recording(*format) ? Played::no : media::is_film(*format) ? Played::film : Played::sound;
}

base::Error other_kind() {
    return base::fail(ErrorCode::invalid, "The file was rejected: film can only be replaced by film, and sound by sound.",
                      {"recording-kind"});
}

/// Stories show a film as film: what takes its place must be film too, and so for sound.
Result<void> check_kind(const Call& call, store::WriteTransaction& transaction, const store::Medium& fresh) {
    auto snapshot = transaction.look();
    TRY(const auto known, find_medium(call, snapshot));
    return played(known.medium) == played(fresh) ? Result<void>{} : other_kind();
}

/// Whether a file that begins as one of this format may hold that. MP4 and WebM hold either sound or film.
bool may_be(media::Format format, Played kind) {
    switch (format) {
        case media::Format::mp4:
        case media::Format::m4a:
        case media::Format::webm:
        case media::Format::weba:
            return kind != Played::no;
        default:
            return kind == (media::is_recording(format) ? Played::sound : Played::no);
    }
}

}  // namespace

Result<void> check_use(const Call& call, const store::CountedMedium& medium) {
    const bool refused = medium.used_by > 0 && while_used(call) == store::WhileUsed::refused;
    return refused ? Result<void>(store::refused_while_used()) : Result<void>{};
}

Result<void> check_replaceable(const Call& call, const store::CountedMedium& medium, std::string_view bytes) {
    TRY_VOID(check_use(call, medium));
    // Formats that are unknown are refused with better words when the file is read.
    const auto format = media::format_of(bytes);
    return !format || may_be(*format, played(medium.medium)) ? Result<void>{} : other_kind();
}

std::string short_file_name(std::string name) {
    return name.substr(name.find_last_of("/\\") + 1);
}

store::Medium row_of(const media::ImportedFile& imported, const store::Medium& fields) {
    store::Medium medium = medium_of(imported);
    medium.file_name = fields.file_name;
    medium.created_by = fields.created_by;
    for (const auto field : {&store::Medium::alt, &store::Medium::caption, &store::Medium::credit, &store::Medium::copyright}) {
        if (!(fields.*field).empty()) {
            medium.*field = fields.*field;
        }
    }
    return medium;
}

std::unique_ptr<Change> change_to_store(const Call& call, const media::Library& library, const media::ImportedFile& imported,
                                        const WantedMedium& wanted) {
    auto change = std::make_unique<Change>();
    change->stored = row_of(imported, wanted.fields);
    change->job = [&call, &library, medium = *change->stored, replaced = wanted.replaced, used = wanted.while_used](
                      store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY_VOID(check_files(library, medium));
        if (replaced) {
            TRY(outcome.medium, medium_to_change(call, transaction));
            TRY_VOID(check_kind(call, transaction, medium));
            return store::MediaWriter(transaction).replace_medium(replaced, medium, used, media_address);
        }
        TRY(outcome.medium, store::MediaWriter(transaction).add_medium(medium));
        outcome.created = true;
        outcome.visible = false;  // no story can use it yet
        return {};
    };
    change->answer = answer_with_medium;
    // Also if nothing was replaced: files that could not be removed before are tried again.
    change->frees_files = true;
    return change;
}

std::unique_ptr<Change> change_to_store_captions(const Call& call, const media::Library& library, const store::CaptionTrack& track) {
    auto change = std::make_unique<Change>();
    change->stored.emplace().captions = {track};
    change->job = [&call, &library, track](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        if (!library.holds(media::Part::rendition, {track.hash, media::Format::vtt})) {
            return base::fail(ErrorCode::unavailable, "The same file was being deleted. Send it again.");
        }
        TRY(outcome.medium, medium_to_change(call, transaction));
        TRY(outcome.visible, store::MediaWriter(transaction).put_captions(outcome.medium, track, while_used(call)));
        return {};
    };
    change->answer = answer_with_medium;
    change->frees_files = true;
    return change;
}

}  // namespace stoppress::newsroom
