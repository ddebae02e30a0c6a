"""nginx with the example site in front of some server, on free ports and with a certificate of its own."""
import os
import re
import shutil
import socket
import ssl
import subprocess
import time

from program import ROOT, free_ports

SITE = ROOT / "packaging" / "nginx.conf"
HOST = "clinic.example"


class Nginx:
    """The file as it is delivered; only its ports, paths of the machine and upstreams are replaced."""

    def __init__(self, folder, webhook, dashboard):
        self.folder = folder
        self.plain, self.port = free_ports(2)
        (folder / "site.conf").write_text(self.site(webhook, dashboard))
        (folder / "nginx.conf").write_text(self.main())
        certificate(folder)

    def site(self, webhook, dashboard):
        text = SITE.read_text()
        replaced = {
            "listen [::]:80;": "", "listen [::]:443 ssl http2;": "",
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port} ssl http2;",
            f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{self.folder}/site.crt",
            f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{self.folder}/site.key",
            "/var/log/nginx/": f"{self.folder}/",
            "http://127.0.0.1:3000": f"http://127.0.0.1:{webhook}",
            "http://127.0.0.1:3001": f"http://127.0.0.1:{dashboard}",
        }
        for old, new in replaced.items():
            assert old in text, f"the example site has no {old!r} any more"
            text = text.replace(old, new)
        return text

    def main(self):
        user = "user root;" if os.geteuid() == 0 else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds)
        return f"{user} daemon off; pid {self.folder}/pid; events {{}} http {{ {paths} include {self.folder}/site.conf; }}"

    def __enter__(self):
        command = ["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "start.log"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "start.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def open(self, request, source="127.0.0.1", seconds=30):
        """A TLS connection from `source` over which `request` (bytes) has been sent."""
        trusted = ssl.create_default_context(cafile=self.folder / "site.crt")
        plain = socket.create_connection(("127.0.0.1", self.port), seconds, source_address=(source, 0))
        connection = trusted.wrap_socket(plain, server_hostname=HOST)
        connection.sendall(request)
        return connection

    def ask(self, method, path, body=b"", headers=(), source="127.0.0.1"):
        """Returns (status, head and body as text)."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close", *headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        with self.open("\r\n".join([*lines, "", ""]).encode() + body, source) as connection:
            answer = b""
            while part := connection.recv(65536):
                answer += part
        text = answer.decode()
        return int(re.match(r"HTTP/1\.1 (\d+)", text)[1]), text

    def logs(self):
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
                    "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", folder / "site.key", "-out", folder / "site.crt"],
                   check=True, capture_output=True)


def is_installed():
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
