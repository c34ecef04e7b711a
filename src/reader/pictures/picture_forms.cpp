// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pictures/picture_forms.hpp"

#include <array>

#include <fmt/format.h>

#include "document/addresses/body_addresses.hpp"
#include "media/picture.hpp"
#include "store/media/media_reader.hpp"

namespace stoppress::reader {
namespace {

/// Classes name the focal point in steps of this many hundredths, because the pages' policy forbids inline styles.
constexpr std::int64_t kFocusStep = 5;

std::string address_of(const store::MediumFile& file) {
    const auto format = media::format_of_type(file.content_type);
    return format && media::is_hash(file.hash) ? media::Name{file.hash, *format}.address() : std::string();
}

std::int64_t focus_of(std::int64_t thousandths) {
    return (thousandths + kFocusStep * 5) / (kFocusStep * 10) * kFocusStep;
}

struct Set {
    std::string srcset;
    std::int64_t widest = 0;
};

Set set_of(const store::Medium& medium, media::Format format) {
    Set set;
    for (const auto& file : medium.renditions) {
        if (file.content_type == media::content_type(format)) {
            set.srcset += fmt::format("{}{} {}w", set.srcset.empty() ? "" : ", ", address_of(file), file.width);
            set.widest = std::max(set.widest, file.width);
        }
    }
    return set;
}

document::RecordingForm recording_form_of(const store::Medium& medium) {
    document::RecordingForm form;
    form.source = address_of(medium.file);
    if (medium.recording) {
        form.width = static_cast<std::uint32_t>(medium.recording->width);
        form.height = static_cast<std::uint32_t>(medium.recording->height);
    }
    for (const auto& track : medium.captions) {
        form.tracks.push_back({track.language, track.label, address_of({track.hash, store::kCaptionsType, 0, 0, track.size})});
    }
    return form;
}

}  // namespace

document::PictureForm form_of(const store::Medium& medium) {
    document::PictureForm form;
    form.source = address_of(medium.file);
    form.width = static_cast<std::uint32_t>(medium.file.width);
    form.height = static_cast<std::uint32_t>(medium.file.height);
    form.placeholder = medium.placeholder;
    for (const auto& file : medium.renditions) {
        if (file.content_type == media::content_type(media::Format::jpeg)) {
            form.card = address_of(file);
            form.card_width = static_cast<std::uint32_t>(file.width);
            form.card_height = static_cast<std::uint32_t>(file.height);
        }
    }
    if (medium.focal_point) {
        form.focus = fmt::format("focus-x-{} focus-y-{}", focus_of(medium.focal_point->x), focus_of(medium.focal_point->y));
    }
    const Set webp = set_of(medium, media::Format::webp);
    const Set avif = set_of(medium, media::Format::avif);
    // A browser uses the first type that it supports, which must not be the narrower one.
    if (!avif.srcset.empty() && avif.widest >= webp.widest) {
        form.sources.push_back({std::string(media::content_type(media::Format::avif)), avif.srcset});
    }
    if (!webp.srcset.empty()) {
        form.sources.push_back({std::string(media::content_type(media::Format::webp)), webp.srcset});
    }
    return form;
}

std::string StoryPictures::hash_in(std::string_view address) const {
    const std::string& site = printing_.settings.site.url;
    if (address.starts_with(site)) {
        address.remove_prefix(site.size());
    }
    const auto name = media::Name::parse_address(address);
    return name && (media::is_picture(name->format) || media::is_recording(name->format)) ? name->hash : std::string();
}

void StoryPictures::want(std::string_view address) {
    if (auto hash = hash_in(address); !hash.empty()) {
        wanted_.insert(std::move(hash));
    }
}

void StoryPictures::want(const document::Document& body) {
    document::for_each_address(body, [this](const document::Address& address) { want(address.string()); });
}

base::Result<void> StoryPictures::look_up() {
    if (wanted_.empty()) {
        return {};
    }
    TRY(const auto media, store::MediaReader(printing_.snapshot).media_at(wanted_));
    for (const auto& [hash, medium] : media) {
        if (medium.file.width > 0) {
            forms_.emplace(hash, form_of(medium));
        } else if (const auto format = media::format_of_type(medium.file.content_type); format && media::is_recording(*format)) {
            recordings_.emplace(hash, recording_form_of(medium));
        }
    }
    return {};
}

const document::PictureForm* StoryPictures::find(std::string_view address) const {
    const auto found = forms_.find(hash_in(address));
    return found == forms_.end() ? nullptr : &found->second;
}

const document::RecordingForm* StoryPictures::find_recording(std::string_view address) const {
    const auto found = recordings_.find(hash_in(address));
    return found == recordings_.end() ? nullptr : &found->second;
}

}  // namespace stoppress::reader
