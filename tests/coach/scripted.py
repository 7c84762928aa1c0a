"""A language-model server that does as it is told: real HTTP on loopback, any fault on demand."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from failprep.coach.prompting import order
from failprep.domain import AVOIDED, RUBRIC

Body = dict[str, Any]


@dataclass
class Response:
    """What to send. ``cut`` promises more bytes than come; ``stall`` sends nothing more, ever.

    ``events`` are sent one by one where the client asks for a stream; ``cut`` and ``stall`` come after them.
    """

    text: str
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    stall: bool = False
    events: tuple[str, ...] = ()


@dataclass
class Scripted:
    """Answers each chat request with ``script(body)`` and remembers what was asked."""

    script: Callable[[Body], Response]
    url: str = ""
    tags: dict[str, str] = field(default_factory=dict)  # name → size, as an Ollama tells them
    requests: list[Body] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)  # a client left during a stall


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet an answer
    disable_nagle_algorithm = True
    scripted: Scripted

    def do_GET(self) -> None:
        if self.path == "/api/tags":
            tags = [
                {"name": name, "details": {"parameter_size": s}} for name, s in self.scripted.tags.items()
            ]
            self._send(Response(json.dumps({"models": tags})))
            return
        models = {"data": [{"id": "judge-70b"}, {"id": "tiny", "meta": {"n_params": 135_000_000}}]}
        self._send(Response(json.dumps(models)))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.scripted.requests.append(body)
        self.scripted.keys.append(self.headers.get("Authorization", ""))
        self.scripted.asked.set()
        response = self.scripted.script(body)
        if response.events and body.get("stream"):
            self._stream(response)
        else:
            self._send(response)

    def _stream(self, response: Response) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for event in response.events:
            data = f"data: {event}\n\n".encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
        if response.stall:
            self._hold()
        elif response.cut:
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _hold(self) -> None:
        """Say nothing more until the client leaves."""
        self.connection.settimeout(0.02)
        while not self.scripted.closing.is_set():
            try:
                if not self.connection.recv(1):
                    self.scripted.gone.set()
                    break
            except TimeoutError:
                continue
        self.close_connection = True

    def _send(self, response: Response) -> None:
        if response.stall:
            self._hold()
            return
        data = response.text.encode()
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(data) + (500 if response.cut else 0)))
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = self.close_connection or response.cut

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay quiet."""


@contextmanager
def serve(script: Callable[[Body], Response]) -> Iterator[Scripted]:
    """A running server with this script."""
    scripted = Scripted(script)
    handler = type("Handler", (_Handler,), {"scripted": scripted})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    scripted.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield scripted
    finally:
        scripted.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


USAGE = {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980}


def events(content: str, *, finish: str = "stop", size: int = 40) -> tuple[str, ...]:
    """The same as a stream: a few characters an event, the usage in the last one but the end."""

    def event(delta: dict[str, str], finish: str | None = None) -> str:
        return json.dumps({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    return (
        event({"role": "assistant", "content": ""}),
        *(event({"content": content[at : at + size]}) for at in range(0, len(content), size)),
        event({}, finish),
        json.dumps({"choices": [], "usage": USAGE}),
        "[DONE]",
    )


def chat(content: str, *, finish: str = "stop", stream: bool = True) -> Response:
    """A well-formed chat completion with this content; streamed where the client asks for it."""
    return Response(
        events=events(content, finish=finish) if stream else (),
        text=json.dumps(
            {
                "id": "x",
                "object": "chat.completion",
                "created": 1,
                "model": "judge-70b",
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": finish,
                        "message": {"role": "assistant", "content": content},
                    }
                ],
                "usage": USAGE,
            }
        ),
    )


def criterion_of(body: Body) -> str:
    """Which criterion a request is about."""
    text = body["messages"][1]["content"]
    return next(c for c in RUBRIC if all(f"- {check} (" in text for check in order(c, 0)))


def sentences_of(body: Body) -> dict[int, str]:
    """The numbered sentences of a request, without their marks."""
    block = body["messages"][1]["content"].split("End of the transcript.")[0]
    found = re.findall(r"(?m)^\[(\d+)\] (.*)$", block)
    return {int(number): text.replace("^", " ") for number, text in found}


def verdicts(criterion: str, found: dict[str, list[int]]) -> str:
    """An answer that finds these, and nothing else."""
    return json.dumps(
        {
            check: {
                "evidence": found.get(check, []),
                "verdict": (
                    ("violated" if check in found else "not_violated")
                    if check in AVOIDED
                    else ("shown" if check in found else "not_shown")
                ),
            }
            for check in RUBRIC[criterion]
        }
    )


def by_words(words: dict[str, str]) -> Callable[[Body], Response]:
    """A model that finds a check in every sentence that holds its word, and passes the control."""
    words = {"new_practice": "read every sheet aloud", **words}

    def script(body: Body) -> Response:
        criterion = criterion_of(body)
        found: dict[str, list[int]] = {}
        for number, text in sentences_of(body).items():
            for check, word in words.items():
                if check in RUBRIC[criterion] and word in text:
                    found.setdefault(check, []).append(number)
        return chat(verdicts(criterion, found))

    return script
