"""A folder that appears whole or not at all, even if the process dies between two system calls."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from beleg import BelegError

# Linux, <fcntl.h> and <linux/fs.h>: exchange two paths in one step.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

LOCK = ".lock"
STAGED = ".staged-"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a folder for this run alone; a second run waits, and says so on standard error.

    Folders that a run that died left half made are removed first. Raises BelegError where the
    folder cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            print(f"Another run works in {path}; waiting for it.", file=sys.stderr)  # noqa: T201
            lock.acquire()
    except OSError as error:
        raise _refused(path, error) from error
    try:
        for left in path.glob(f"{STAGED}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield
    finally:
        lock.release()


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target` that takes its place when the block ends well.

    What the block leaves undone is removed; the old folder stays until the new one is whole.
    Raises BelegError where the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=STAGED, dir=target.parent))
    except OSError as error:
        raise _refused(target.parent, error) from error
    try:
        new.chmod(0o777 & ~_umask())
        yield new
        _replace(target, new)
    except OSError as error:
        raise BelegError(f"Cannot write {target}: {error.strerror}.") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, and only if its bytes change."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    new = path.with_name(f"{STAGED}{path.name}")
    try:
        new.write_bytes(content)
        new.replace(path)
    except OSError as error:
        raise _refused(path.parent, error) from error


def _replace(target: Path, new: Path) -> None:
    """Put `new` where `target` is; afterwards `new` is the old folder, if there was one."""
    for path in new.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    if not target.exists():
        new.rename(target)
    elif not _exchange(target, new):
        # Not Linux: two steps, between which a reader finds no folder.
        old = Path(tempfile.mkdtemp(prefix=STAGED, dir=target.parent))
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(a), os.fsencode(b)
    return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _refused(path: Path, error: OSError) -> BelegError:
    return BelegError(f"Cannot write to {path}: {error.strerror}; name another folder with --out.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
