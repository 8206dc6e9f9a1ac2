# SPDX-License-Identifier: Apache-2.0
"""Reads what a scenario wrote: account tokens and token files of a sample workspace, without asking the program."""

import base64
import json
import re
import stat

from desk_driver import check


def claims_of(token):
    """The payload of a JWT as it is on disk; its signature is not the business of these tests."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


class SampleStore:
    def __init__(self, folder):
        self.folder = folder

    def _file(self, name):
        found = list(self.folder.rglob(name))
        check(len(found) == 1, f"expected one {name} below {self.folder}, found {found}")
        return found[0]

    def account(self, name):
        """The claims of an account as its file says now."""
        return claims_of(self._file(f"{name}.jwt").read_text(encoding="ascii").strip())

    def exports(self, name):
        return self.account(name)["nats"].get("exports", [])

    def imports(self, name):
        return self.account(name)["nats"].get("imports", [])

    def token_files(self):
        """Name to path of every token file."""
        return {path.name: path for path in self.folder.rglob("*.tok")}

    @staticmethod
    def token_in(path):
        """The claims of a token file, which carries its token between two lines of dashes and words."""
        text = path.read_text(encoding="ascii")
        match = re.search(r"^-+BEGIN [A-Z ]+-+\n(\S+)\n-+END [A-Z ]+-+$", text, re.MULTILINE)
        check(match is not None, f"{path} is not decorated as a token file:\n{text}")
        return claims_of(match.group(1))

    @staticmethod
    def mode_of(path):
        return stat.S_IMODE(path.stat().st_mode)
