// SPDX-License-Identifier: GPL-3.0-or-later
// Reads YAML from yaml-cpp's events, so that limits apply while reading: its own tree would be built first, and aliases
// would share nodes.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <sstream>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing {
namespace {

/// Thrown to leave yaml-cpp's parser from an event; never leaves this file.
struct Stop {
    ReadFailure failure;
};

bool looks_like_a_date(std::string_view text) {
    return text.size() >= 8 && is_ascii_digit(text[0]) && is_ascii_digit(text[1]) && is_ascii_digit(text[2]) && is_ascii_digit(text[3]) &&
           text[4] == '-' && is_ascii_digit(text[5]);
}

/// A plain scalar that Go's YAML library reads as a whole number: "7", "007" (octal), "0x1F", "0b11", "1_000".
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::string digits(text);
    std::erase(digits, '_');
    const bool negative = digits.starts_with('-');
    std::string_view rest = std::string_view(digits).substr(negative || digits.starts_with('+') ? 1 : 0);
    if (rest.empty() || !is_ascii_digit(rest.front()) || text.starts_with('_')) {
        return std::nullopt;
    }
    struct Base {
        std::string_view prefix;
        int base;
    };
    int base = 10;
    for (const auto& [prefix, number] : {Base{"0x", 16}, Base{"0b", 2}, Base{"0o", 8}, Base{"0", 8}}) {
        if (rest.starts_with(prefix) && rest.size() > prefix.size()) {
            base = number;
            rest.remove_prefix(prefix.size());
            break;
        }
    }
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), number, base);
    if (failed != std::errc() || end != rest.data() + rest.size() || rest.starts_with('-')) {
        return std::nullopt;
    }
    return negative ? -number : number;
}

/// One with a fraction or an exponent: "1.50", ".5", "1e3". Also "09", which is no octal number.
std::optional<double> real_number(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    const bool number =
        !digits.empty() && (is_ascii_digit(digits.front()) || (digits.size() > 1 && digits.front() == '.' && is_ascii_digit(digits[1])));
    double value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (!number || failed != std::errc() || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return text.starts_with('-') ? -value : value;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

/// The type of a plain scalar as Go's YAML library, Hugo's, sees it (YAML 1.1): "slug: 007" is at /7/, "slug: yes" at /true/.
Value::Data resolve(const std::string& text) {
    if (text.empty() || text == "~" || is_one_of(text, {"null", "Null", "NULL"})) {
        return std::monostate{};
    }
    if (is_one_of(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON"})) {
        return true;
    }
    if (is_one_of(text, {"false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF"})) {
        return false;
    }
    if (looks_like_a_date(text)) {
        return DateText{text};
    }
    if (const auto number = whole_number(text)) {
        return *number;
    }
    if (const auto number = real_number(text)) {
        return *number;
    }
    return text;
}

std::size_t count_values(const Value& value) {
    std::size_t sum = 1;
    if (const Members* members = value.members()) {
        for (const auto& [name, member] : *members) {
            sum += count_values(member);
        }
    } else if (const Values* values = value.values()) {
        for (const Value& member : *values) {
            sum += count_values(member);
        }
    }
    return sum;
}

std::size_t depth_of(const Value& value) {
    std::size_t deepest = 0;
    if (const Members* members = value.members()) {
        for (const auto& [name, member] : *members) {
            deepest = std::max(deepest, depth_of(member));
        }
    } else if (const Values* values = value.values()) {
        for (const Value& member : *values) {
            deepest = std::max(deepest, depth_of(member));
        }
    }
    return deepest + 1;
}

/// "<<": adds the merged maps' keys that this map does not have.
void merge(Members& members) {
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].first != "<<") {
            continue;
        }
        const Value merged = std::move(members[i].second);
        members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
        Members inherited;
        if (const Members* one = merged.members()) {
            inherited = *one;
        } else if (const Values* several = merged.values()) {
            for (auto map = several->rbegin(); map != several->rend(); ++map) {
                if (const Members* each = map->members()) {
                    inherited.insert(inherited.end(), each->begin(), each->end());
                }
            }
        }
        // Before the map's own keys, because find() returns the last one.
        members.insert(members.begin(), inherited.begin(), inherited.end());
        return;
    }
}

class Builder : public YAML::EventHandler {
public:
    Value take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { scalar(std::monostate{}, mark, anchor); }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) {
            stop(mark, "an alias (*) refers to an anchor that is incomplete or does not exist");
        }
        count(mark, found->second.values);
        if (open_.size() + found->second.depth > kMaxDepth) {
            stop(mark, "values are nested too deeply");
        }
        add(found->second.value, mark);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        const bool plain = tag == "?";
        scalar(plain && !awaiting_key() ? resolve(value) : Value::Data(value), mark, anchor);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open(mark, anchor, Values{});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open(mark, anchor, Members{});
    }
    void OnMapEnd() override {
        if (auto* members = std::get_if<Members>(&open_.back().value.data())) {
            merge(*members);
        }
        close();
    }

private:
    struct Open {
        Value value;
        YAML::anchor_t anchor = 0;
        std::string key;
        bool has_key = false;
        YAML::Mark mark;
    };
    struct Anchored {
        Value value;
        std::size_t values = 0;
        std::size_t depth = 0;
    };

    [[noreturn]] static void stop(const YAML::Mark& mark, std::string reason) {
        throw Stop{{static_cast<std::size_t>(std::max(mark.line, 0)) + 1, std::move(reason)}};
    }

    void count(const YAML::Mark& mark, std::size_t more) {
        values_ += more;
        if (values_ > kMaxValues) {
            stop(mark, "too many values");
        }
    }

    [[nodiscard]] bool awaiting_key() const { return !open_.empty() && open_.back().value.members() != nullptr && !open_.back().has_key; }

    void scalar(Value::Data data, const YAML::Mark& mark, YAML::anchor_t anchor) {
        count(mark, 1);
        Value value(std::move(data), static_cast<std::size_t>(std::max(mark.line, 0)) + 1);
        remember(anchor, value);
        add(std::move(value), mark);
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, Value::Data data) {
        count(mark, 1);
        if (open_.size() + 1 >= kMaxDepth) {
            stop(mark, "values are nested too deeply");
        }
        Open one;
        one.value = Value(std::move(data), static_cast<std::size_t>(std::max(mark.line, 0)) + 1);
        one.anchor = anchor;
        one.mark = mark;
        open_.push_back(std::move(one));
    }

    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        remember(done.anchor, done.value);
        add(std::move(done.value), done.mark);
    }

    void remember(YAML::anchor_t anchor, const Value& value) {
        if (anchor != 0) {
            // The copy counts as well; otherwise anchors inside anchors could take quadratic time.
            const std::size_t values = count_values(value);
            values_ += values;
            anchors_[anchor] = Anchored{value, values, depth_of(value)};
        }
    }

    void add(Value value, const YAML::Mark& mark) {
        static_cast<void>(mark);
        if (open_.empty()) {
            root_ = std::move(value);
            return;
        }
        Open& parent = open_.back();
        if (auto* list = std::get_if<Values>(&parent.value.data())) {
            list->push_back(std::move(value));
        } else if (!parent.has_key) {
            parent.key = value.text();
            parent.has_key = true;
        } else {
            std::get<Members>(parent.value.data()).emplace_back(std::move(parent.key), std::move(value));
            parent.key.clear();
            parent.has_key = false;
        }
    }

    Value root_;
    std::vector<Open> open_;
    std::unordered_map<YAML::anchor_t, Anchored> anchors_;
    std::size_t values_ = 0;
};

}  // namespace

ReadValue read_yaml(std::string_view text) {
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        Builder builder;
        parser.HandleNextDocument(builder);
        return builder.take();
    } catch (const Stop& stopped) {
        return stopped.failure;
    } catch (const YAML::Exception& error) {
        return ReadFailure{static_cast<std::size_t>(std::max(error.mark.line, 0)) + 1, "invalid YAML: " + error.msg};
    } catch (const std::exception& error) {
        return ReadFailure{1, std::string("invalid YAML: ") + error.what()};
    }
}

}  // namespace stoppress::importing
