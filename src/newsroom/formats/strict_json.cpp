// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/formats/strict_json.hpp"

#include <algorithm>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

namespace stoppress::newsroom {
namespace {

namespace json = boost::json;

/// Builds the value like json::parser, and checks each object's keys at its end.
class StrictHandler {
public:
    // NOLINTBEGIN(readability-identifier-naming): Boost.JSON asks a handler for these names.
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    // NOLINTEND(readability-identifier-naming)

    bool on_document_begin(json::error_code& /*error*/) { return true; }
    bool on_document_end(json::error_code& /*error*/) { return true; }
    bool on_array_begin(json::error_code& /*error*/) { return true; }
    bool on_array_end(std::size_t size, json::error_code& /*error*/) {
        stack_.push_array(size);
        return true;
    }
    bool on_object_begin(json::error_code& /*error*/) { return true; }
    bool on_object_end(std::size_t size, json::error_code& error) {
        check_keys(size, error);
        if (error) {
            return false;
        }
        stack_.push_object(size);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        stack_.push_string(part);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        stack_.push_chars(part);
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        stack_.push_key(part);
        key_.append(part.data(), part.size());
        keys_.push_back(std::exchange(key_, {}));
        return true;
    }
    static bool on_number_part(json::string_view /*part*/, json::error_code& /*error*/) { return true; }
    bool on_int64(std::int64_t number, json::string_view /*text*/, json::error_code& /*error*/) {
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view /*text*/, json::error_code& /*error*/) {
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view /*text*/, json::error_code& /*error*/) {
        stack_.push_double(number);
        return true;
    }
    bool on_bool(bool truth, json::error_code& /*error*/) {
        stack_.push_bool(truth);
        return true;
    }
    bool on_null(json::error_code& /*error*/) {
        stack_.push_null();
        return true;
    }
    static bool on_comment_part(json::string_view /*part*/, json::error_code& /*error*/) { return true; }
    static bool on_comment(json::string_view /*part*/, json::error_code& /*error*/) { return true; }

    [[nodiscard]] json::value_stack& stack() { return stack_; }
    [[nodiscard]] const std::string* repeated() const { return is_repeated_ ? &repeated_ : nullptr; }

private:
    /// The last `size` keys are those of the object that ends; those of nested objects have been removed.
    void check_keys(std::size_t size, json::error_code& error) {
        const auto begin = keys_.end() - static_cast<std::ptrdiff_t>(size);
        std::sort(begin, keys_.end());
        if (const auto found = std::adjacent_find(begin, keys_.end()); found != keys_.end()) {
            is_repeated_ = true;
            repeated_ = *found;
            error = json::error::syntax;
        }
        keys_.erase(begin, keys_.end());
    }

    json::value_stack stack_;
    std::string key_;                ///< the text received so far
    std::vector<std::string> keys_;  ///< of all open objects
    std::string repeated_;
    bool is_repeated_ = false;
};

}  // namespace

StrictJson parse_strictly(std::string_view bytes, std::size_t max_depth) {
    json::parse_options options;
    options.max_depth = max_depth;
    json::basic_parser<StrictHandler> parser(options);
    parser.handler().stack().reset();
    StrictJson parsed;
    const std::size_t read = parser.write_some(false, bytes.data(), bytes.size(), parsed.error);
    if (const std::string* repeated = parser.handler().repeated()) {
        parsed.repeated_key = *repeated;
        parsed.has_repeated_key = true;
    } else if (!parsed.error && read < bytes.size()) {
        parsed.error = json::error::extra_data;
    }
    if (!parsed.error) {
        parsed.value = parser.handler().stack().release();
    }
    return parsed;
}

}  // namespace stoppress::newsroom
