// SPDX-License-Identifier: GPL-3.0-or-later
// Changes a medium's texts and focal point.
#include <cmath>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/media_handlers.hpp"
#include "newsroom/media/upload.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

/// A fraction of a side in thousandths; nothing if it is not a number from 0 to 1.
std::optional<std::int64_t> read_share(ObjectReader& point, std::string_view key) {
    const auto* const value = point.any(key);
    const double share = value == nullptr     ? -1
                         : value->is_double() ? value->get_double()
                         : value->is_int64()  ? static_cast<double>(value->get_int64())
                         : value->is_uint64() ? static_cast<double>(value->get_uint64())
                                              : -1;
    if (!(share >= 0 && share <= 1)) {
        point.refuse(key, value == nullptr ? "is required" : "must be a number from 0 to 1");
        return std::nullopt;
    }
    return std::lround(share * 1000);
}

void read_focal_point(ObjectReader& reader, FieldErrors& errors, store::MediumChange& change) {
    const auto* const value = reader.any("focal_point");
    if (value == nullptr) {
        return;
    }
    if (value->is_null()) {
        change.focal_point.emplace();
        return;
    }
    ObjectReader point(*value, reader.pointer("focal_point"), errors);
    if (value->is_object()) {
        const auto x = read_share(point, "x");
        const auto y = read_share(point, "y");
        point.finish();
        if (x && y) {
            change.focal_point = std::optional(store::FocalPoint{*x, *y});
        }
    }
}

Result<store::MediumChange> read_change(const Call& call) {
    BodyReader body(call.request.body);
    store::MediumChange change;
    change.alt = body.text("alt", kMaxAlt);
    change.caption = body.text("caption", kMaxCaption, Lines::many);
    change.credit = body.text("credit", kMaxCredit);
    change.copyright = body.text("copyright", kMaxCredit);
    read_focal_point(body, body.refused(), change);
    TRY_VOID(body.close());
    return change;
}

std::move_only_function<Result<Answer>(store::ReadSnapshot&, Outcome&)> answer_with(base::MediumId id) {
    return [id](store::ReadSnapshot& later, Outcome& /*outcome*/) -> Result<Answer> {
        TRY(const auto changed, store::MediaReader(later).medium(id));
        if (!changed) {
            return base::fail(ErrorCode::not_found, fmt::format("File {} no longer exists.", id.value));
        }
        return medium_answer(*changed);
    };
}

}  // namespace

Result<Change> change_medium(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto medium, find_medium(call, snapshot));
    TRY_VOID(allow_change(call, medium.medium));
    TRY(auto wanted, read_change(call));
    Change change;
    change.job = [&call, wanted = std::move(wanted)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto id, medium_to_change(call, transaction));
        TRY(outcome.visible, store::MediaWriter(transaction).change_medium(id, wanted, while_used(call)));
        return {};
    };
    change.answer = answer_with(medium.medium.id);
    return change;
}

Result<Change> remove_captions(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto medium, find_medium(call, snapshot));
    TRY_VOID(allow_change(call, medium.medium));
    TRY(const auto language, captions_language(call));
    Change change;
    change.job = [&call, language](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto id, medium_to_change(call, transaction));
        TRY(outcome.visible, store::MediaWriter(transaction).remove_captions(id, language, while_used(call)));
        return {};
    };
    change.answer = answer_with(medium.medium.id);
    change.frees_files = true;
    return change;
}

}  // namespace stoppress::newsroom
