# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that are measured, each pinned to one core, and what they cost in CPU time."""
import http.client
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time

TICK = os.sysconf("SC_CLK_TCK")
# A reader's browser: a request without one would be taken for a robot's and not be ranked.
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
H2O = shutil.which("h2o") or "/usr/bin/h2o"

# nginx at its best for one static file: it keeps the file open and sends it from the kernel, in one packet with its head, and logs nothing.
OPEN_FILE_CACHE = "open_file_cache max=1000; open_file_cache_valid 60s;"
NGINX_CONFIGURATION = """
worker_processes 1;
master_process off;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    keepalive_requests 1000000000;
    keepalive_timeout 75s;
    {cache}
    types {{ text/html html; }}
    charset utf-8;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/root; }}
}}
"""


# h2o keeps files open by itself. One thread, like the others. Started by root without `user`, it runs as nobody, who may not read the folder.
H2O_CONFIGURATION = """
user: {user}
num-threads: 1
error-log: {folder}/error.log
pid-file: {folder}/h2o.pid
http1-request-timeout: 75
file.send-compressed: ON
hosts:
  default:
    listen:
      host: 127.0.0.1
      port: {port}
    paths:
      /:
        file.dir: {folder}/root
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running server process."""

    def __init__(self, process, port):
        self.process = process
        self.port = port

    def cpu_seconds(self):
        """User and system time of all its threads so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def resident_bytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def get(self, path, **headers):
        """One request on a connection of its own: status, headers, body as they came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"User-Agent": USER_AGENT, **headers})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_stoppress(program, site, core, environment=None):
    command = ["taskset", "-c", str(core), program, "serve", "--site", str(site), "--listen", "127.0.0.1:0", "--threads", "1"]
    log = open(site / "serve.log", "ab")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **(environment or {})})
    for line in process.stdout:
        if line.startswith("ready "):
            return Server(process, int(line.rstrip().rstrip("/").rpartition(":")[2]))
    process.wait()
    raise SystemExit(f"stoppress did not start; see {site}/serve.log")


def put_page(folder, page, page_gzip):
    """A root that holds the two forms of one page, as /page.html."""
    root = folder / "root"
    shutil.rmtree(folder, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "page.html").write_bytes(page)
    (root / "page.html.gz").write_bytes(page_gzip)


def start_static(name, folder, command, core, port):
    """A server of static files on one core, once it hands out the page."""
    process = subprocess.Popen(["taskset", "-c", str(core), *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(process, port)
    for _ in range(100):
        try:
            if server.get("/page.html")[0] == 200:
                return server
        except OSError:
            pass
        if process.poll() is not None:
            break
        time.sleep(0.05)
    server.stop()
    raise SystemExit(f"{name} did not start; see {folder}/error.log")


def start_nginx(folder, page, page_gzip, core, open_file_cache=True):
    put_page(folder, page, page_gzip)
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX_CONFIGURATION.format(folder=folder, port=port, cache=OPEN_FILE_CACHE if open_file_cache else ""))
    return start_static("nginx", folder, [NGINX, "-p", str(folder), "-c", str(configuration)], core, port)


def start_h2o(folder, page, page_gzip, core):
    put_page(folder, page, page_gzip)
    port = free_port()
    configuration = folder / "h2o.conf"
    configuration.write_text(H2O_CONFIGURATION.format(folder=folder, port=port, user=pwd.getpwuid(os.getuid()).pw_name))
    return start_static("h2o", folder, [H2O, "-c", str(configuration)], core, port)
