// SPDX-License-Identifier: GPL-3.0-or-later
// What a template can see: text, yes or no, lists, and objects of these. Finished markup is a kind of its own, so that a theme cannot
// set text into a page unescaped.
// Flow: page_values -> Value -> Template
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stoppress::render {

/// HTML or JSON made by this program, set into the page as it is.
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

// Here, where Member is complete.
inline Value::Value(bool yes) : held_(yes) {}
inline Value::Value(std::string text) : held_(std::move(text)) {}
inline Value::Value(const char* text) : held_(std::string(text)) {}
inline Value::Value(Markup markup) : held_(std::move(markup)) {}
inline Value::Value(List list) : held_(std::move(list)) {}
inline Value::Value(Object object) : held_(std::move(object)) {}

/// All of `more` behind what `object` has.
inline void append(Value::Object& object, Value::Object more) {
    for (Member& member : more) {
        object.push_back(std::move(member));
    }
}

}  // namespace stoppress::render
