// SPDX-License-Identifier: GPL-3.0-or-later
// What both readers of XML need of libxml2: a picture's XMP and a storage's lists.
// Thread: any.
#pragma once

#include <libxml/xmlreader.h>

#include <memory>
#include <string_view>

namespace stoppress::media {

struct FreeXmlReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using XmlReader = std::unique_ptr<xmlTextReader, FreeXmlReader>;

/// Valid until the reader goes on; empty for nullptr.
[[nodiscard]] inline std::string_view xml_text(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

}  // namespace stoppress::media
