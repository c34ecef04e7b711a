// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that pictures come out small, upright and without their metadata; that other files are refused in bounded time;
// and that a compromised decoder can neither open a file nor reach the network, start a program or exceed its time.
#include "media/images/image_sandbox.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "media/images/metadata.hpp"
#include "media/sample_photographs.hpp"
#include "media/sample_pictures.hpp"

namespace stoppress::media {
namespace {

using base::ErrorCode;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

template <class T>
T value(base::Result<T> result) {
    EXPECT_TRUE(result.has_value()) << (result.has_value() ? "" : result.error().message);
    return result.has_value() ? std::move(*result) : T{};
}

base::Error error_of(std::string_view original, std::vector<std::string> arguments = {std::string(kImageSandboxArgument)},
                     std::chrono::milliseconds patience = kMaxTime) {
    const auto begin = std::chrono::steady_clock::now();
    const auto result = ImageSandbox(std::move(arguments), patience).process(original);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? base::fail(ErrorCode::internal, "it was taken") : result.error();
}

std::vector<int> widths(const ProcessedImage& processed, Format format) {
    std::vector<int> found;
    for (const Rendition& rendition : processed.others) {
        if (rendition.format == format) {
            found.push_back(rendition.width);
        }
    }
    return found;
}

TEST(ImageSandbox, MakesPicturesInTheWidthsThatPagesShow) {
    const auto wide = value(ImageSandbox().process(png(4000, 1000)));
    EXPECT_EQ(wide.main.width, 1280);
    EXPECT_EQ(wide.main.height, 320);
    EXPECT_EQ(wide.main.format, Format::jpeg);
    EXPECT_EQ(format_of(wide.main.bytes), Format::jpeg);
    EXPECT_THAT(widths(wide, Format::webp), ElementsAre(320, 640, 960, 1280, 1920));
    EXPECT_THAT(widths(wide, Format::avif), AnyOf(ElementsAre(320, 640, 960, 1280, 1920), IsEmpty())) << "not where there is no encoder";
    const auto between = value(ImageSandbox().process(png(1500, 400)));
    EXPECT_EQ(between.main.width, 1280);
    EXPECT_THAT(widths(between, Format::webp), ElementsAre(320, 640, 960, 1500));
    const auto middling = value(ImageSandbox().process(png(1000, 700)));
    EXPECT_EQ(middling.main.width, 1000);
    EXPECT_THAT(widths(middling, Format::webp), ElementsAre(320, 640, 1000)) << "nothing is made larger than it was";
    const auto narrow = value(ImageSandbox().process(png(30, 20)));
    EXPECT_EQ(narrow.main.width, 30);
    EXPECT_EQ(narrow.main.height, 20);
    EXPECT_THAT(widths(narrow, Format::webp), ElementsAre(30));
}

TEST(ImageSandbox, BlursAPlaceholderOfAFewBytes) {
    const auto processed = value(ImageSandbox().process(png(900, 600)));
    EXPECT_EQ(format_of(processed.placeholder), Format::webp);
    EXPECT_LE(processed.placeholder.size(), kMaxPlaceholderBytes);
    EXPECT_EQ(value(ImageSandbox().process(processed.placeholder)).main.width, kPlaceholderWidth);
    EXPECT_EQ(value(ImageSandbox().process(gif(3))).placeholder, "");
}

TEST(ImageSandbox, TurnsAPhotographUprightAndDropsWhatItTellsOfItsMaker) {
    const auto original = jpeg_on_its_side("The camera of Jane");
    ASSERT_THAT(original, HasSubstr("Jane"));
    const auto upright = value(ImageSandbox().process(original));
    EXPECT_EQ(upright.main.format, Format::jpeg);
    EXPECT_EQ(upright.main.width, 8) << "16 wide and 8 high as the file has it";
    EXPECT_EQ(upright.main.height, 16);
    EXPECT_EQ(upright.width, 8);
    EXPECT_EQ(upright.height, 16);
    for (const Rendition& rendition : upright.others) {
        EXPECT_EQ(rendition.height, 16);
        EXPECT_THAT(rendition.bytes, Not(HasSubstr("Jane")));
        EXPECT_THAT(rendition.bytes, Not(HasSubstr("Exif")));
        EXPECT_THAT(rendition.bytes, Not(HasSubstr("colrprof")));
    }
    EXPECT_THAT(upright.main.bytes, Not(HasSubstr("Jane")));
    EXPECT_THAT(upright.main.bytes, Not(HasSubstr("Exif")));
}

TEST(ImageSandbox, TakesThePhotographAndNothingOfWhatAPhoneAppends) {
    const auto original = with_a_phones_trailer(jpeg_on_its_side("The phone of Jane"));
    ASSERT_THAT(original, HasSubstr("SEFT"));
    const auto processed = value(ImageSandbox().process(original));
    EXPECT_EQ(processed.main.width, 8);
    EXPECT_EQ(processed.main.height, 16);
    for (const char* const sign : {"SEFT", "Image_UTC_Data", "Jane"}) {
        EXPECT_THAT(processed.main.bytes, Not(HasSubstr(sign)));
    }
}

TEST(ImageSandbox, LeavesNothingInAPictureButThePicture) {
    const auto told =
        png(16, 8, png_chunk("eXIf", exif_of("The scanner of Jane", 6)) + png_chunk("tEXt", std::string("Comment\0by Jane", 15)));
    const auto processed = value(ImageSandbox().process(told));
    EXPECT_EQ(processed.main.format, Format::png) << "a drawing is kept without loss";
    EXPECT_EQ(without_metadata(processed.main.bytes, Format::png), processed.main.bytes);
    ASSERT_EQ(processed.others.size(), 2U);
    EXPECT_EQ(processed.others.back().format, Format::jpeg) << "for link previews, which know no drawings";
    const Rendition& made = processed.others.front();
    EXPECT_EQ(format_of(made.bytes), Format::webp);
    for (const char* const sign : {"Jane", "EXIF", "Exif", "eXIf", "ICCP", "XMP "}) {
        EXPECT_THAT(made.bytes, Not(HasSubstr(sign)));
        EXPECT_THAT(processed.main.bytes, Not(HasSubstr(sign)));
    }
    EXPECT_LT(made.bytes.size(), 500U);
    EXPECT_EQ(without_metadata(made.bytes, Format::webp), made.bytes) << "what is left is whole";
    EXPECT_EQ(value(ImageSandbox().process(made.bytes)).main.width, made.width) << "and can be decoded again";
}

TEST(ImageSandbox, TakesWhatPrintersAndNewFormatsWrite) {
    const auto printed = value(ImageSandbox().process(jpeg_for_printers()));
    EXPECT_EQ(printed.main.format, Format::jpeg);
    EXPECT_EQ(value(ImageSandbox().process(printed.main.bytes)).main.width, 8) << "now in the colours of a screen";
    const auto fresh = value(ImageSandbox().process(avif()));
    EXPECT_EQ(fresh.main.width, 16);
    EXPECT_EQ(fresh.main.format, Format::jpeg);
}

TEST(Metadata, IsTakenOutOfNothingThatIsBuiltWrong) {
    const auto whole = value(ImageSandbox().process(png(9, 9))).others.front().bytes;
    const auto jpeg = value(ImageSandbox().process(jpeg_on_its_side("x"))).main.bytes;
    const auto drawing = value(ImageSandbox().process(png(9, 9))).main.bytes;
    for (std::size_t size = 0; size < drawing.size(); ++size) {
        EXPECT_FALSE(without_metadata(std::string_view(drawing).substr(0, size), Format::png).has_value()) << size;
    }
    EXPECT_EQ(without_metadata(jpeg, Format::jpeg), jpeg);
    EXPECT_FALSE(without_metadata(whole, Format::jpeg).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(without_metadata(std::string_view(whole).substr(0, size), Format::webp).has_value()) << size;
    }
    for (std::size_t size = 0; size < 20; ++size) {
        EXPECT_FALSE(without_metadata(std::string_view(jpeg).substr(0, size), Format::jpeg).has_value()) << size;
    }
    EXPECT_FALSE(without_metadata("RIFF\x7f\x7f\x7f\x7fWEBPVP8 \xff\xff\xff\xff", Format::webp).has_value());
}

TEST(ImageSandbox, KeepsAnAnimationMoving) {
    const auto moving = value(ImageSandbox().process(gif(3)));
    EXPECT_EQ(moving.height, moving.main.height) << "of one frame";
    EXPECT_EQ(moving.main.format, Format::webp);
    EXPECT_THAT(moving.main.bytes, HasSubstr("ANIM"));
    ASSERT_EQ(moving.others.size(), 1U) << "and as it begins, for link previews";
    EXPECT_EQ(format_of(moving.others.front().bytes), Format::jpeg);
    EXPECT_EQ(moving.others.front().height, moving.main.height);
    EXPECT_FALSE(moving.still);
    EXPECT_THAT(value(ImageSandbox().process(gif(1))).main.bytes, Not(HasSubstr("ANIM")));
}

TEST(ImageSandbox, RefusesWhatIsNoPictureBeforeAnythingDecodesIt) {
    EXPECT_EQ(error_of("").code, ErrorCode::unsupported);
    EXPECT_EQ(error_of("<html><script>alert(1)</script>").code, ErrorCode::unsupported);
    EXPECT_EQ(error_of("BM" + std::string(100, 'x')).code, ErrorCode::unsupported);
    EXPECT_THAT(error_of("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>").message, HasSubstr("SVG"));
    EXPECT_EQ(error_of(png(1, 1) + std::string(kMaxOriginalBytes, '\0')).code, ErrorCode::too_large);
}

TEST(ImageSandbox, RefusesABombByWhatItDeclares) {
    EXPECT_EQ(error_of(png_that_declares(60'000, 60'000)).code, ErrorCode::too_large);
    EXPECT_EQ(error_of(png_that_declares(1'000'000, 101)).code, ErrorCode::too_large);
    EXPECT_EQ(error_of(gif(kMaxFrames + 1)).code, ErrorCode::too_large);
}

TEST(ImageSandbox, RefusesWhatBreaksOffOrSaysItIsSomethingElse) {
    const auto whole = png(400, 400);
    for (const std::size_t size :
         {std::size_t{8}, std::size_t{20}, std::size_t{33}, std::size_t{60}, whole.size() / 2, whole.size() - 30}) {
        EXPECT_EQ(error_of(std::string_view(whole).substr(0, size)).code, ErrorCode::invalid) << size << " of " << whole.size();
    }
    EXPECT_EQ(error_of("\xff\xd8\xff" + whole).code, ErrorCode::invalid);
    EXPECT_EQ(error_of(whole.substr(0, 8) + jpeg_on_its_side("x")).code, ErrorCode::invalid);
    EXPECT_EQ(error_of("RIFF0000WEBPVP8 " + std::string(200, '\x7f')).code, ErrorCode::invalid);
    EXPECT_EQ(error_of("GIF89a" + std::string(200, '\x2c')).code, ErrorCode::invalid);
    EXPECT_EQ(error_of(std::string("\0\0\0\x1c", 4) + "ftypavif" + std::string(200, 'a')).code, ErrorCode::invalid);
}

TEST(ImageSandbox, BelievesNoAnswerThatIsNoPicture) {
    for (const char* const lie : {"lie-nothing", "lie-html", "lie-length", "lie-size", "lie-many", "lie-none", "lie-credit", "lie-piece",
                                  "lie-original", "lie-flat"}) {
        EXPECT_EQ(error_of(png(1, 1), {"--as-child", lie}).code, ErrorCode::invalid) << lie;
    }
}

class SandboxProcess : public ::testing::TestWithParam<const char*> {};

TEST_P(SandboxProcess, EndsAProcessThatTriesToLeaveIt) {
    const auto error = error_of(png(1, 1), {"--as-child", GetParam()});
    EXPECT_EQ(error.code, ErrorCode::invalid);
    EXPECT_THAT(error.message, HasSubstr("made a forbidden system call")) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Ways, SandboxProcess,
                         ::testing::Values("socket", "connect", "execve", "fork", "kill-parent", "run-made-code", "unlink", "ptrace"));

TEST(SandboxProcess, LetsNoFileBeOpened) {
    const auto answer = error_of(png(1, 1), {"--as-child", "open"});
    EXPECT_THAT(answer.message, HasSubstr("ended by signal 6")) << "the probe aborts where opening failed, and answers where it did not";
}

TEST(SandboxProcess, TakesNoMoreThanItsShareOfMemory) {
#ifdef STOPPRESS_SANITIZED
    GTEST_SKIP() << "a sanitizer has its own way with memory";
#endif
    EXPECT_THAT(error_of(png(1, 1), {"--as-child", "eat-memory"}).message, HasSubstr("ended by signal 6"));
}

TEST(SandboxProcess, EndsWithinItsTime) {
    EXPECT_THAT(error_of(png(1, 1), {"--as-child", "spin"}, std::chrono::milliseconds(300)).message, HasSubstr("too long"));
}

}  // namespace
}  // namespace stoppress::media
