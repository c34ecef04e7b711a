// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/site_previews.hpp"

#include "reader/pages/story_page.hpp"

namespace stoppress::cli {

namespace {

/// The newsroom shows previews in a frame beside the editor.
std::string policy() {
    std::string policy{press::kPagePolicy};
    constexpr std::string_view kNobody = "frame-ancestors 'none'";
    policy.replace(policy.find(kNobody), kNobody.size(), "frame-ancestors 'self'");
    return policy;
}

class Printer final : public newsroom::PreviewPrinter {
public:
    Printer(const base::Clock& clock, std::shared_ptr<const press::Front> front) : clock_(clock), front_(std::move(front)) {}

    [[nodiscard]] base::Result<Page> story(store::ReadSnapshot& snapshot, base::StoryId id) const override {
        TRY(auto previewed, snapshot.previewed_story(id));
        if (!previewed) {
            return over(snapshot);
        }
        TRY(auto printed, reader::print_preview({*front_->settings, clock_, snapshot, *front_}, std::move(*previewed)));
        return finished(std::move(printed));
    }

    [[nodiscard]] base::Result<Page> over(store::ReadSnapshot& snapshot) const override {
        TRY(auto printed, reader::print_error({*front_->settings, clock_, snapshot, *front_}, render::ErrorKind::preview_over, "/", {}));
        return finished(std::move(printed));
    }

private:
    [[nodiscard]] Page finished(press::Printed printed) const {
        const auto page = press::make_page({}, std::move(printed), front_->edition->number, *front_);
        const auto finished = press::finish(page, front_->boxes, press::Coding::plain);
        Page whole;
        for (const auto piece : finished->pieces) {
            whole.html += piece;
        }
        whole.policy = policy();
        return whole;
    }

    const base::Clock& clock_;
    std::shared_ptr<const press::Front> front_;
};

}  // namespace

std::shared_ptr<const newsroom::PreviewPrinter> SitePreviews::on_loop(std::size_t loop) {
    return std::make_shared<const Printer>(clock_, press_.on_loop(loop).shared_front());
}

}  // namespace stoppress::cli
