"""A hub on loopback for tests: a real HTTP server with the routes that the real client asks for.

Repository information, trees and paths, files by redirect with entity tags, commits, linked sizes and ranges; and the
ways a hub can fail. It holds what a test puts in it and knows no other data.
"""

import hashlib
import json
import re
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LARGE = (".parquet", ".jsonl", ".json.gz")
"""What lies outside git, behind a redirect to another place, and is named by its sha256."""

API = re.compile(r"/api/datasets/(?P<name>[^/]+(?:/[^/]+)?)(?:/(?P<what>revision|tree|paths-info)/(?P<rest>.*))?")
RESOLVE = re.compile(r"(?:/datasets)?/(?P<name>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)")


@dataclass
class Repository:
    """A data set or a model: its commits with their files, what its branches are at, and who may see it."""

    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    is_gated: bool = False
    token: str = ""

    def commit(self, files: dict[str, bytes], *, ref: str = "main") -> str:
        """Add a commit and put a branch at it."""
        said = json.dumps([ref, len(self.commits), sorted(files), *(git_sha1(files[name]) for name in sorted(files))])
        sha = hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()
        self.commits[sha] = files
        self.refs[ref] = sha
        return sha


@dataclass
class Fault:
    """Something that goes wrong with requests like `GET /path`, as often as `times` says.

    `kind` is a status, 'truncate' (the line is cut in the middle of the body), 'stall' (it goes silent there for
    `seconds`), 'slow' (a twentieth of the body every `seconds`) or 'corrupt' (other bytes of the same length).
    """

    request: str
    kind: str
    times: int = 1
    seconds: float = 0.0


@dataclass
class Hub:
    """What the server serves, what it is to do wrong, and what it was asked."""

    url: str = ""
    repositories: dict[str, Repository] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    n_sending: int = 0
    most_sending: int = 0

    def repository(self, name: str) -> Repository:
        """The data set or model of that name, made if there is none."""
        return self.repositories.setdefault(name, Repository())

    def n_asked(self, pattern: str) -> int:
        """How many requests looked like `METHOD /path [range]`."""
        return sum(re.search(pattern, one) is not None for one in self.asked)

    def fault(self, request: str) -> Fault | None:
        """What is to go wrong with a request, counted off."""
        for fault in self.faults:
            if fault.times > 0 and re.search(fault.request, request):
                fault.times -= 1
                return fault
        return None


def git_sha1(data: bytes) -> str:
    """How git names bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@contextmanager
def serving() -> Generator[Hub]:
    """A hub on a free port of loopback, until the block ends."""
    hub = Hub()

    class Handler(_Handler):
        pass

    Handler.hub = hub
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is that of the library)
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        asked_range = self.headers.get("Range")
        request = f"{self.command} {unquote(parts.path)}{f' {asked_range}' if asked_range else ''}"
        self.hub.asked.append(request)
        fault = self.hub.fault(request)
        if fault is not None and fault.kind.isdigit():
            self._send(int(fault.kind), b"{}", {})
        elif parts.path.startswith("/files/"):
            self._send_file(unquote(parts.path.removeprefix("/files/")), fault)
        elif (match := RESOLVE.fullmatch(parts.path)) is not None:
            self._resolve(match["name"], unquote(match["revision"]), unquote(match["path"]))
        elif (match := API.fullmatch(parts.path)) is not None:
            self._tell(match, parse_qs(body.decode()).get("paths", []))
        else:
            self._send(404, b"{}", {})

    def _files(self, name: str, revision: str) -> tuple[str, dict[str, bytes]] | None:
        """The commit and its files; None if a refusal was sent."""
        repository = self.hub.repositories.get(name)
        authorised = self.headers.get("Authorization")
        if repository is None or (repository.token and authorised != f"Bearer {repository.token}"):
            self._refuse(401, "RepoNotFound")
            return None
        if repository.is_gated and "/resolve/" in self.path:
            self._refuse(403 if authorised else 401, "GatedRepo")
            return None
        sha = repository.refs.get(revision, revision)
        if sha not in repository.commits:
            self._refuse(404, "RevisionNotFound")
            return None
        return sha, repository.commits[sha]

    def _resolve(self, name: str, revision: str, path: str) -> None:
        found = self._files(name, revision)
        if found is None:
            return
        sha, files = found
        if path not in files:
            self._refuse(404, "EntryNotFound", {"X-Repo-Commit": sha})
            return
        data = files[path]
        place = f"/files/{name}/{sha}/{path}"
        if path.endswith(LARGE):
            etag, status = hashlib.sha256(data).hexdigest(), 302
            place = f"{self.hub.url.replace('127.0.0.1', 'localhost')}{place}"
        else:
            etag, status = git_sha1(data), 307
        linked = {"X-Linked-Size": str(len(data)), "X-Linked-Etag": f'"{etag}"'}
        self._send(status, b"", {"X-Repo-Commit": sha, "Location": place, **linked})

    def _send_file(self, place: str, fault: Fault | None) -> None:
        owner, repository, sha, path = place.split("/", 3)
        data = self.hub.repositories[f"{owner}/{repository}"].commits[sha][path]
        etag = hashlib.sha256(data).hexdigest() if path.endswith(LARGE) else git_sha1(data)
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": sha, "Accept-Ranges": "bytes"}
        start, total = 0, len(data)
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        if asked is not None:
            start = int(asked[1])
            headers["Content-Range"] = f"bytes {start}-{total - 1}/{total}"
        self.hub.n_sending += 1
        self.hub.most_sending = max(self.hub.most_sending, self.hub.n_sending)
        self._send(206 if asked else 200, data[start:], headers, fault)
        self.hub.n_sending -= 1

    def _tell(self, match: re.Match[str], paths: list[str]) -> None:
        revision, _, below = (match["rest"] or "main").partition("/")
        found = self._files(match["name"], unquote(revision))
        if found is None:
            return
        sha, files = found
        if match["what"] == "paths-info":
            self._send_json([_entry(path, files) for path in paths if _entry(path, files)])
        elif match["what"] == "tree":
            folder = f"{unquote(below)}/" if below else ""
            inside = {path: data for path, data in files.items() if path.startswith(folder)}
            if not inside:
                self._refuse(404, "EntryNotFound")
                return
            recursive = "recursive=true" in self.path.lower() or "recursive=1" in self.path.lower()
            names = _below(inside, folder, recursive=recursive)
            self._send_json([_entry(name, files) for name in names])
        else:
            siblings = [{"rfilename": path, **_sizes(path, data)} for path, data in sorted(files.items())]
            card = {"license": _licence(files.get("README.md", b"").decode())}
            name = match["name"]
            self._send_json(
                {"id": name, "sha": sha, "private": False, "gated": False, "cardData": card, "siblings": siblings}
            )

    def _send_json(self, answer: object) -> None:
        self._send(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _refuse(self, status: int, code: str, headers: dict[str, str] | None = None) -> None:
        self._send(status, b"{}", {"X-Error-Code": code, "X-Error-Message": "refused", **(headers or {})})

    def _send(self, status: int, body: bytes, headers: dict[str, str], fault: Fault | None = None) -> None:
        kind = fault.kind if fault is not None else ""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            if kind == "corrupt":
                self.wfile.write(bytes(byte ^ 1 for byte in body))
            elif kind in {"truncate", "stall"}:
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                self.hub.stopped.wait(fault.seconds if fault is not None else 0)
                self.close_connection = True
            elif fault is not None and kind == "slow":
                self._send_slowly(body, fault.seconds)
            else:
                self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the client went away, as some tests want it to

    def _send_slowly(self, body: bytes, seconds: float) -> None:
        step = max(1, len(body) // 20)
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            self.wfile.flush()
            if self.hub.stopped.is_set():
                return
            time.sleep(seconds)


def _below(files: dict[str, bytes], folder: str, *, recursive: bool) -> list[str]:
    """Files and folders in a folder, or all below it."""
    names: set[str] = set()
    for path in files:
        parts = path.removeprefix(folder).split("/")
        depth = len(parts) if recursive else 1
        names |= {folder + "/".join(parts[:n]) for n in range(1, depth + 1)}
    return sorted(names)


def _entry(path: str, files: dict[str, bytes]) -> dict[str, Any] | None:
    if path in files:
        sizes = _sizes(path, files[path])
        entry = {"type": "file", "path": path, "size": sizes["size"], "oid": sizes["blobId"]}
        lfs = sizes.get("lfs")
        return {**entry, "lfs": {"oid": lfs["sha256"], "size": lfs["size"], "pointerSize": 100}} if lfs else entry
    if any(other.startswith(f"{path}/") for other in files):
        return {"type": "directory", "path": path, "size": 0, "oid": hashlib.sha256(path.encode()).hexdigest()[:40]}
    return None


def _sizes(path: str, data: bytes) -> dict[str, Any]:
    sizes: dict[str, Any] = {"size": len(data), "blobId": git_sha1(data)}
    if path.endswith(LARGE):
        sizes["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 100}
    return sizes


def _licence(readme: str) -> str | None:
    found = re.search(r"^license: (.+)$", readme, re.MULTILINE)
    return found[1] if found else None
