# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound and film for the tests: made by ffmpeg once and kept in memory, or by hand."""
import functools
import os
import struct
import subprocess
import tempfile

FILM = ("-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d={seconds}")
SOUND = ("-f", "lavfi", "-i", "sine=d={seconds}")
KINDS = {
    "film.mp4": (*FILM, *SOUND, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "10", "-c:a", "aac"),
    "silent.mp4": (*FILM, "-c:v", "libx264", "-pix_fmt", "yuv420p"),
    "film.webm": (*FILM, *SOUND, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
    "sound.weba": (*SOUND, "-c:a", "libopus", "-f", "webm"),
    "sound.m4a": (*SOUND, "-c:a", "aac"),
    "sound.mp3": (*SOUND, "-c:a", "libmp3lame"),
    "sound.ogg": (*SOUND, "-c:a", "libvorbis"),
    "sound.opus": (*SOUND, "-c:a", "libopus", "-f", "ogg"),
    "sound.flac": (*SOUND, "-c:a", "flac"),
    "sound.aac": (*SOUND, "-c:a", "aac", "-f", "adts"),
    "hevc.mp4": (*FILM, "-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"),
    "deep.mp4": (*FILM, "-c:v", "libx264", "-pix_fmt", "yuv422p"),
    "alac.m4a": (*SOUND, "-c:a", "alac"),
    "theora.ogg": (*FILM, "-c:v", "libtheora", "-f", "ogg"),
    "film.mov": (*FILM, "-c:v", "libx264", "-pix_fmt", "yuv420p"),
    "film.mkv": (*FILM, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-f", "matroska"),
    "film.avi": (*FILM, "-c:v", "mpeg4"),
}


@functools.cache
def made(name, seconds=2):
    """The bytes of one of KINDS."""
    with tempfile.TemporaryDirectory(prefix="stoppress-recording-") as folder:
        path = os.path.join(folder, name)
        words = [word.replace("{seconds}", str(seconds)) for word in KINDS[name]]
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-fflags", "+bitexact", *words, path], check=True, timeout=120)
        with open(path, "rb") as file:
            return file.read()


def wav(seconds=1, rate=8000, seed=0):
    """Sound that no other seed gives: 16 bits, one channel."""
    samples = struct.pack("<h", seed % 30000) + bytes(2 * (int(seconds * rate) - 1))
    head = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16) + b"data" + struct.pack("<I", len(samples))
    return b"RIFF" + struct.pack("<I", 4 + len(head) + len(samples)) + b"WAVE" + head + samples


def captions(*lines):
    """WebVTT with one cue a second."""
    return "WEBVTT\n\n" + "\n".join(f"00:00:{number:02}.000 --> 00:00:{number + 1:02}.000\n{line}\n" for number, line in enumerate(lines))
