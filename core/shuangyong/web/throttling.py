"""Slowing down whoever guesses passwords: by account and by address, for names that exist and those that do not."""

from collections.abc import Mapping

from ..office.store.opening import Store

#: For so long after the last failure tries are counted together, and refused once there were too many; seconds.
WINDOW = 15 * 60

#: How many may fail: of an account, and of an address, behind which a whole unit may sit.
LIMITS: Mapping[str, int] = {"account": 5, "address": 30}


def admitted(store: Store, login: str, address: str, now: int) -> bool:
    """Tell whether a try may be made, and count it: before it is judged, so that many at once gain nothing."""
    subjects = _subjects(login, address)
    with store.transaction() as db:
        db.execute("DELETE FROM throttle WHERE last < ?", (now - WINDOW,))
        marks = ", ".join("?" * len(subjects))
        found = dict(
            db.execute(f"SELECT subject, failures FROM throttle WHERE subject IN ({marks})", subjects)  # noqa: S608
        )
        if any(count >= LIMITS[subject.partition(":")[0]] for subject, count in found.items()):
            return False
        db.executemany(
            "INSERT INTO throttle VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET failures = failures + 1, last = ?2",
            [(subject, now) for subject in subjects],
        )
    return True


def forgive(store: Store, login: str, address: str) -> None:
    """Forget an account's failures, and this one try of its address; inside a transaction, after it succeeded."""
    account, place = _subjects(login, address)
    store.db.execute("DELETE FROM throttle WHERE subject = ?", (account,))
    store.db.execute("UPDATE throttle SET failures = failures - 1 WHERE subject = ?", (place,))


def _subjects(login: str, address: str) -> tuple[str, str]:
    return f"account:{login[:64]}", f"address:{address}"
