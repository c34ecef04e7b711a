// SPDX-License-Identifier: GPL-3.0-or-later
// How a page shows a picture of this site: in several widths and formats, from which the browser chooses. And the body
// of a page: with such pictures, and with cards of embeds.
// Flow:   store -> reader (forms of a page's pictures) -> to_html, render
// Thread: plain data; to_html() is a pure function.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/embeds/embed_cards.hpp"
#include "document/html.hpp"

namespace stoppress::document {

struct PictureSource {
    std::string type;    ///< "image/avif"
    std::string srcset;  ///< "/media/….avif 320w, …"
};

struct PictureForm {
    std::string source;                    ///< a form that every browser can show
    std::vector<PictureSource> sources{};  ///< best first; empty for animations
    std::uint32_t width = 0;               ///< of `source`, in pixels
    std::uint32_t height = 0;
    std::string placeholder;  ///< a data: address to show until the picture has loaded; may be empty
    /// The same as JPEG, without transparency or animation, for link previews and feeds; if empty, use `source`.
    std::string card{};
    std::uint32_t card_width = 0;
    std::uint32_t card_height = 0;
    std::string focus;  ///< classes that say what a crop keeps: "focus-x-30 focus-y-65"; empty: the middle
};

/// Captions of a recording in one language.
struct RecordingTrack {
    std::string language;  ///< BCP 47
    std::string label;     ///< may be empty
    std::string source;    ///< "/media/….vtt"
};

/// How a page shows sound or film of this site.
struct RecordingForm {
    std::string source;       ///< "/media/….mp4"
    std::uint32_t width = 0;  ///< of film, in pixels; 0: not known
    std::uint32_t height = 0;
    std::vector<RecordingTrack> tracks{};
};

/// How a body's pictures and recordings are written.
struct PictureForms {
    /// The form of the picture at an address; nullptr: write it as in the body.
    std::function<const PictureForm*(const Address&)> find;
    /// How wide pages show them, as in HTML's sizes attribute: as wide as the text, wide, full, and each of a gallery.
    std::string sizes;
    std::string wide_sizes{};
    std::string full_sizes{};
    std::string gallery_sizes{};
    /// The form of the recording at an address; nullptr, or no function: write it as in the body.
    std::function<const RecordingForm*(const Address&)> find_recording{};
};

/// Like to_html() of convert.hpp, with pictures in the forms that `pictures` has, and with the words of `embeds` on cards.
/// The numbers of footnotes have the digits of `language` (BCP 47); those of lists are the style sheet's.
[[nodiscard]] Html to_html(const Document& document, const PictureForms& pictures, const EmbedCards& embeds, std::string_view language);

}  // namespace stoppress::document
