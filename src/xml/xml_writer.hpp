// SPDX-License-Identifier: GPL-3.0-or-later
// Writes XML with libxml2: feeds, sitemaps, exports. Always well-formed, each element on a line of its own.
// Thread: one at a time.
#pragma once

#include <libxml/xmlwriter.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace stoppress::xml {

class XmlWriter {
public:
    /// Pairs of name and value.
    using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

    /// Each call throws std::bad_alloc if there is not enough memory. Texts must be UTF-8; characters that XML or HTML
    /// forbids are left out.
    XmlWriter();
    void open(const char* name, Attributes attributes = {});
    /// Closes the element that was opened last.
    void close();
    /// <name …>text</name>
    void element(const char* name, std::string_view text, Attributes attributes = {});
    /// <name …/>
    void empty(const char* name, Attributes attributes);
    /// What was written since the last call, for documents that are too large to be kept whole.
    [[nodiscard]] std::string take();
    /// Closes open elements and returns the document, or what take() did not return yet.
    [[nodiscard]] std::string finish();

private:
    void leaf(const char* name, std::string_view text);

    struct Free {
        void operator()(xmlBuffer* buffer) const;
        void operator()(xmlTextWriter* writer) const;
        void operator()(xmlChar* text) const;
    };
    std::unique_ptr<xmlBuffer, Free> buffer_;
    std::unique_ptr<xmlTextWriter, Free> writer_;  ///< writes into the buffer
    bool just_opened_ = false;                     ///< nothing was written since open()
    std::string line_;                             ///< of leaf(), kept for its memory
};

}  // namespace stoppress::xml
