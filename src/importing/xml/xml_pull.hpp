// SPDX-License-Identifier: GPL-3.0-or-later
// Reads an XML export as a stream, element by element, however long the file is. A document type is refused before the parser sees it;
// entities are not expanded; nothing is fetched. What readers of single formats have in common.
// Flow:   ExportSource -> XmlPull -> WxrReader, AtomReader
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "importing/values/value.hpp"
#include "importing/xml/export_source.hpp"

namespace stoppress::importing {

class XmlPull {
    class Parser;

public:
    explicit XmlPull(std::unique_ptr<ExportSource> source);
    XmlPull(const XmlPull&) = delete;
    XmlPull& operator=(const XmlPull&) = delete;
    XmlPull(XmlPull&&) = delete;
    XmlPull& operator=(XmlPull&&) = delete;
    ~XmlPull();

    /// Goes on to the next node; false at the end and after a failure.
    bool step();
    /// Ends the reading, with the line of the current node.
    ReadFailure fail(std::string reason);
    /// Its reason is empty if nothing failed.
    [[nodiscard]] const ReadFailure& failure() const { return failure_; }
    /// After the end or a failure.
    [[nodiscard]] bool over() const { return over_; }

    [[nodiscard]] bool at_element() const;
    [[nodiscard]] int depth() const;
    /// Of the current element; views until the next step.
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::string_view space() const;
    [[nodiscard]] std::size_t line() const;
    /// An attribute by its name with its prefix ("xml:lang"), at most `limit` bytes of it; empty if there is none.
    [[nodiscard]] std::string attribute(const char* name, std::size_t limit) const;

    /// The text of the current element, without nested elements. Afterwards the reader is at its end.
    std::string text(std::size_t limit, bool* cut_off = nullptr, std::size_t* first_line = nullptr);
    /// What is inside the current element as HTML: its elements, whatever their namespace, with their attributes that have none, and xml:lang.
    /// Afterwards the reader is at its end. `base`: xml:base of the first element, if nothing stands before it.
    std::string markup(std::size_t limit, bool* cut_off, std::string* base = nullptr);
    /// Calls `field` for each of the first kMaxWxrFields direct children of the current element, with namespace and name. Afterwards the
    /// reader is at its end. False: there are more.
    bool children(const std::function<void(const std::string& space, const std::string& name)>& field);

    [[nodiscard]] const ExportSource& source() const { return *source_; }

private:
    void open_tag(std::string& out, std::size_t limit, bool& cut_off) const;

    std::unique_ptr<ExportSource> source_;
    std::unique_ptr<Parser> parser_;
    ReadFailure failure_;
    bool over_ = false;
};

}  // namespace stoppress::importing
