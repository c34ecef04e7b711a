// SPDX-License-Identifier: GPL-3.0-or-later
// The values that a template can see: text, booleans, lists, and objects of these. Finished markup is a separate type,
// so that a theme cannot insert text unescaped.
// Flow:   page_values -> Value -> Template
// Thread: plain data.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stoppress::render {

/// HTML or JSON made by this program, inserted into the page unescaped.
struct Markup {
    std::string text;
};

struct Member;

class Value {
public:
    using List = std::vector<Value>;
    using Object = std::vector<Member>;

    // NOLINTBEGIN(google-explicit-constructor): lists of members are written as they will be read.
    Value(bool yes);
    Value(std::string text);
    Value(const char* text);
    Value(Markup markup);
    Value(List list);
    Value(Object object);
    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] const std::variant<bool, std::string, Markup, List, Object>& held() const { return held_; }

private:
    std::variant<bool, std::string, Markup, List, Object> held_;
};

struct Member {
    std::string name;
    Value value;
};

// Defined here, because Member must be complete.
inline Value::Value(bool yes) : held_(yes) {}
inline Value::Value(std::string text) : held_(std::move(text)) {}
inline Value::Value(const char* text) : held_(std::string(text)) {}
inline Value::Value(Markup markup) : held_(std::move(markup)) {}
inline Value::Value(List list) : held_(std::move(list)) {}
inline Value::Value(Object object) : held_(std::move(object)) {}

/// Appends the members of `more` to `object`.
inline void append(Value::Object& object, Value::Object more) {
    for (Member& member : more) {
        object.push_back(std::move(member));
    }
}

}  // namespace stoppress::render
