"""Work that follows a commit: rows of the site's own database, done at least once, by a thread or `blog worker`.

Knows no collection and no request; what a kind of job does is registered from above with `@job`.
"""

from blog.jobs.kinds import UnknownKind, job
from blog.jobs.queue import cancel, count_failed, enqueue, overdue, pending, retry
from blog.jobs.runner import Runner, run_due, start_runner

__all__ = [
    "Runner",
    "UnknownKind",
    "cancel",
    "count_failed",
    "enqueue",
    "job",
    "overdue",
    "pending",
    "retry",
    "run_due",
    "start_runner",
]
