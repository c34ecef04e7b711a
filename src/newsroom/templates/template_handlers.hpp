// SPDX-License-Identifier: GPL-3.0-or-later
// Story templates: listed and read by the whole newsroom, kept by editors.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"
#include "settings/settings.hpp"

namespace stoppress::newsroom {

/// The argument must outlive it.
class TemplateHandlers {
public:
    explicit TemplateHandlers(const settings::Settings& settings) : settings_(settings) {}

    /// With `deleted=true` those that editors can restore.
    [[nodiscard]] base::Result<Answer> list_templates(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_template(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> add_template(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> change_template(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> delete_template(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> restore_template(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    const settings::Settings& settings_;
};

}  // namespace stoppress::newsroom
