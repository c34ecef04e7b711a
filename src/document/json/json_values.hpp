// SPDX-License-Identifier: GPL-3.0-or-later
// Reads single values of the tree's JSON strictly, and says where one is wrong.
// Thread: any; pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "base/result.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

/// What JsonReader is built on.
class JsonValues {
protected:
    template <class T>
    using Result = base::Result<T>;

    /// A position in the input: a chain of frames, converted to text only for an error.
    struct Place {
        const Place* outer = nullptr;
        std::string_view key;
        std::size_t index = 0;

        [[nodiscard]] std::string pointer() const {
            if (outer == nullptr) {
                return {};
            }
            return outer->pointer() + '/' + (key.empty() ? std::to_string(index) : std::string{key});
        }
    };

    static base::Error refuse(const Place& place, std::string message) {
        auto pointer = place.pointer();
        auto sentence = fmt::format("the body is not a valid document: {} {}", pointer.empty() ? "it" : pointer, message);
        return base::Error{base::ErrorCode::invalid, std::move(sentence), {{std::move(pointer), std::move(message)}}};
    }

    static Result<const boost::json::object*> as_object(const boost::json::value& value, const Place& place) {
        if (const auto* object = value.if_object()) {
            return object;
        }
        return refuse(place, "must be an object");
    }
    static Result<const boost::json::array*> as_array(const boost::json::value& value, const Place& place) {
        if (const auto* array = value.if_array()) {
            return array;
        }
        return refuse(place, "must be an array");
    }

    static Result<void> check_keys(const boost::json::object& object, const Place& place, std::initializer_list<std::string_view> known) {
        for (const auto& member : object) {
            const std::string_view key{member.key().data(), member.key().size()};
            if (std::ranges::find(known, key) == known.end()) {
                return refuse(place, fmt::format("has the unknown key \"{}\"", single_line(key.substr(0, 100))));
            }
        }
        return {};
    }

    /// Reads each entry of an array with `read(value, place)`.
    template <class T, class Read>
    static Result<std::vector<T>> each(const boost::json::array& array, const Place& place, Read read) {
        std::vector<T> entries;
        entries.reserve(array.size());
        for (std::size_t index = 0; const auto& value : array) {
            const Place here{&place, {}, index++};
            TRY(auto entry, read(value, here));
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    /// A member that is an array; a missing one is read as empty.
    template <class T, class Read>
    static Result<std::vector<T>> member_array(const boost::json::object& object, std::string_view key, const Place& place, Read read) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) {
            return std::vector<T>{};
        }
        const Place here{&place, key};
        TRY(const auto* array, as_array(*value, here));
        return each<T>(*array, here, read);
    }

    static Result<std::string> string(const boost::json::object& object, std::string_view key, const Place& place) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) {
            return std::string{};
        }
        if (const auto* text = value->if_string()) {
            return std::string{text->data(), text->size()};
        }
        return refuse(Place{&place, key}, "must be a string");
    }

    static Result<bool> flag(const boost::json::object& object, std::string_view key, const Place& place) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) {
            return false;
        }
        if (const auto* boolean = value->if_bool()) {
            return *boolean;
        }
        return refuse(Place{&place, key}, "must be true or false");
    }

    static Result<std::int64_t> number(const boost::json::object& object, std::string_view key, const Place& place, std::int64_t otherwise,
                                       std::int64_t least, std::int64_t most) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) {
            return otherwise;
        }
        const auto* integer = value->if_int64();
        if (integer == nullptr || *integer < least || *integer > most) {
            return refuse(Place{&place, key}, fmt::format("must be an integer from {} to {}", least, most));
        }
        return *integer;
    }
};

}  // namespace stoppress::document
