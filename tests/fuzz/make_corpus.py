#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the seed corpora and dictionaries of the fuzzers anew from tests/data/vectors.

Run it after the vectors have changed: python3 tests/fuzz/make_corpus.py. Only files whose name begins with "seed-" are
replaced; whatever else lies in corpus/ was found by a fuzzer and is kept. nats_protocol has seeds written by hand.
"""

import base64
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / "data" / "vectors"
MAX_SEED = 6000  # bytes; a fuzzer gets further with small inputs
KINDS = {"operator": 0, "account": 1, "user": 2, "activation": 3}


def vectors(name):
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def payload_of(token):
    parts = token.split(".")
    part = parts[1] if len(parts) == 3 else ""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return b""


def encoded_tokens():
    """(name, kind, token) of everything that the vectors encode."""
    for name in ("operator", "account", "user", "activation", "generic"):
        for vector in vectors(name)["vectors"]:
            if "jwt" in vector["expect"]:
                yield f"{name}-{vector['id']}", name, vector["expect"]["jwt"]


def token_seeds():
    for name, _, token in encoded_tokens():
        yield name, token
    for vector in vectors("decode")["vectors"]:
        if "token" in vector:
            yield f"decode-{vector['id']}", vector["token"]


def decorated_seeds():
    data = vectors("decorated")
    for vector in data["format"]:
        if "text" in vector["expect"]:
            yield f"format-{vector['id']}", vector["expect"]["text"]
    for vector in data["parse"]:
        yield f"parse-{vector['id']}", vector["text"]


def nkey_seeds():
    data = vectors("nkeys")
    for vector in data["texts"]:
        yield f"text-{vector['id']}", vector["text"]
    for vector in data["keys_by_kind"]:
        for form in ("seed", "public", "private"):
            if form in vector:
                yield f"{vector['id']}-{form}", vector[form]
    for vector in data["curve_boxes"]:
        yield vector["id"], bytes.fromhex(vector["sealed_hex"])


def claims_seeds():
    """The first byte chooses kind and limits, see fuzz_claims_json.cpp."""
    for name, kind, token in encoded_tokens():
        yield name, bytes([KINDS.get(kind, 4)]) + payload_of(token)
    for vector in vectors("decode")["vectors"]:
        # Version 1 is put into the shape of version 2 first, which the bytes 5 to 7 ask for.
        payload = payload_of(vector.get("token", ""))
        if payload.startswith(b"{"):
            kind = next((k for k in KINDS if f'"type":"{k}"'.encode() in payload), "generic")
            old = b'"version"' not in payload and kind in ("account", "user", "activation")
            yield f"decode-{vector['id']}", bytes([KINDS.get(kind, 4) + (4 if old else 0)]) + payload
    for vector in vectors("validate")["vectors"]:
        text = json.dumps(vector["claims"], ensure_ascii=False, separators=(",", ":"))
        yield f"validate-{vector['id']}", bytes([KINDS[vector["type"]]]) + text.encode()
    edges = '{"u":[9223372036854775807,-9223372036854775808,18446744073709551616,-0,1e-7,0.10],"exp":9223372036854775807}'
    yield "edges", b"\x00" + edges.encode()


def subject_seeds():
    data = vectors("subjects")
    for at, vector in enumerate(data["single"]):
        yield f"single-{at}", vector["subject"]
    for at, vector in enumerate(data["contained_in"]):
        yield f"contained-{at}", f"{vector['subject']}\n{vector['container']}"
    for at, vector in enumerate(data["renaming"]):
        yield f"renaming-{at}", f"{vector['from']}\n{vector['local']}\n{vector['from'].replace('*', 'x').replace('>', 'y.z')}"
    for at, vector in enumerate(data["export_overlaps"]):
        yield f"overlaps-{at}", "\n".join(vector["exports"])
    for at, vector in enumerate(data["permission_subjects"]):
        yield f"permission-{at}", vector["text"]


def folder(*things):
    """Things as fuzz_store_folder.cpp reads them: (letter, path, content)."""
    return "\x1e".join(f"{kind}{path}\n{content}" for kind, path, content in things)


def store(op="@o", a="@a", b="@b", info='{"name":"O"}'):
    return [("f", "s/O/.nsc", info), ("f", "s/O/O.jwt", op), ("f", "s/O/accounts/A/A.jwt", a),
            ("f", "s/O/accounts/B/B.jwt", b)]


def store_seeds():
    yield "whole", folder(*store(), ("f", "s/O/accounts/A/users/U.jwt", "@u"), ("f", "k/creds/O/A/U.creds", "-"),
                          ("f", "t/T.tok", "@g"))
    yield "two-operators", folder(*store(), ("f", "s/P/.nsc", '{"name":"O","managed":true}'), ("f", "s/P/O.jwt", "@o"))
    yield "twice", folder(*store(), ("f", "s/O/accounts/C/C.jwt", "@a"), ("f", "s/O/accounts/D/D.jwt", "@s"))
    yield "kinds", folder(*store(), ("d", "s/O/accounts/C/C.jwt", ""), ("p", "s/O/accounts/D/D.jwt", ""),
                          ("l", "s/O/accounts/E", "s/O/accounts/A"), ("l", "t/T.tok", "t/T.tok"), ("d", "t/U.tok", ""))
    yield "old-keys", folder(*store(), ("f", "k/O/accounts/A/A.nk", "-"))
    key = vectors("nkeys")["keys_by_kind"][0]["public"]
    yield "keys", folder(*store(), ("f", f"k/keys/{key[0]}/{key[1:3]}/{key}.nk", "-"))
    for name, info in (("list", "[]"), ("number", '{"name":1}'), ("up", '{"name":".."}'), ("deep", "[" * 300)):
        yield f"info-{name}", folder(*store(info=info))
    for vector in vectors("sharing")["vectors"]:
        things = store(vector["operator"], vector["exporter"], vector["importer"])
        yield f"sharing-{vector['id']}", folder(*things, ("f", "t/T.tok", vector["activation"]))
    for vector in vectors("decode")["vectors"]:
        if b'"type":"operator"' in payload_of(vector.get("token", "")):
            yield f"operator-{vector['id']}", folder(*store(vector["token"]))
    export = {"subject": "a.>", "type": "stream", "x": 1}
    changes = [{"addExport": {"account": "A", "value": export}},
               {"issueToken": {"provider": "A", "target": "B", "kind": "stream", "subject": "a.>",
                               "validity": {"end": 5}, "role": "ACK", "fileName": "T.tok", "token": "t"}},
               {"addImport": {"account": "B", "value": {"subject": "a.>", "account": "A", "type": "stream"},
                              "issued": 1, "role": "ACK"}},
               {"keepTokenFile": {"fileName": "T.tok", "token": "t"}}]
    edits = [{"file": "/f/a", "before": "1%0A", "after": "2"}, {"file": "/f/%FFb", "after": "3"},
             {"file": "/f/c", "before": "4"}]
    record = json.dumps({"version": 1, "id": "i", "when": 7, "changes": changes, "edits": edits}, separators=(",", ":"))
    yield "record", folder(("f", "j/pending.json", record))
    index = '{"entries":[1,2,9],"inForce":2,"next":4}'
    small = json.dumps({"version": 1, "id": "k", "edits": edits[:1]}, separators=(",", ":"))
    yield "history", folder(("f", "j/index.json", index), ("f", "j/1.json", record), ("f", "j/2.json", small))
    yield "history-damaged", folder(("f", "j/index.json", '{"entries":[1,1,-1,"x",18446744073709551615],"inForce":99}'),
                                    ("f", "j/1.json", small))


def words():
    """Member names and short words of the format, for the dictionaries."""
    found = set()
    for name in ("operator", "account", "user", "activation", "validate"):
        for text in re.findall(r'\\?"([a-z_A-Z]{1,30})\\?"\s*:', (VECTORS / f"{name}.json").read_text(encoding="utf-8")):
            found.add(f'"{text}":')
    not_claims = {"expect", "note", "id", "input", "signer_seed", "code", "level", "blocking", "time_check", "issues"}
    found -= {f'"{word}":' for word in not_claims}
    values = ["null", "true", "false", "-1", "-0", "1e3", "[]", "{}", '""', "9223372036854775807", '"stream"', '"service"',
              '"user_scope"', '"headers"', '"Singleton"', '"operator"', '"account"', '"user"', '"activation"', '"server"',
              '"authorization_request"', '"authorization_response"', '"version":2', '"version":1', '"*"', '">"',
              "\\u003e", "\\u2028", "\\ud83d\\ude00", "https://h", "$1", "a.*.>", '"memory"', '"10.0.0.0/8"']
    return sorted(found) + values


def write_dictionary(name, entries):
    def quoted(text):
        return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\x{ord(c):02X}" for c in text) + '"'
    lines = ["# SPDX-License-Identifier: Apache-2.0", "# Made by make_corpus.py."] + [quoted(e) for e in entries]
    (HERE / f"{name}.dict").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_seeds(name, seeds):
    target = HERE / "corpus" / name
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("seed-*"):
        old.unlink()
    seen = set()
    for seed, content in seeds:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        if len(data) > MAX_SEED or data in seen:
            continue
        seen.add(data)
        (target / ("seed-" + re.sub(r"[^A-Za-z0-9_-]+", "-", seed))).write_bytes(data)


def main():
    write_seeds("token", token_seeds())
    write_seeds("decorated", decorated_seeds())
    write_seeds("nkey_text", nkey_seeds())
    write_seeds("claims_json", claims_seeds())
    write_seeds("subject", subject_seeds())
    write_seeds("store_folder", store_seeds())
    write_dictionary("token", words())
    write_dictionary("claims_json", words())
    write_dictionary("subject", ["*", ">", ".*", ".>", ".*.", "$1", "$2", "$+1", "$0", "$-1", "$9223372036854775808",
                                 "\n", "..", " ", "$JS.API."])
    write_dictionary("decorated", ["-----BEGIN NATS USER JWT-----\n", "\n------END NATS USER JWT------\n", "---", "\r\n",
                                   "-----BEGIN USER NKEY SEED-----\n", "\n------END USER NKEY SEED------\n", "eyJ", "SU"])
    write_dictionary("store_folder", ["\x1e", "\x1ef", "\x1ed", "\x1el", "\x1ep", "s/O/", "accounts/", "users/", ".jwt",
                                      ".tok", ".nsc", ".creds", ".nk", "@o", "@a", "@b", "@g", "@s", "@u", "j/", "t/",
                                      "k/keys/", "k/creds/", "index.json", '"edits":', '"file":', '"before":', '"after":',
                                      '"changes":', '"addExport":', '"issueToken":', '"addImport":', '"keepTokenFile":',
                                      "%FF", '"managed":true'])


if __name__ == "__main__":
    main()
