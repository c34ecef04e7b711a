// SPDX-License-Identifier: GPL-3.0-or-later
// A Mustache template, parsed once. The only code that knows the Mustache library.
// Flow:   template_source -> Template -> Theme
// Thread: any; render() may run on several threads at once: partials are inserted before parsing and there are no
//         lambdas, so the library writes to nothing shared.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "render/template/value.hpp"

namespace stoppress::render {

/// Values in the form in which the engine looks them up; made once and used for many pages.
class Scope {
public:
    explicit Scope(const Value::Object& values);
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Scope(Scope&&) noexcept;
    Scope& operator=(Scope&&) noexcept;
    ~Scope();

private:
    friend class Template;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

class Template {
public:
    /// Fails with `invalid` if the engine cannot parse `text`; template_source has reported all known kinds
    /// of mistake before.
    static base::Result<Template> parse(const std::string& text);

    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;
    Template(Template&&) noexcept;
    Template& operator=(Template&&) noexcept;
    ~Template();

    /// Names are looked up in `values` first, then in `around`.
    [[nodiscard]] std::string render(const Value::Object& values, const Scope& around) const;

private:
    struct Impl;
    explicit Template(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::render
