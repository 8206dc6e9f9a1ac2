# SPDX-License-Identifier: Apache-2.0
"""The share of the published guide: what is typed for it, and what must come of it in the store."""

from desk_driver import check
from sample_store import claims_of

STREAM, CONSUMER = "ORDEREVENTS", "ORDEREVENTS-C1"
DELIVER, GROUP = "deliver.retail.v1.order.events", "order-processor"
LOCAL = "retail.v1.order.events"
ACK = f"$JS.ACK.{STREAM}.{CONSUMER}.>"
INFO = f"$JS.API.CONSUMER.INFO.{STREAM}.{CONSUMER}"

FIELDS = {"Stream": STREAM, "Consumer": CONSUMER, "Deliver subject": DELIVER, "Deliver group": GROUP}

EXPORTS = [
    {"name": f"{STREAM}-GRANT-ACK", "subject": ACK, "type": "service", "token_req": True, "response_type": "Singleton"},
    {"name": f"{STREAM}-GRANT-INFO", "subject": INFO, "type": "service", "token_req": True,
     "response_type": "Singleton"},
    {"name": f"{STREAM}-GRANT-DELIVER", "subject": DELIVER, "type": "stream", "token_req": True}]

# name: subject, kind and local subject
IMPORTS = {
    f"{STREAM}-GRANT-ACK": (ACK, "service", ACK),
    f"{STREAM}-GRANT-INFO": (INFO, "service", f"ACCTA.API.CONSUMER.INFO.{STREAM}.{CONSUMER}"),
    f"{STREAM}-GRANT-DELIVER": (DELIVER, "stream", LOCAL)}

SHARE_SENTENCES = [
    f"ACCTA offers {DELIVER} as a private message feed ({STREAM}-GRANT-DELIVER).",
    f"ACCTA offers {ACK} as a private service ({STREAM}-GRANT-ACK).",
    f"ACCTA offers {INFO} as a private service ({STREAM}-GRANT-INFO).",
    f"ACCTA lets ACCTB use {DELIVER} without an end (token file {STREAM}-GRANT-DELIVER-ACCTB.tok).",
    f"ACCTA lets ACCTB use {ACK} without an end (token file {STREAM}-GRANT-ACK-ACCTB.tok).",
    f"ACCTA lets ACCTB use {INFO} without an end (token file {STREAM}-GRANT-INFO-ACCTB.tok)."]

IMPORT_SENTENCES = [
    f"ACCTB imports {ACK} from ACCTA under the same name.",
    f"ACCTB imports {INFO} from ACCTA as ACCTA.API.CONSUMER.INFO.{STREAM}.{CONSUMER}.",
    f"ACCTB imports {DELIVER} from ACCTA as {LOCAL}."]

TOKEN_FILES = {f"{name}-ACCTB.tok": (subject, kind) for name, (subject, kind, _) in IMPORTS.items()}


def check_exports(store):
    exports = sorted(store.exports("ACCTA"), key=lambda one: one["name"])
    wanted = sorted(EXPORTS, key=lambda one: one["name"])
    check(exports == wanted, f"the exports of ACCTA are {exports}")


def check_token_files(store):
    files = store.token_files()
    check(files.keys() == TOKEN_FILES.keys(), f"the token files are {sorted(files)}")
    provider, consumer = store.account("ACCTA")["sub"], store.account("ACCTB")["sub"]
    for name, (subject, kind) in TOKEN_FILES.items():
        check(store.mode_of(files[name]) == 0o600, f"{name} has the mode {store.mode_of(files[name]):o}")
        claims = store.token_in(files[name])
        said = claims["nats"]["subject"], claims["nats"]["kind"], claims["sub"], claims["iss"]
        check(said == (subject, kind, consumer, provider), f"{name} says {said}")


def check_imports(store):
    """Field for field as the guide has them; the tokens in them are those of the provider for this account."""
    provider, consumer = store.account("ACCTA")["sub"], store.account("ACCTB")["sub"]
    found = {}
    for one in store.imports("ACCTB"):
        token = claims_of(one.pop("token"))
        check((token["iss"], token["sub"]) == (provider, consumer), f"the token of {one} is {token}")
        check(token["nats"]["subject"] == one["subject"], f"the token of {one} allows {token['nats']['subject']}")
        found[one["name"]] = one
    wanted = {name: {"name": name, "subject": subject, "account": provider, "local_subject": local, "type": kind}
              for name, (subject, kind, local) in IMPORTS.items()}
    check(found == wanted, f"the imports of ACCTB are {found}, not {wanted}")
