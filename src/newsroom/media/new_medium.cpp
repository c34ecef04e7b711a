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
    change->job = [&call, &library, medium = row_of(imported, wanted.fields), replaced = wanted.replaced, used = wanted.while_used](
                      store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY_VOID(check_files(library, medium));
        if (replaced) {
            TRY(outcome.medium, medium_to_change(call, transaction));
            return store::MediaWriter(transaction).replace_medium(replaced, medium, used, media_address);
        }
        TRY(outcome.medium, store::MediaWriter(transaction).add_medium(medium));
        outcome.created = true;
        outcome.visible = false;  // no story can use it yet
        return {};
    };
    change->answer = [](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
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
    };
    // Also if nothing was replaced: files that could not be removed before are tried again.
    change->frees_files = true;
    return change;
}

}  // namespace stoppress::newsroom
