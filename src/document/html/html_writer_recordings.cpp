// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlWriter's sound and film. Nothing of a file is loaded before somebody plays it. Captions are those that the library has when a
// page is written.
#include <fmt/format.h>

#include "document/html/html_writer.hpp"

namespace stoppress::document {

const RecordingForm* HtmlWriter::recording(const Address& source) const {
    return pictures_ != nullptr && pictures_->find_recording ? pictures_->find_recording(source) : nullptr;
}

void HtmlWriter::node(const Audio& audio, const Block& block) {
    const auto* const form = recording(audio.source);
    const std::string& source = form != nullptr ? form->source : audio.source.string();
    figure("audio", Layout::text, block);
    out_ += "<audio controls preload=\"none\"";
    attribute("src", source);
    if (!audio.title.empty()) {
        attribute("aria-label", audio.title);
    }
    out_ += '>';
    player_content(source, audio.title, form);
    out_ += "</audio>";
    caption(audio.caption, {});
    out_ += "</figure>";
}

void HtmlWriter::node(const Video& video, const Block& block) {
    const auto* const form = recording(video.source);
    const auto* const poster = pictures_ != nullptr && !video.poster.empty() ? pictures_->find(video.poster) : nullptr;
    const std::string& source = form != nullptr ? form->source : video.source.string();
    figure("video", video.layout, block);
    out_ += "<video controls preload=\"none\" playsinline";
    attribute("src", source);
    if (poster != nullptr) {
        attribute("poster", poster->source);
    } else if (!video.poster.empty()) {
        attribute("poster", video.poster.string());
    }
    const bool known = form != nullptr && form->width != 0;
    if (known || video.width != 0) {
        out_ += fmt::format(" width=\"{}\" height=\"{}\"", known ? form->width : video.width, known ? form->height : video.height);
    }
    if (!video.title.empty()) {
        attribute("aria-label", video.title);
    }
    out_ += '>';
    player_content(source, video.title, form);
    out_ += "</video>";
    caption(video.caption, {});
    out_ += "</figure>";
}

void HtmlWriter::player_content(std::string_view source, std::string_view title, const RecordingForm* form) {
    if (form != nullptr) {
        for (const auto& track : form->tracks) {
            out_ += "<track kind=\"captions\"";
            attribute("src", track.source);
            attribute("srclang", track.language);
            attribute("label", track.label.empty() ? track.language : track.label);
            out_ += '>';
        }
    }
    out_ += "<a";
    attribute("href", source);
    out_ += " download>";
    append_escaped(title.empty() ? source.substr(source.rfind('/') + 1) : title, "&<>");
    out_ += "</a>";
}

}  // namespace stoppress::document
