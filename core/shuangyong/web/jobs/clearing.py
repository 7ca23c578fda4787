"""Clearing: what jobs worked on goes when they have ended, what they made and they themselves after some days."""

import datetime
import time

from ...office.store.opening import Store
from .folders import folder_of, forget, forget_sent, left_behind, lock_of
from .locking import is_held

#: For so many days an ended job and what it made can be looked at.
KEPT_DAYS = 14

#: What was sent and became no job's is cleared after so many seconds: nothing takes so long to send.
_COMING = 6 * 3600


def clear(store: Store) -> None:
    """Clear what is not needed any more; what a process may still be using stays for the next time."""
    oldest = datetime.datetime.now().astimezone() - datetime.timedelta(days=KEPT_DAYS)
    for row in store.db.execute("SELECT id, folder, ended FROM job WHERE ended IS NOT NULL").fetchall():
        folder = folder_of(store.folder, row["folder"])
        if is_held(lock_of(folder)):
            continue
        forget_sent(folder)
        if datetime.datetime.fromisoformat(row["ended"]) < oldest:
            forget(folder)
            with store.transaction() as db:
                db.execute("DELETE FROM job WHERE id = ?", (row["id"],))
    known = {row["folder"] for row in store.db.execute("SELECT folder FROM job")}
    for folder in left_behind(store.folder, known, time.time() - _COMING):
        forget(folder)
