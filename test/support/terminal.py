"""Runs a program on a pseudo-terminal of its own and types into it.

Standard input: JSON with argv, env, columns, rows and steps, each an array of what must have been
shown since the step before, what is typed then and, optionally, "again": it is typed every half second
until what the next step awaits has been shown. Standard output: JSON with what was shown, the
exit code (the negative number of the signal that ended it), and whether the terminal was left as it
was found.
"""

import fcntl
import json
import os
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 20.0
AGAIN = 0.5


def main():
    task = json.load(sys.stdin)
    master, slave = os.openpty()
    size = struct.pack("HHHH", task["rows"], task["columns"], 0, 0)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
    before = termios.tcgetattr(slave)
    child = os.fork()
    if child == 0:
        os.close(master)
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for descriptor in (0, 1, 2):
            os.dup2(slave, descriptor)
        os.execve(task["argv"][0], task["argv"], task["env"])

    shown = b""
    seen = 0
    steps = list(task["steps"])
    deadline = time.monotonic() + LIMIT
    status = None
    again = False
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            shown += os.read(master, 65536)
        elif status is None:
            done, result = os.waitpid(child, os.WNOHANG)
            status = result if done else None
        else:
            break
        if steps:
            awaited = shown.find(steps[0][0].encode(), seen)
            if awaited >= 0:
                seen = len(shown)
                _, typed, *again = steps.pop(0)
                os.write(master, typed.encode())
                retyped = time.monotonic()
            elif again and time.monotonic() - retyped > AGAIN:
                os.write(master, typed.encode())
                retyped = time.monotonic()
    if status is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    # The line discipline, as stty shows it; its flags are enough to tell raw from cooked.
    restored = termios.tcgetattr(slave)[:4] == before[:4]
    code = None if status is None else os.waitstatus_to_exitcode(status)
    json.dump({"shown": shown.decode("utf-8", "replace"), "code": code, "restored": restored}, sys.stdout)


main()
