// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/template/template.hpp"

#include <kainjow/mustache.hpp>

#include "render/template/escape.hpp"

namespace stoppress::render {

namespace mustache = kainjow::mustache;

namespace {

mustache::data to_data(const Value& value);

/// Recurses as deep as page_values nests values, which no input controls.
mustache::data to_data(const Value::Object& object) {
    mustache::data data{mustache::data::type::object};
    for (const Member& member : object) {
        data[member.name] = to_data(member.value);
    }
    return data;
}

mustache::data to_data(const Value& value) {
    return std::visit(
        [](const auto& held) -> mustache::data {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, bool>) {
                return {held};
            } else if constexpr (std::is_same_v<Held, std::string>) {
                // Mustache treats an empty text as true; authors of {{#caption}} expect it to be false.
                return held.empty() ? mustache::data{false} : mustache::data{held};
            } else if constexpr (std::is_same_v<Held, Markup>) {
                return {held.text};
            } else if constexpr (std::is_same_v<Held, Value::List>) {
                mustache::data list{mustache::data::type::list};
                for (const Value& item : held) {
                    list.push_back(to_data(item));
                }
                return list;
            } else {
                return to_data(held);
            }
        },
        value.held());
}

/// The engine's output.
class Output {
public:
    Output() { text_.reserve(kUsualPage); }
    Output& operator<<(const std::string& piece) {
        text_ += piece;
        return *this;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    static constexpr std::size_t kUsualPage = 32 * 1024;
    std::string text_;
};

}  // namespace

struct Scope::Impl {
    mustache::data data;
};

Scope::Scope(const Value::Object& values) : impl_(std::make_unique<Impl>(Impl{to_data(values)})) {}
Scope::Scope(Scope&&) noexcept = default;
Scope& Scope::operator=(Scope&&) noexcept = default;
Scope::~Scope() = default;

struct Template::Impl {
    mustache::mustache engine;
};

Template::Template(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

base::Result<Template> Template::parse(const std::string& text) {
    auto impl = std::make_unique<Impl>(Impl{mustache::mustache{text}});
    if (!impl->engine.is_valid()) {
        return base::fail(base::ErrorCode::invalid, "Invalid template: " + impl->engine.error_message());
    }
    impl->engine.set_custom_escape([](const std::string& value) { return escape_text(value); });
    return Template{std::move(impl)};
}

std::string Template::render(const Value::Object& values, const Scope& around) const {
    const mustache::data data = to_data(values);
    mustache::context<std::string> context{&around.impl_->data};
    context.push(&data);
    Output output;
    impl_->engine.render(context, output);
    return output.take();
}

}  // namespace stoppress::render
