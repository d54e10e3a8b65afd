"""Who may do what: every rule of the site, deny by default. `blog access` prints this file as a table."""

from __future__ import annotations

from blog.clock import now
from blog.content.access import Access, Actor, FieldAccess, Verdict, nobody

STAFF = ("admin", "editor")


def anyone(actor: Actor) -> Verdict:  # noqa: ARG001 - every rule is asked who acts
    """Everybody, signed in or not."""
    return True


def signed_in(actor: Actor) -> Verdict:
    """Everybody with an account."""
    return actor.id is not None


def staff(actor: Actor) -> Verdict:
    """Administrators and editors."""
    return actor.role in STAFF


def admins(actor: Actor) -> Verdict:
    """Administrators."""
    return actor.role == "admin"


def published_or_staff(actor: Actor) -> Verdict:
    """Staff reads all; everybody else what is published and not for later."""
    if actor.role in STAFF:
        return True
    return {"status": {"equals": "published"}, "publishedAt": {"less_than_equal": now()}}


def published_forms_or_admins(actor: Actor) -> Verdict:
    """Administrators read all forms, everybody else those that can be sent."""
    return True if actor.role == "admin" else {"status": {"equals": "published"}}


def own_account_or_admins(actor: Actor) -> Verdict:
    """Administrators all accounts, everybody else their own."""
    if actor.role == "admin":
        return True
    return {"id": {"equals": str(actor.id)}} if actor.id else False


NOTES = {"internalNotes": FieldAccess(read=staff, create=admins, update=admins)}

POSTS = Access(
    create=staff, read=published_or_staff, update=staff, delete=admins, publish=admins, versions=staff, fields=NOTES
)
PROJECTS = POSTS
PAGES = Access(
    create=admins, read=published_or_staff, update=admins, delete=admins, publish=admins, versions=staff, fields=NOTES
)
CATEGORIES = Access(create=staff, read=anyone, update=staff, delete=admins)
TECHNOLOGIES = CATEGORIES
MEDIA = Access(
    create=staff,
    read=signed_in,
    update=admins,
    delete=admins,
    embedded=anyone,
    fields={
        # Where the files lie is shown as their addresses.
        **{name: FieldAccess(read=nobody) for name in ("originalKey", "publicKey", "storedSizes")},
        # How the library is kept is nothing to its readers.
        **{name: FieldAccess(read=staff) for name in ("tags", "turn", "crop", "uploadedBy", "uses", "words")},
    },
)
USERS = Access(
    create=admins,
    read=own_account_or_admins,
    update=own_account_or_admins,
    delete=admins,
    fields={
        "role": FieldAccess(create=admins, update=admins),
        "emailVerified": FieldAccess(create=admins, update=admins),
        "lockedUntil": FieldAccess(read=admins, create=nobody, update=nobody),
        "loginAttempts": FieldAccess(read=admins, create=nobody, update=nobody),
    },
)
FORMS = Access(
    create=admins,
    read=published_forms_or_admins,
    update=admins,
    delete=admins,
    fields={"emails": FieldAccess(read=admins)},
)
FORM_SUBMISSIONS = Access(
    create=anyone,
    read=admins,
    update=admins,
    delete=admins,
    fields={
        # A sender is answered with the message, and is not to learn what gave spam away.
        name: FieldAccess(read=admins, create=admins)
        for name in ("formSnapshot", "spam", "spamReasons", "read", "starred", "notes")
    },
)
WEBHOOKS = Access(create=admins, read=admins, update=admins, delete=admins)
#: What was sent is written by the site alone; `update` is sending it again.
WEBHOOK_DELIVERIES = Access(read=admins, update=admins, delete=admins)
REDIRECTS = Access(create=admins, read=anyone, update=admins, delete=admins)
GLOBALS = Access(read=anyone, update=admins, publish=admins, versions=admins)
