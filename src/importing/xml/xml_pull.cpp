// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/xml/xml_pull.hpp"

#include <fmt/format.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <array>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

int read_source(void* context, char* buffer, int length) {
    return static_cast<ExportSource*>(context)->read(buffer, length);
}
int close_source(void* /*context*/) {
    return 0;
}

std::string_view view_of(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

struct FreeXmlReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

/// Elements that HTML never closes.
bool is_void_element(std::string_view name) {
    static constexpr std::array<std::string_view, 13> kVoid{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                            "input", "link", "meta", "source", "track", "wbr"};
    return std::ranges::find(kVoid, name) != kVoid.end();
}

bool is_text(int type) {
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
           type == XML_READER_TYPE_WHITESPACE;
}

/// Appends as much as fits; false: it was cut off.
bool append_within(std::string& out, std::string_view piece, std::size_t limit) {
    if (out.size() + piece.size() <= limit) {
        out += piece;
        return true;
    }
    out += cut(piece, limit - std::min(limit, out.size()));
    return false;
}

}  // namespace

class XmlPull::Parser {
public:
    explicit Parser(ExportSource& source)
        // Without XML_PARSE_HUGE the parser itself refuses texts of more than 10 MB; XML_PARSE_NOENT stays off, so
        // nothing is expanded.
        : reader(xmlReaderForIO(read_source, close_source, &source, "export.xml", nullptr,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT)) {}
    std::unique_ptr<xmlTextReader, FreeXmlReader> reader;
};

XmlPull::XmlPull(std::unique_ptr<ExportSource> source) : source_(std::move(source)), parser_(std::make_unique<Parser>(*source_)) {
    if (parser_->reader == nullptr) {
        fail("the XML parser could not be started");
    }
}

XmlPull::~XmlPull() = default;

bool XmlPull::step() {
    if (over_) {
        return false;
    }
    xmlTextReader* reader = parser_->reader.get();
    const int got = xmlTextReaderRead(reader);
    if (got == 1) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
            fail(fmt::format("an entity or a document type, which {} do not have", source_->kind().many));
            return false;
        }
        if (xmlTextReaderDepth(reader) > kMaxXmlDepth) {
            fail("elements are nested too deeply");
            return false;
        }
        return true;
    }
    if (got < 0) {
        const xmlError* error = xmlGetLastError();
        fail(!source_->problem().empty()          ? source_->problem()
             : error != nullptr && error->message ? "invalid XML: " + single_line(error->message)
                                                  : std::string("invalid XML"));
    }
    over_ = true;
    return false;
}

ReadFailure XmlPull::fail(std::string reason) {
    over_ = true;
    failure_ = {line(), std::move(reason)};
    return failure_;
}

bool XmlPull::at_element() const {
    return xmlTextReaderNodeType(parser_->reader.get()) == XML_READER_TYPE_ELEMENT;
}

int XmlPull::depth() const {
    return xmlTextReaderDepth(parser_->reader.get());
}

std::string_view XmlPull::name() const {
    return view_of(xmlTextReaderConstLocalName(parser_->reader.get()));
}

std::string_view XmlPull::space() const {
    return view_of(xmlTextReaderConstNamespaceUri(parser_->reader.get()));
}

std::size_t XmlPull::line() const {
    xmlTextReader* reader = parser_->reader.get();
    if (reader == nullptr) {
        return 0;
    }
    const xmlNode* node = xmlTextReaderCurrentNode(reader);
    const long own = node == nullptr ? 0 : xmlGetLineNo(node);
    // libxml2 stores only 16 bits for elements; beyond that the parser's position is more accurate.
    const long at = own > 0 && own < 65535 ? own : static_cast<long>(xmlTextReaderGetParserLineNumber(reader));
    return static_cast<std::size_t>(std::max(at, 0L)) + source_->lines_left_out();
}

std::string XmlPull::attribute(const char* name, std::size_t limit) const {
    xmlChar* value = xmlTextReaderGetAttribute(parser_->reader.get(), reinterpret_cast<const xmlChar*>(name));
    std::string text(cut(view_of(value), limit));
    xmlFree(value);
    return text;
}

std::string XmlPull::text(std::size_t limit, bool* cut_off, std::size_t* first_line) {
    std::string out;
    xmlTextReader* reader = parser_->reader.get();
    if (xmlTextReaderIsEmptyElement(reader) == 1) {
        return out;
    }
    const int outer = depth();
    while (step()) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_END_ELEMENT && depth() == outer) {
            break;
        }
        if (!is_text(type)) {
            continue;
        }
        const std::string_view piece = view_of(xmlTextReaderConstValue(reader));
        if (first_line != nullptr && *first_line == 0) {
            *first_line = line();
            const auto lines = static_cast<std::size_t>(std::ranges::count(piece, '\n'));
            // A text's line is the parser's line after reading it.
            *first_line = xmlGetLineNo(xmlTextReaderCurrentNode(reader)) < 65535 ? *first_line
                          : *first_line > lines                                  ? *first_line - lines
                                                                                 : 1;
        }
        if (!append_within(out, piece, limit)) {
            limit = out.size();
            if (cut_off != nullptr) {
                *cut_off = true;
            }
        }
    }
    return out;
}

void XmlPull::open_tag(std::string& out, std::size_t limit, bool& cut_off) const {
    xmlTextReader* reader = parser_->reader.get();
    std::string tag = "<" + std::string(name());
    while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
        const std::string_view prefix = view_of(xmlTextReaderConstPrefix(reader));
        if (xmlTextReaderIsNamespaceDecl(reader) != 1 && (prefix.empty() || (prefix == "xml" && name() == "lang"))) {
            tag += " " + std::string(name()) + "=\"" + escaped(view_of(xmlTextReaderConstValue(reader))) + "\"";
        }
    }
    xmlTextReaderMoveToElement(reader);
    tag += '>';
    if (out.size() + tag.size() > limit) {
        cut_off = true;
        return;
    }
    out += tag;
}

std::string XmlPull::markup(std::size_t limit, bool* cut_off, std::string* base) {
    std::string out;
    xmlTextReader* reader = parser_->reader.get();
    if (xmlTextReaderIsEmptyElement(reader) == 1) {
        return out;
    }
    bool full = false;
    const int outer = depth();
    while (step()) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_END_ELEMENT && depth() == outer) {
            break;
        }
        if (full) {
            continue;
        }
        const bool closed = type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader) == 1 && !is_void_element(name());
        const std::string closing =
            closed || (type == XML_READER_TYPE_END_ELEMENT && !is_void_element(name())) ? "</" + std::string(name()) + ">" : std::string();
        if (type == XML_READER_TYPE_ELEMENT) {
            if (base != nullptr && trim(out).empty()) {
                *base = attribute("xml:base", kMaxAddressBytes);
            }
            open_tag(out, limit, full);
        } else if (is_text(type)) {
            full = !append_within(out, escaped(view_of(xmlTextReaderConstValue(reader))), limit);
        }
        full = full || !append_within(out, closing, limit);
    }
    if (cut_off != nullptr) {
        *cut_off = full;
    }
    return out;
}

bool XmlPull::children(const std::function<void(const std::string& space, const std::string& name)>& field) {
    xmlTextReader* reader = parser_->reader.get();
    if (xmlTextReaderIsEmptyElement(reader) == 1) {
        return true;
    }
    const int outer = depth();
    std::size_t count = 0;
    while (step()) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_END_ELEMENT && depth() == outer) {
            break;
        }
        if (type == XML_READER_TYPE_ELEMENT && depth() == outer + 1 && ++count <= kMaxWxrFields) {
            field(std::string(space()), std::string(name()));
        }
    }
    return count <= kMaxWxrFields;
}

}  // namespace stoppress::importing
