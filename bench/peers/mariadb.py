# SPDX-License-Identifier: GPL-3.0-or-later
"""A MariaDB of a peer's own: its data in a folder, its only door a socket in it."""
import shutil
import subprocess

from family import ACCOUNT, run_pinned

# As Debian sets it, durable at each commit, with room for the whole database in memory and without what nobody here uses.
SETTINGS = ("--skip-networking", "--skip-log-bin", "--innodb-buffer-pool-size=256M", "--character-set-server=utf8mb4")
AS_ACCOUNT = (f"--user={ACCOUNT}",) if ACCOUNT else ()


class MariaDb:
    def __init__(self, folder):
        self.data = folder / "mariadb"
        self.socket = folder / "mariadb.sock"
        self.log = folder / "mariadb.log"

    def install(self):
        self.data.mkdir()
        if ACCOUNT:
            shutil.chown(self.data, ACCOUNT)
            shutil.chown(self.data.parent, ACCOUNT)
        run_pinned("mariadb-install-db", "--no-defaults", *AS_ACCOUNT, f"--datadir={self.data}", "--auth-root-authentication-method=normal",
                   "--skip-test-db")

    def start(self, family):
        family.start_process(self.log, shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults", *AS_ACCOUNT, *SETTINGS,
                             f"--datadir={self.data}", f"--socket={self.socket}", f"--pid-file={self.data}/pid")
        family.wait_until(lambda: self.command("SELECT 1").returncode == 0, "mariadbd", self.log)

    def command(self, statement):
        return subprocess.run(["mariadb", "--no-defaults", "--user=root", f"--socket={self.socket}", "-e", statement], capture_output=True,
                              text=True, check=False)

    def create(self, database):
        made = self.command(f"CREATE DATABASE {database} CHARACTER SET utf8mb4")
        if made.returncode != 0:
            raise SystemExit(f"MariaDB: {made.stderr}")
