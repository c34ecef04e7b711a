// SPDX-License-Identifier: GPL-3.0-or-later
// Values of front matter, configuration and data files in any language: a tree of plain values with their line numbers.
// Flow:   hugo/yaml, toml, json -> Value -> SiteConfig, Page
// Owner:  a value. Never nested deeper than kMaxDepth, so functions over it may recurse.
// Thread: plain data; the readers are pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace stoppress::importing {

class Value;
using Values = std::vector<Value>;
using Members = std::vector<std::pair<std::string, Value>>;

/// A date as written, not parsed: which forms are valid depends on the caller.
struct DateText {
    std::string text;
    friend bool operator==(const DateText&, const DateText&) = default;
};

class Value {
public:
    using Data = std::variant<std::monostate, bool, std::int64_t, double, std::string, DateText, Values, Members>;

    Value() = default;
    explicit Value(Data data, std::size_t line = 0) : data_(std::move(data)), line_(line) {}

    [[nodiscard]] const Data& data() const { return data_; }
    [[nodiscard]] Data& data() { return data_; }
    /// Line in its file, from 1; 0 if not known.
    [[nodiscard]] std::size_t line() const { return line_; }
    void set_line(std::size_t line) { line_ = line; }

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
    [[nodiscard]] const Members* members() const { return std::get_if<Members>(&data_); }
    [[nodiscard]] const Values* values() const { return std::get_if<Values>(&data_); }

    /// The member of that name, ignoring case (as Hugo does); nullptr if there is none or this is not a map.
    [[nodiscard]] const Value* find(std::string_view key) const;
    /// Like find(), along "a.b.c".
    [[nodiscard]] const Value* find_path(std::string_view dotted) const;

    /// A string, number, date or boolean as text; empty for anything else.
    [[nodiscard]] std::string text() const;
    /// text() of the member `key`; empty if there is none.
    [[nodiscard]] std::string text_of(std::string_view key) const;
    /// A boolean, or text that spells one; `otherwise` for anything else.
    [[nodiscard]] bool truth(bool otherwise) const;
    [[nodiscard]] bool truth_of(std::string_view key, bool otherwise) const;
    /// The texts of a list, or the one text that this is, without empty ones.
    [[nodiscard]] std::vector<std::string> texts() const;

    friend bool operator==(const Value& a, const Value& b) { return a.data_ == b.data_; }

private:
    Data data_;
    std::size_t line_ = 0;
};

/// `base` with what `over` has: maps are merged key by key, ignoring case; anything else of `over` replaces what is there.
[[nodiscard]] Value merged(Value base, Value over);

/// Why something could not be read, and on which line.
struct ReadFailure {
    std::size_t line = 0;
    std::string reason;
};

/// A value, or where and why it could not be read.
using ReadValue = std::variant<Value, ReadFailure>;

[[nodiscard]] ReadValue read_yaml(std::string_view text);
[[nodiscard]] ReadValue read_toml(std::string_view text);
[[nodiscard]] ReadValue read_json(std::string_view text);

/// One line per value with its type, for tests.
[[nodiscard]] std::string describe(const Value& value);

}  // namespace stoppress::importing
