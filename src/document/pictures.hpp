// SPDX-License-Identifier: GPL-3.0-or-later
// What a page shows for a picture of this site: the same one in several widths and formats, of which the reader's browser takes what fits.
// Flow:   store -> reader (forms of a page's pictures) -> to_html, render
// Thread: values; any.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/html.hpp"

namespace stoppress::document {

struct PictureSource {
    std::string type;    ///< "image/avif"
    std::string srcset;  ///< "/media/….avif 320w, …"
};

struct PictureForm {
    std::string source;                    ///< what every browser can show
    std::vector<PictureSource> sources{};  ///< the best first; none for what moves
    std::uint32_t width = 0;               ///< of `source`
    std::uint32_t height = 0;
    std::string placeholder;  ///< a data: address to show until the picture is there; may be empty
    /// The same as JPEG, without transparency or movement, for link previews and feeds; empty: `source` is that.
    std::string card{};
    std::uint32_t card_width = 0;
    std::uint32_t card_height = 0;
    std::string focus;  ///< classes that say what a crop keeps: "focus-x-30 focus-y-65"; empty: the middle
};

/// How a body's pictures are written.
struct PictureForms {
    /// The form of the picture at an address; nullptr: as the body has it.
    std::function<const PictureForm*(const Address&)> find;
    std::string sizes;  ///< how wide pages show them, as HTML's attribute says it
};

/// As to_html() of convert.hpp, with pictures in the forms that `pictures` knows.
[[nodiscard]] Html to_html(const Document& document, const PictureForms& pictures);

}  // namespace stoppress::document
