"""Start a JupyterHub on this machine and let two users at once open chapter 1, run it and solve an exercise.

Usage: two_users.py [--record]; with --record each chapter is run, and how much memory it takes goes into memory.json.
Everything it makes lies in a folder that goes when it ends.
"""

import asyncio
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parents[2]
USERS = ("ada", "ben")
CHAPTER = "01-gradient-descent"
EXERCISE = "1.4"
CHAPTERS = sorted(path.stem for path in (ROOT / "book").glob("[0-9]*.ipynb"))
PATIENCE = 300  # seconds for a server, or for one cell


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def hub(folder: Path) -> Iterator[tuple[str, str, psutil.Process]]:
    """The address of a running JupyterHub, a token that may do anything, and its process."""
    address, token = f"http://127.0.0.1:{free_port()}", secrets.token_hex(16)
    environment = {key: value for key, value in os.environ.items() if key != "COURSE_STATIC"}
    environment |= {"TRIAL_FOLDER": str(folder), "TRIAL_ADDRESS": address, "TRIAL_TOKEN": token}
    environment |= {"TRIAL_HUB_PORT": str(free_port()), "TRIAL_PROXY_PORT": str(free_port())}
    command = [sys.executable, "-m", "jupyterhub", "--config", str(Path(__file__).with_name("jupyterhub_config.py"))]
    with open(folder / "hub.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield address, token, psutil.Process(process.pid)
    finally:
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.terminate()
        for child in psutil.wait_procs(children, timeout=20)[1]:
            child.kill()
        process.wait(20)


class User:
    """What a person does in the browser, asked for by its addresses: the same requests, without the pictures."""

    def __init__(self, name: str, address: str, token: str) -> None:
        self.name, self.address, self.token = name, address, token

    async def ask(self, path: str, method: str = "GET", body: dict | None = None) -> dict:
        request = self.request(f"{self.address}{path}", method=method, request_timeout=PATIENCE)
        request.body = None if method == "GET" else json.dumps(body or {})
        response = await AsyncHTTPClient().fetch(request)
        return json.loads(response.body or b"{}")

    def request(self, url: str, **more: object) -> HTTPRequest:
        return HTTPRequest(url, headers={"Authorization": f"token {self.token}"}, **more)

    async def wait_for_the_hub(self) -> None:
        for _ in range(PATIENCE):
            try:
                await self.ask("/hub/api/")
                return
            except (OSError, HTTPClientError):  # the proxy is there before the hub is
                await asyncio.sleep(1)
        raise TimeoutError(f"the hub has not started in {PATIENCE} seconds")

    async def log_in(self) -> None:
        """Be known to the hub, and have a server of one's own."""
        await self.ask(f"/hub/api/users/{self.name}", "POST")
        await self.ask(f"/hub/api/users/{self.name}/server", "POST")
        for _ in range(PATIENCE):
            if (await self.ask(f"/hub/api/users/{self.name}"))["servers"].get("", {}).get("ready"):
                return
            await asyncio.sleep(1)
        raise TimeoutError(f"the server of {self.name} has not started in {PATIENCE} seconds")

    async def open(self, chapter: str) -> list[str]:
        """The code cells of a chapter, its page in JupyterLab, and a kernel beside it."""
        path = f"book/{chapter}.ipynb"
        await AsyncHTTPClient().fetch(self.request(f"{self.address}/user/{self.name}/lab/tree/{quote(path)}"))
        content = (await self.ask(f"/user/{self.name}/api/contents/{quote(path)}"))["content"]
        session = {"path": path, "name": chapter, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = (await self.ask(f"/user/{self.name}/api/sessions", "POST", session))["kernel"]["id"]
        channels = f"{self.address}/user/{self.name}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
        self.kernel, self.channels = kernel, await websocket_connect(self.request(channels))
        return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]

    async def run(self, source: str) -> str:
        """Run a cell; what it prints. A cell that fails ends the trial."""
        return await asyncio.wait_for(executed(self.channels, source), PATIENCE)

    async def close(self) -> None:
        self.channels.close()
        request = self.request(f"{self.address}/user/{self.name}/api/kernels/{self.kernel}", method="DELETE")
        await AsyncHTTPClient().fetch(request)


async def executed(channels: WebSocketClientConnection, source: str) -> str:
    number, printed = secrets.token_hex(8), ""
    header = {"msg_id": number, "msg_type": "execute_request", "session": number, "username": "", "version": "5.3"}
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await channels.write_message(json.dumps(message))
    while text := await channels.read_message():
        answer = json.loads(text)
        if answer["parent_header"].get("msg_id") != number:
            continue
        kind, content = answer["header"]["msg_type"], answer["content"]
        if kind == "stream":
            printed += content["text"]
        elif kind == "error":
            raise RuntimeError(f"{content['ename']}: {content['evalue']}\nin the cell\n{source}")
        elif kind == "status" and content["execution_state"] == "idle":
            return printed
    raise ConnectionError("the kernel is gone")


def most(process: psutil.Process) -> int:
    """The most megabytes that a process has held at once; where the system doesn't tell, what it holds now."""
    status = Path(f"/proc/{process.pid}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.is_file() else None
    return round(int(peak[1]) * 1024 / 1e6 if peak else process.memory_info().rss / 1e6)


def memory(hub_process: psutil.Process, name: str) -> dict[str, int]:
    """Megabytes of a user's server, and of the kernel under it."""
    for process in hub_process.children(recursive=True):
        if "jupyterhub-singleuser" in " ".join(process.cmdline()) and process.environ()["JUPYTERHUB_USER"] == name:
            kernels = [most(child) for child in process.children(recursive=True)]
            return {"server": most(process), "kernel": max(kernels, default=0)}
    raise LookupError(f"no server of {name} runs")


async def work(user: User, chapter: str, hub_process: psutil.Process) -> dict[str, int]:
    """Open a chapter, run all of it; what it takes then."""
    began = time.monotonic()
    cells = await user.open(chapter)
    for source in cells:
        await user.run(source)
    taken = memory(hub_process, user.name)
    seconds = time.monotonic() - began
    print(f"{user.name}: {chapter}, {len(cells)} cells in {seconds:.0f} s; server {taken['server']} MB,", end=" ")
    print(f"kernel {taken['kernel']} MB", flush=True)
    return taken


async def solve(user: User) -> None:
    """Hand in the starter of an exercise, which is refused, then its solution, which passes."""
    judged = f'print(check("{EXERCISE}", step).passed)'
    starter = f'question = exercise("{EXERCISE}").code\nexec(question.starter)\n{judged}'
    before = await user.run(starter)
    after = await user.run(f'exec(exercise("{EXERCISE}").code.solution)\n{judged}')
    if (before.strip(), after.strip()) != ("False", "True"):
        raise RuntimeError(f"exercise {EXERCISE}: the starter gave {before!r}, the solution {after!r}")
    print(f"{user.name}: exercise {EXERCISE} solved", flush=True)


async def trial(folder: Path, record: bool) -> None:
    with hub(folder) as (address, token, process):
        users = [User(name, address, token) for name in USERS]
        await users[0].wait_for_the_hub()
        await asyncio.gather(*(user.log_in() for user in users))
        print(f"{len(users)} servers have started", flush=True)
        await asyncio.gather(*(work(user, CHAPTER, process) for user in users))
        await asyncio.gather(*(solve(user) for user in users))
        await asyncio.gather(*(user.close() for user in users))
        if record:
            taken = {}
            for chapter in CHAPTERS:
                taken[chapter] = await work(users[0], chapter, process)
                await users[0].close()
            text = json.dumps(taken, indent=1) + "\n"
            Path(__file__).with_name("memory.json").write_text(text, encoding="utf-8")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hub-") as name:
        folder = Path(name)
        for user in USERS:  # on a real hub nbgitpuller puts it there
            left_out = shutil.ignore_patterns("_static", "_ext", ".*")
            shutil.copytree(ROOT / "book", folder / "homes" / user / "book", ignore=left_out)
        try:
            asyncio.run(trial(folder, "--record" in sys.argv[1:]))
        except Exception:
            log = (folder / "hub.log").read_text(encoding="utf-8", errors="replace")
            print("\n".join(log.splitlines()[-30:]), file=sys.stderr)
            raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
