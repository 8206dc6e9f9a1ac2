# SPDX-License-Identifier: Apache-2.0
"""A nats-server of this machine, started with a configuration that GrantDesk wrote."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
from urllib.parse import urlsplit

from desk_driver import Failed, wait_for

HOW_TO_INSTALL = "There is no nats-server on this machine (Debian's package nats-server)."


def binary():
    # Debian puts it where the path of ordinary users does not lead.
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/usr/local/bin"])
    return os.environ.get("GRANTDESK_NATS_SERVER") or shutil.which("nats-server", path=places)


def is_there():
    return shutil.which(binary() or "") is not None


def _end_with_parent():
    """A test that is killed must not leave a server behind."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


class RealServer:
    """Runs with JetStream, on a port that it chooses itself, until the with block ends."""

    def __init__(self, folder, configuration):
        self.folder = folder
        self.log = folder / "server.log"
        (folder / "ports").mkdir()
        text = ('listen: "127.0.0.1:-1"\nserver_name: "scenario"\n'
                f'jetstream {{ store_dir: "{folder / "jetstream"}" }}\n' + configuration)
        own = folder / "with-port.conf"
        own.write_text(text, encoding="utf-8")
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [binary(), "-c", str(own), "--ports_file_dir", str(folder / "ports")],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_end_with_parent)

    def __enter__(self):
        try:
            self.port = wait_for(self._port, "nats-server to name its port")
            wait_for(self._greets, "nats-server to greet")
        except Failed as failure:
            self.__exit__()
            raise Failed(f"{failure}\n{self.log.read_text(encoding='utf-8')}") from None
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    url = property(lambda self: f"nats://127.0.0.1:{self.port}")

    def _port(self):
        if self.process.poll() is not None:
            raise Failed("nats-server ended at once")
        ports = self.folder / "ports" / f"nats-server_{self.process.pid}.ports"
        try:
            return urlsplit(json.loads(ports.read_text(encoding="utf-8"))["nats"][0]).port
        except (OSError, ValueError, KeyError, IndexError):  # not there yet, or half written
            return None

    def _greets(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                return link.recv(5) == b"INFO "
        except OSError:
            return False
