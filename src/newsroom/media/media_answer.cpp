// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/media/media_answer.hpp"

#include <fmt/format.h>

#include "document/unicode.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/media/upload.hpp"
#include "store/media/media_reader.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

constexpr double kWhole = 1000;  // the store keeps focal points and seconds in thousandths

void write_measures(JsonWriter& json, const store::MediumFile& file) {
    json.key("type").text(file.content_type);
    if (file.width > 0) {
        json.key("width").number(file.width);
        json.key("height").number(file.height);
    } else {
        json.key("width").null();
        json.key("height").null();
    }
    json.key("size").number(file.size);
}

/// Null where it is not known.
void write_original(JsonWriter& json, const store::Medium& medium) {
    const auto& measures = medium.original_measures;
    const auto known = [&](std::string_view key, std::int64_t store::Measures::* member) {
        json.key(key);
        if (measures && (*measures).*member > 0) {
            json.number((*measures).*member);
        } else {
            json.null();
        }
    };
    json.begin_object();
    json.key("type").text(medium.original_type);
    known("width", &store::Measures::width);
    known("height", &store::Measures::height);
    known("size", &store::Measures::size);
    json.end_object();
}

/// Null where it is neither sound nor film, or was stored before recordings were read.
void write_recording(JsonWriter& json, const store::Medium& medium) {
    if (!medium.recording) {
        json.null();
        return;
    }
    const store::RecordingFacts& said = *medium.recording;
    const auto known = [&](std::string_view key, std::int64_t value) {
        json.key(key);
        if (value > 0) {
            json.number(value);
        } else {
            json.null();
        }
    };
    json.begin_object();
    json.key("duration");
    if (said.duration > 0) {
        json.raw(fmt::format("{:.3f}", static_cast<double>(said.duration) / kWhole));
    } else {
        json.null();
    }
    known("width", said.width);
    known("height", said.height);
    json.key("video").text_or_null(said.video);
    json.key("audio").text_or_null(said.audio);
    json.key("captions").begin_array();
    for (const auto& track : medium.captions) {
        json.begin_object();
        json.key("language").text(track.language);
        json.key("label").text(track.label);
        json.key("url").text(media_address({track.hash, store::kCaptionsType, 0, 0, track.size}));
        json.key("size").number(track.size);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

/// Null where it was not cropped here, or what it was made from is gone.
void write_crop(JsonWriter& json, const std::optional<store::Crop>& crop) {
    if (!crop) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("made_from").number(crop->made_from.value);
    json.key("x").number(crop->x);
    json.key("y").number(crop->y);
    json.key("width").number(crop->width);
    json.key("height").number(crop->height);
    json.key("rotate").number(crop->rotate);
    json.end_object();
}

}  // namespace

void write_medium(JsonWriter& json, const store::CountedMedium& counted) {
    const store::Medium& medium = counted.medium;
    json.begin_object();
    json.key("id").number(medium.id.value);
    json.key("url").text(media_address(medium.file));
    write_measures(json, medium.file);
    json.key("original");
    write_original(json, medium);
    json.key("filename").text(medium.file_name);
    json.key("alt").text(medium.alt);
    json.key("caption").text(medium.caption);
    json.key("credit").text(medium.credit);
    json.key("copyright").text(medium.copyright);
    json.key("focal_point");
    if (medium.focal_point) {
        json.begin_object();
        json.key("x").raw(fmt::format("{}", static_cast<double>(medium.focal_point->x) / kWhole));
        json.key("y").raw(fmt::format("{}", static_cast<double>(medium.focal_point->y) / kWhole));
        json.end_object();
    } else {
        json.null();
    }
    json.key("placeholder").text_or_null(medium.placeholder);
    json.key("renditions").begin_array();
    for (const auto& file : medium.renditions) {
        json.begin_object();
        json.key("url").text(media_address(file));
        write_measures(json, file);
        json.end_object();
    }
    json.end_array();
    json.key("recording");
    write_recording(json, medium);
    json.key("crop");
    write_crop(json, counted.crop);
    json.key("created_at").time(medium.created_at);
    json.key("created_by").text(medium.created_by);
    json.key("used_by").number(counted.used_by);
    json.end_object();
}

Answer medium_answer(const store::CountedMedium& medium) {
    JsonWriter json;
    write_medium(json, medium);
    return answer_of(json);
}

base::Result<store::CountedMedium> find_medium(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(auto medium, store::MediaReader(snapshot).medium(base::MediumId{call.parameters.revision}));
    if (!medium) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no file {}.", call.parameters.revision));
    }
    if (medium->trash != 0) {
        return base::fail(base::ErrorCode::gone, "The file is in the trash: restore it first.",
                          base::reason_with("file-in-trash", "trash", medium->trash));
    }
    return std::move(*medium);
}

base::Result<base::MediumId> medium_to_change(const Call& call, store::WriteTransaction& transaction) {
    auto snapshot = transaction.look();
    TRY(const auto medium, find_medium(call, snapshot));
    TRY_VOID(allow_change(call, medium.medium));
    return medium.medium.id;
}

base::Result<void> allow_change(const Call& call, const store::Medium& medium) {
    if (sees_all(*call.who) || medium.created_by == call.who->name) {
        return {};
    }
    return base::fail(base::ErrorCode::forbidden, fmt::format("The role {} does not permit changing files that somebody else uploaded.",
                                                              store::to_string(call.who->role)));
}

base::Result<std::string> captions_language(const Call& call) {
    auto language = document::canonical_tag(call.parameters.slug);
    if (language.empty()) {
        return base::fail(base::ErrorCode::malformed, "The captions' language must be a language tag such as \"pt-BR\".",
                          {"not-a-language"});
    }
    return language;
}

store::WhileUsed while_used(const Call& call) {
    using WhileUsed = store::WhileUsed;
    return sees_all(*call.who) ? WhileUsed::allowed : WhileUsed::refused;
}

}  // namespace stoppress::newsroom
