// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what readers get of a picture while the storage is away, returns, or no longer has it.
#include "reader/pictures/pictures.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

namespace stoppress::reader {
namespace {

/// Has every file, or none, or does not answer.
class Shelf final : public media::Storage {
public:
    enum class State : std::uint8_t { full, empty, away };
    std::atomic<State> state{State::full};
    std::atomic<std::size_t> bytes{5};  ///< of each file in bytes

    base::Result<void> write(media::Part, const media::Name&, std::string_view) const override { return {}; }
    [[nodiscard]] bool holds(media::Part, const media::Name&) const override { return state == State::full; }
    [[nodiscard]] base::Result<std::string> read(media::Part, const media::Name&, std::size_t) const override {
        switch (state) {
            case State::full:
                return std::string("bytes").append(bytes - 5, '.');
            case State::empty:
                return base::fail(base::ErrorCode::not_found, "There is no such file.");
            case State::away:
                break;
        }
        return base::fail(base::ErrorCode::unavailable, "The shelf does not answer.");
    }
    [[nodiscard]] base::Result<std::uint64_t> size(media::Part, const media::Name&) const override { return bytes.load(); }
    [[nodiscard]] base::Result<std::string> read_piece(media::Part, const media::Name&, std::uint64_t, std::size_t length) const override {
        return std::string(length, '.');
    }
    base::Result<void> remove(media::Part, const media::Name&) const override { return {}; }
    [[nodiscard]] base::Result<std::vector<media::StoredFile>> list() const override { return std::vector<media::StoredFile>{}; }
    [[nodiscard]] bool notices_damage() const override { return false; }
    void tidy() const override {}
    [[nodiscard]] std::string called(media::Part, const media::Name&) const override { return "a file"; }
};

class PicturesTest : public ::testing::Test {
protected:
    base::Result<std::shared_ptr<const Picture>> obtain(std::string path) {
        std::optional<base::Result<std::shared_ptr<const Picture>>> obtained;
        boost::asio::co_spawn(
            context_, pictures_.obtain(0, std::move(path)),
            [&](const std::exception_ptr&, base::Result<std::shared_ptr<const Picture>> result) { obtained.emplace(std::move(result)); });
        while (!obtained) {
            context_.run_one();
        }
        return std::move(*obtained);
    }

    boost::asio::io_context context_{1};  // before the threads that post to it
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    const std::string path_ = "/media/" + std::string(64, 'a') + ".png";
    const std::string other_ = "/media/" + std::string(64, 'b') + ".png";
    std::shared_ptr<Shelf> shelf_ = std::make_shared<Shelf>();
    media::Library library_{shelf_};
    Pictures pictures_{library_, 1, std::chrono::seconds{0}};  // asked for again each time
};

TEST_F(PicturesTest, HandsOutWhatIsAtHandWhileTheLibraryIsAway) {
    ASSERT_TRUE(obtain(path_).has_value());
    EXPECT_EQ(pictures_.find(0, path_), nullptr) << "no longer fresh";
    shelf_->state = Shelf::State::away;
    const auto kept = obtain(path_);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ((*kept)->bytes, "bytes");
    EXPECT_FALSE(pictures_.readable());
    EXPECT_EQ(obtain(other_).error().code, base::ErrorCode::unavailable);
    shelf_->state = Shelf::State::full;
    EXPECT_TRUE(obtain(other_).has_value());
    EXPECT_TRUE(pictures_.readable());
}

TEST_F(PicturesTest, KeepsTheLatestWithinItsMemory) {
    shelf_->bytes = kMaxKeptPictureBytes / 4;
    std::vector<std::string> paths;
    for (char letter : std::string_view("abcdef")) {
        paths.push_back("/media/" + std::string(64, letter) + ".png");
        ASSERT_TRUE(obtain(paths.back()).has_value());
    }
    ASSERT_TRUE(obtain(paths.back()).has_value()) << "the same again takes no room of its own";
    shelf_->state = Shelf::State::away;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        EXPECT_EQ(obtain(paths[i]).has_value(), i >= 2) << i;
    }
}

TEST_F(PicturesTest, ForgetsWhatWasRemoved) {
    ASSERT_TRUE(obtain(path_).has_value());
    shelf_->state = Shelf::State::empty;
    EXPECT_EQ(obtain(path_).error().code, base::ErrorCode::not_found);
    shelf_->state = Shelf::State::away;
    EXPECT_EQ(obtain(path_).error().code, base::ErrorCode::unavailable) << "not handed out from memory either";
}

}  // namespace
}  // namespace stoppress::reader
