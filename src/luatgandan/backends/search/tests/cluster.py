"""A small search cluster on this machine: what our engine says to OpenSearch, answered as OpenSearch's manual says.

It indexes, scores (Lucene's BM25: only entries that have the field count, and their mean length), filters, counts and
sorts; what is written is seen after a refresh only; what it does not know is refused, never passed over. It was not
compared with a real server: the contract runs over one too where OPENSEARCH_URL names it.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .cluster_search import RefusedError, answer, check_mapping, is_fitting

Json = dict[str, Any]


class Index:
    """One index: what was written, and what readers see of it."""

    def __init__(self, body: Json) -> None:
        self.settings, self.mappings = body["settings"]["index"], body["mappings"]
        self.aliases: set[str] = set()
        self.written: dict[str, tuple[int, Json]] = {}
        self.seen: dict[str, tuple[int, Json]] = {}

    def documents(self) -> list[Json]:
        """What readers see."""
        return [one for _, one in self.seen.values()]


class Cluster:
    """All indices. `calls`: what was asked, by method and kind; `broken`: answers 503 to all."""

    def __init__(self) -> None:
        self.indices: dict[str, Index] = {}
        self.calls: list[str] = []
        self.broken = False
        self._turns = count()
        self._lock = threading.Lock()

    def asked(self, method: str, address: str, data: bytes, authorization: str) -> tuple[int, Json]:
        """Status and body of one request."""
        parts = urlsplit(address)
        path, wanted = [one for one in parts.path.split("/") if one], dict(parse_qsl(parts.query))
        kind = next((one for one in path if one.startswith("_")), "index")
        self.calls.append(f"{method} {kind}")
        with self._lock:
            try:
                if self.broken:
                    raise RefusedError(503, "cluster_block_exception", "no master")
                if authorization not in ("", "Basic dTpw"):  # u:p
                    raise RefusedError(401, "security_exception", "who is there?")
                return 200, self._done(f"{method} {kind}", path, wanted, data)
            except RefusedError as error:
                return error.status, error.body()

    def _done(self, what: str, path: list[str], wanted: dict[str, str], data: bytes) -> Json:
        acts: dict[str, Callable[[], Json]] = {
            "PUT index": lambda: self._create(path[0], json.loads(data)),
            "DELETE index": lambda: self._delete(path[0]),
            "GET _alias": lambda: self._aliases(path[0]),
            "POST _aliases": lambda: self._move(json.loads(data)["actions"]),
            "GET _mapping": lambda: {self._name(path[0]): {"mappings": self._index(path[0]).mappings}},
            "GET _stats": lambda: self._stats(self._index(path[0])),
            "POST _refresh": lambda: self._refresh(self._index(path[0])),
            "POST _bulk": lambda: self._bulk(path[0], wanted, _lines(data)),
            "POST _delete_by_query": lambda: self._delete_found(self._index(path[0]), json.loads(data)),
            "POST _msearch": lambda: {"responses": [self._search(path[0], one) for one in _lines(data)[1::2]]},
        }
        if what not in acts or (wanted and "_bulk" not in what):
            raise RefusedError(400, "illegal_argument_exception", f"no handler for {what} {wanted}")
        return acts[what]()

    def _name(self, name: str) -> str:
        for one, index in self.indices.items():
            if name == one or name in index.aliases:
                return one
        raise RefusedError(404, "index_not_found_exception", f"no such index [{name}]")

    def _index(self, name: str) -> Index:
        return self.indices[self._name(name)]

    def _create(self, name: str, body: Json) -> Json:
        if name in self.indices:
            raise RefusedError(400, "resource_already_exists_exception", name)
        check_mapping(body["mappings"])
        self.indices[name] = Index(body)
        return {"acknowledged": True, "index": name}

    def _delete(self, name: str) -> Json:
        if name not in self.indices:
            raise RefusedError(404, "index_not_found_exception", f"no such index [{name}]")
        del self.indices[name]
        return {"acknowledged": True}

    def _aliases(self, pattern: str) -> Json:
        names = [one for one in self.indices if fnmatchcase(one, pattern)]
        return {one: {"aliases": {key: {} for key in self.indices[one].aliases}} for one in names}

    def _move(self, actions: list[Json]) -> Json:
        for (act, told), *_ in (list(one.items()) for one in actions):
            if told["index"] not in self.indices:
                raise RefusedError(404, "index_not_found_exception", f"no such index [{told['index']}]")
            if act not in ("add", "remove_index"):
                raise RefusedError(400, "illegal_argument_exception", act)
        for (act, told), *_ in (list(one.items()) for one in actions):
            if act == "add":
                self.indices[told["index"]].aliases.add(told["alias"])
            else:
                del self.indices[told["index"]]
        return {"acknowledged": True}

    def _stats(self, index: Index) -> Json:
        size = len(json.dumps(index.documents()))
        told = {"docs": {"count": len(index.seen), "deleted": 0}, "store": {"size_in_bytes": size}}
        return {"_all": {"primaries": told, "total": told}}

    def _refresh(self, index: Index) -> Json:
        index.seen = dict(index.written)
        return {"_shards": {"total": 1, "successful": 1, "failed": 0}}

    def _bulk(self, name: str, wanted: dict[str, str], lines: list[Json]) -> Json:
        if wanted.get("require_alias") == "true" and not any(name in one.aliases for one in self.indices.values()):
            error = {"type": "index_not_found_exception", "reason": f"[require_alias] [{name}] is not an alias"}
            items = [{"index": {"_id": act["index"]["_id"], "status": 404, "error": error}} for act in lines[::2]]
            return {"errors": True, "items": items}
        index = self._index(name)
        items = [self._put(index, act, body) for act, body in zip(lines[::2], lines[1::2], strict=True)]
        return {"errors": any("error" in one["index"] for one in items), "items": items}

    def _put(self, index: Index, act: Json, body: Json) -> Json:
        (told,) = act.values()
        if problem := is_fitting(body, index.mappings):
            error = {"type": "strict_dynamic_mapping_exception", "reason": problem}
            return {"index": {"_id": told["_id"], "status": 400, "error": error}}
        index.written[told["_id"]] = (next(self._turns), body)
        return {"index": {"_id": told["_id"], "status": 201}}

    def _delete_found(self, index: Index, body: Json) -> Json:
        found = answer({**body, "size": 10_000, "_source": ["id"]}, index.documents(), index.mappings)
        for one in (hit["_source"]["id"] for hit in found["hits"]["hits"]):
            if index.written.get(one) != index.seen[one]:
                raise RefusedError(409, "version_conflict_engine_exception", one)
            del index.written[one]
        return {"deleted": len(found["hits"]["hits"])}

    def _search(self, name: str, body: Json) -> Json:
        try:
            index = self._index(name)
            return {**answer(body, index.documents(), index.mappings), "status": 200}
        except RefusedError as error:
            return error.body()


def _lines(data: bytes) -> list[Json]:
    if not data.endswith(b"\n"):
        raise RefusedError(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]")
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


@contextmanager
def served(cluster: Cluster) -> Iterator[str]:
    """The address at which `cluster` answers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, body = cluster.asked(self.command, self.path, data, self.headers.get("Authorization") or "")
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - names of the standard library

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
