// SPDX-License-Identifier: GPL-3.0-or-later
#include "xml/xml_writer.hpp"

#include <libxml/parser.h>

#include <limits>
#include <new>
#include <utility>

#include "document/unicode.hpp"

namespace stoppress::xml {

namespace {

const xmlChar* xml_text(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

/// libxml2 returns a negative number where memory is short.
void require_memory(bool holds) {
    if (!holds) {
        throw std::bad_alloc();
    }
}

/// libxml2 fills its list of encodings at the first use of any, without a lock.
void initialise_library() {
    static const bool kDone = (xmlInitParser(), true);
    static_cast<void>(kDone);
}

std::string without_forbidden(std::string_view text) {
    std::string allowed(text);
    document::drop_forbidden(allowed);
    return allowed;
}

}  // namespace

void XmlWriter::Free::operator()(xmlBuffer* buffer) const {
    xmlBufferFree(buffer);
}

void XmlWriter::Free::operator()(xmlTextWriter* writer) const {
    xmlFreeTextWriter(writer);
}

void XmlWriter::Free::operator()(xmlChar* text) const {
    xmlFree(text);
}

XmlWriter::XmlWriter() {
    initialise_library();
    buffer_.reset(xmlBufferCreate());
    require_memory(buffer_ != nullptr);
    writer_.reset(xmlNewTextWriterMemory(buffer_.get(), 0));
    require_memory(writer_ != nullptr);
    // Line breaks, but no indentation.
    require_memory(xmlTextWriterSetIndent(writer_.get(), 1) >= 0 && xmlTextWriterSetIndentString(writer_.get(), xml_text("")) >= 0);
    // Without an encoding, attributes would have a reference for each letter that is not ASCII.
    require_memory(xmlTextWriterStartDocument(writer_.get(), nullptr, "utf-8", nullptr) >= 0);
}

void XmlWriter::open(const char* name, Attributes attributes) {
    require_memory(xmlTextWriterStartElement(writer_.get(), xml_text(name)) >= 0);
    just_opened_ = true;
    for (const auto& [attribute, value] : attributes) {
        const auto text = without_forbidden(value);
        require_memory(xmlTextWriterWriteAttribute(writer_.get(), xml_text(attribute), xml_text(text.c_str())) >= 0);
    }
}

void XmlWriter::close() {
    just_opened_ = false;
    require_memory(xmlTextWriterEndElement(writer_.get()) >= 0);
}

/// Most elements of a sitemap are such: written in one call they cost half as much as in three.
void XmlWriter::leaf(const char* name, std::string_view text) {
    const auto allowed = without_forbidden(text);
    line_.clear();
    if (std::exchange(just_opened_, false)) {
        line_ += '\n';  // after the start tag of the parent, as the library does before an element
    }
    line_.append("<").append(name).append(">");
    if (allowed.find_first_of("<>&\"\r") == std::string::npos) {
        line_ += allowed;
    } else {
        const std::unique_ptr<xmlChar, Free> escaped(xmlEncodeSpecialChars(nullptr, xml_text(allowed.c_str())));
        require_memory(escaped != nullptr);
        line_ += reinterpret_cast<const char*>(escaped.get());
    }
    line_.append("</").append(name).append(">\n");
    require_memory(line_.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
                   xmlTextWriterWriteRawLen(writer_.get(), xml_text(line_.data()), static_cast<int>(line_.size())) >= 0);
}

void XmlWriter::element(const char* name, std::string_view text, Attributes attributes) {
    if (attributes.size() == 0) {
        leaf(name, text);
        return;
    }
    open(name, attributes);
    require_memory(xmlTextWriterWriteString(writer_.get(), xml_text(without_forbidden(text).c_str())) >= 0);
    close();
}

void XmlWriter::empty(const char* name, Attributes attributes) {
    open(name, attributes);
    close();
}

std::string XmlWriter::take() {
    require_memory(xmlTextWriterFlush(writer_.get()) >= 0);
    std::string taken(reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())),
                      static_cast<std::size_t>(xmlBufferLength(buffer_.get())));
    xmlBufferEmpty(buffer_.get());
    return taken;
}

std::string XmlWriter::finish() {
    require_memory(xmlTextWriterEndDocument(writer_.get()) >= 0);
    writer_.reset();
    return {reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())), static_cast<std::size_t>(xmlBufferLength(buffer_.get()))};
}

}  // namespace stoppress::xml
