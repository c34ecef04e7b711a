// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/xmp.hpp"

#include <algorithm>
#include <array>

#include "media/limits.hpp"
#include "media/xml_reader.hpp"

namespace stoppress::media {
namespace {

struct Property {
    std::string_view space;
    std::string_view name;
    std::string XmpTexts::* text;
};

constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kPhotoshop = "http://ns.adobe.com/photoshop/1.0/";
constexpr std::string_view kIptcCore = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
constexpr std::array kProperties{
    Property{kDublinCore, "description", &XmpTexts::description},
    Property{kIptcCore, "AltTextAccessibility", &XmpTexts::alt},
    Property{kPhotoshop, "Credit", &XmpTexts::credit},
    Property{kDublinCore, "creator", &XmpTexts::creator},
    Property{kDublinCore, "rights", &XmpTexts::rights},
};

/// Walks through the XML: a property is an element with a text, or with a list of texts in several languages, or an
/// attribute of the description.
class Walk {
public:
    explicit Walk(xmlTextReader* reader) : reader_(reader) {}

    /// False if it is not sound.
    bool run() {
        int read = xmlTextReaderRead(reader_);
        for (; read == 1; read = xmlTextReaderRead(reader_)) {
            const int type = xmlTextReaderNodeType(reader_);
            const int depth = xmlTextReaderDepth(reader_);
            if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE || depth < 0 || depth > kMaxXmpDepth) {
                return false;
            }
            if (type == XML_READER_TYPE_ELEMENT) {
                begin(depth);
            } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) {
                text(xml_text(xmlTextReaderConstValue(reader_)));
            } else if (type == XML_READER_TYPE_END_ELEMENT) {
                end(depth);
            }
        }
        return read == 0;
    }

    [[nodiscard]] XmpTexts texts() const { return texts_; }

private:
    [[nodiscard]] const Property* property() const {
        const auto space = xml_text(xmlTextReaderConstNamespaceUri(reader_));
        const auto name = xml_text(xmlTextReaderConstLocalName(reader_));
        const auto* const found =
            std::ranges::find_if(kProperties, [&](const Property& known) { return known.space == space && known.name == name; });
        return found == kProperties.end() ? nullptr : found;
    }

    void begin(int depth) {
        const bool closed = xmlTextReaderIsEmptyElement(reader_) == 1;
        if (current_ == nullptr) {
            current_ = closed ? nullptr : property();
            current_depth_ = depth;
        } else if (xml_text(xmlTextReaderConstLocalName(reader_)) == "li") {
            // Another text of the same property.
            keep();
        }
        while (xmlTextReaderMoveToNextAttribute(reader_) == 1) {
            const auto value = xml_text(xmlTextReaderConstValue(reader_));
            if (xml_text(xmlTextReaderConstName(reader_)) == "xml:lang") {
                is_default_ = value == "x-default";
            } else if (const auto* const named = property(); named != nullptr && value.size() <= kMaxXmpTextBytes) {
                texts_.*(named->text) = value;
            }
        }
        xmlTextReaderMoveToElement(reader_);
    }

    void text(std::string_view value) {
        if (current_ != nullptr && text_.size() <= kMaxXmpTextBytes) {
            text_ += value;
        }
    }

    void end(int depth) {
        if (current_ == nullptr) {
            return;
        }
        if (depth == current_depth_ || xml_text(xmlTextReaderConstLocalName(reader_)) == "li") {
            keep();
        }
        if (depth == current_depth_) {
            current_ = nullptr;
        }
    }

    void keep() {
        std::string& kept = texts_.*(current_->text);
        const bool blank = text_.find_first_not_of(" \t\r\n") == std::string::npos;
        if (!blank && text_.size() <= kMaxXmpTextBytes && (kept.empty() || is_default_)) {
            kept = text_;
        }
        text_.clear();
        is_default_ = false;
    }

    xmlTextReader* reader_;
    XmpTexts texts_;
    const Property* current_ = nullptr;
    int current_depth_ = 0;
    std::string text_;
    bool is_default_ = false;
};

}  // namespace

XmpTexts read_xmp(std::string_view xmp) {
    if (xmp.empty() || xmp.size() > kMaxXmpBytes) {
        return {};
    }
    const XmlReader reader(xmlReaderForMemory(xmp.data(), static_cast<int>(xmp.size()), nullptr, nullptr,
                                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (reader == nullptr) {
        return {};
    }
    Walk walk(reader.get());
    return walk.run() ? walk.texts() : XmpTexts{};
}

}  // namespace stoppress::media
