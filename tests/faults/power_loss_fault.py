#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power fails: what was acknowledged is on the disk, pictures that a committed row names are whole. As a control, the same with syncs
that do nothing has to lose something."""
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time

import fault
import tracing
from import_media_test import attachment, png
from import_wxr_test import export, item
from power import Disk
from site_model import Model
from stoppress_site import Site, binary

PICTURES = 60
NO_SYNC = "retval=0"


def serving(seconds, wrapper=()):
    """A newsroom and readers at work when the power fails. The counts of the model that the site agreed with."""
    disk = Disk()
    site = None
    try:
        disk.power_on()
        site = Site(folder=os.path.join(disk.folder, "site"), settings={"views.repeat_minutes": 0, "log.level": "error"}, wrapper=wrapper)
        token = site.token("editor")
        model = Model(site.start(), token)
        load = model.load()
        time.sleep(seconds)
        # The machine stops as a whole: nobody is there any more who would see the disk fail, and answer.
        os.killpg(site.process.pid, signal.SIGSTOP)
        disk.cut()
        site.kill()
        load.stop()
        disk.reboot()
        site.wrapper = []
        site.start(port=site.port)
        done = site.run("check")
        fault.holds(done.returncode == 0, f"check: {done.stdout}{done.stderr}")
        model.check(every=True)
        return model.counts
    finally:
        if site is not None:
            site.kill()
        disk.close()


def importing(seconds, folder):
    """An import of pictures when the power fails: what is there is whole, and the same import brings it to its end."""
    disk = Disk()
    site = None
    try:
        disk.power_on()
        site = Site(folder=os.path.join(disk.folder, "site"))
        command = [binary(), "import", "wxr", os.path.join(folder, "export.xml"), "--media", folder, "--site", site.folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGSTOP)
        disk.cut()
        process.send_signal(signal.SIGKILL)
        process.wait()
        disk.reboot()
        if os.path.exists(os.path.join(site.folder, "stoppress.lock")) and os.path.getsize(os.path.join(site.folder, "stoppress.lock")) > 0:
            done = site.run("check")
            fault.holds(done.returncode == 0, f"check after an import: {done.stdout}{done.stderr}")
        for _ in range(2):
            done = subprocess.run(command, capture_output=True, text=True)
            fault.holds(done.returncode == 0, f"the import again: {done.stdout}{done.stderr}")
        done = site.run("check")
        fault.holds(done.returncode == 0 and f"checked {PICTURES} pictures" in done.stdout, f"check: {done.stdout}{done.stderr}")
    finally:
        disk.close()


def old_site(folder, pictures=PICTURES):
    os.makedirs(os.path.join(folder, "2020", "01"))
    items = []
    for number in range(1, pictures + 1):
        with open(os.path.join(folder, "2020", "01", f"{number}.png"), "wb") as picture:
            picture.write(png(120, 90, number))
        items.append(item(1000 + number, content=f'<p><img src="https://paper.test/wp-content/uploads/2020/01/{number}.png" alt=""></p>'))
        items.append(attachment(number, f"{number}.png"))
    with open(os.path.join(folder, "export.xml"), "w", encoding="utf-8") as out:
        out.write(export(*items))


def control():
    try:
        serving(2, tracing.wrapper("fdatasync,fsync", NO_SYNC))
    except (AssertionError, OSError) as lost:
        return str(lost).splitlines()[0][:90]
    raise AssertionError("the control lost nothing without syncs: the rig does not cut the power")


def check(full):
    fault.need_sqlite()
    chosen = random.Random(9)
    told = {"saved": 0, "published": 0, "views": 0}
    lost = control()
    for _ in range(40 if full else 4):
        counts = serving(chosen.uniform(0.5, 2.5))
        for name in told:
            told[name] += counts[name]
    folder = tempfile.mkdtemp(prefix="stoppress-old-")
    try:
        old_site(folder)
        imports = 10 if full else 2
        for _ in range(imports):
            importing(chosen.uniform(0.1, 2.0), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return (f"{40 if full else 4} cuts while serving, {imports} while importing: {told['saved']} saves, {told['published']} publications, "
            f"{told['views']} views acknowledged, lost 0 (control without syncs: {lost})")


if __name__ == "__main__":
    fault.main(check)
