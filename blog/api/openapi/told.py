"""What the description says of each route beyond what the route itself does: one line for each view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blog.content.registry import Collection

LIST = ("where", "sort", "limit", "page", "cursor", "count", "pagination", "depth", "select", "populate")
SHAPE = ("depth", "select", "populate")
VERSIONS = ("where", "sort", "limit", "page", "count", "pagination", *SHAPE)
#: Parameters that mean nothing to a collection without drafts.
OF_DRAFTS = frozenset({"draft", "autosave", "trash"})


def has_drafts(collection: Collection) -> bool:
    return collection.drafts


def anything(collection: Collection) -> bool:  # noqa: ARG001 - asked of every collection
    return True


@dataclass(frozen=True)
class Told:
    """One route: `name` with Type and Types for the collection's names, and what goes in and comes out.

    `body` and `answer` are keys of what `document` knows; `who` is who needs it: anyone, person, or nobody yet."""

    name: str
    summary: str
    parameters: tuple[str, ...] = ()
    body: str = ""
    answer: str = "document"
    status: int = 200
    errors: tuple[str, ...] = ()
    who: str = "anyone"
    fits: Callable[[Collection], bool] = anything


PERSON = "person"
SIGN_IN = "signing in"

#: By endpoint and method. A route without a line here fails the test that reads the URL map.
TOLD: dict[tuple[str, str], Told] = {
    ("collections_find", "GET"): Told("findTypes", "A page of documents.", (*LIST, "draft", "trash"), answer="page"),
    ("collections_count", "GET"): Told(
        "countTypes", "How many documents there are.", ("where", "draft", "trash"), answer="count"
    ),
    ("collections_find_by_id", "GET"): Told(
        "findType", "One document.", (*SHAPE, "draft", "trash", "If-None-Match"), errors=("404",)
    ),
    ("collections_create", "POST"): Told(
        "createType", "Creates a document.", (*SHAPE, "draft", "Idempotency-Key"), "new", "written", 201
    ),
    ("collections_update", "PATCH"): Told(
        "updateType", "Changes a document; what is not sent stays.",
        (*SHAPE, "draft", "autosave", "trash", "If-Match"), "data", "written", errors=("404", "412"),
    ),
    ("collections_delete", "DELETE"): Told(
        "deleteType", "Deletes a document for good.",
        (*SHAPE, "trash", "If-Match"), answer="written", errors=("404", "412"),
    ),
    ("collections_update_many", "PATCH"): Told(
        "updateTypes", "Changes all documents that fit `where`.",
        ("where", "sort", "limit", *SHAPE, "draft", "trash", "atomic"), "data", "bulk",
    ),
    ("collections_delete_many", "DELETE"): Told(
        "deleteTypes", "Deletes all documents that fit `where`.",
        ("where", "sort", "limit", *SHAPE, "trash", "atomic"), answer="bulk",
    ),
    ("collections_duplicate", "POST"): Told(
        "duplicateType", "Copies a document, as a draft; what is sent is put over it.",
        (*SHAPE, "Idempotency-Key"), "data", "written", errors=("404",),
    ),
    ("collections_publish", "POST"): Told(
        "publishType", "Shows readers the document, with all of its edits.", (*SHAPE, "Idempotency-Key"),
        answer="written", errors=("404",), fits=has_drafts,
    ),
    ("collections_unpublish", "POST"): Told(
        "unpublishType", "Hides the document from readers; it is a draft again.", (*SHAPE, "Idempotency-Key"),
        answer="written", errors=("404",), fits=has_drafts,
    ),
    ("versions_of_document", "GET"): Told(
        "findVersionsOfType", "The versions of one document.", (*VERSIONS, "trash"), answer="versions",
        errors=("404",), who=PERSON, fits=has_drafts,
    ),
    ("versions_of_collection", "GET"): Told(
        "findVersionsOfTypes", "The versions of all documents.", (*VERSIONS, "trash"), answer="versions",
        who=PERSON, fits=has_drafts,
    ),
    ("versions_one", "GET"): Told(
        "findVersionOfType", "One version.", (*SHAPE, "trash"), answer="version", errors=("404",), who=PERSON,
        fits=has_drafts,
    ),
    ("versions_restore", "POST"): Told(
        "restoreVersionOfType", "Brings a version back; with `draft`, as edits of what is published.",
        (*SHAPE, "draft", "trash"),
        answer="restored", errors=("404",), who=PERSON, fits=has_drafts,
    ),
    ("permissions_of_document", "POST"): Told(
        "accessOfType", "What the caller may do, with one document where an id is named.", answer="rights",
        errors=("404",),
    ),
    ("permissions_of_global", "POST"): Told("accessOfType", "What the caller may do with it.", answer="rights"),
    ("globals_read", "GET"): Told("findType", "What there is one of.", (*SHAPE, "draft", "If-None-Match")),
    ("globals_update", "POST"): Told(
        "updateType", "Changes it; what is not sent stays.", (*SHAPE, "draft", "autosave", "If-Match"), "data",
        "result", errors=("412",), who=PERSON,
    ),
    ("versions_of_global", "GET"): Told(
        "findVersionsOfType", "Its versions.", VERSIONS, answer="versions", who=PERSON
    ),
    ("versions_one_of_global", "GET"): Told(
        "findVersionOfType", "One version.", SHAPE, answer="version", errors=("404",), who=PERSON
    ),
    ("versions_restore_global", "POST"): Told(
        "restoreVersionOfType", "Brings a version back.", (*SHAPE, "draft"), answer="written", errors=("404",),
        who=PERSON,
    ),
    ("files_download", "GET"): Told(
        "downloadMedia", "The file, to be saved.", ("size", "Range", "If-None-Match"), answer="bytes", errors=("404",)
    ),
    ("files_by_name", "GET"): Told(
        "showMedia", "The file, to be shown.", ("size", "Range", "If-None-Match"), answer="bytes", errors=("404",)
    ),
    ("permissions_access", "GET"): Told("access", "What the caller may do with everything.", answer="access"),
    ("users_login", "POST"): Told(
        "login", "Signs in: an access token, a refresh token, and cookies for a browser.", ("depth",), "credentials",
        "signedIn", errors=("401",), who=SIGN_IN,
    ),
    ("users_logout", "POST"): Told("logout", "Ends the session.", ("allSessions",), answer="message", who=PERSON),
    ("users_refresh_token", "POST"): Told(
        "refreshToken", "A new access token.", ("depth",), "refresh", "refreshed", who=SIGN_IN
    ),
    ("users_first_register", "POST"): Told(
        "registerFirstUser", "The first account of a fresh site, an administrator's.", ("depth",), "account",
        "signedIn", who=SIGN_IN,
    ),
    ("users_init", "GET"): Told("isInitialized", "Whether anybody has an account.", answer="initialized"),
    ("users_me", "GET"): Told("me", "The account of the caller; null for nobody.", SHAPE, answer="me"),
    ("recovery_forgot_password", "POST"): Told(
        "forgotPassword", "Sends a mail with a way to a new password, if the address has an account.", body="email",
        answer="message", who=SIGN_IN,
    ),
    ("recovery_reset_password", "POST"): Told(
        "resetPassword", "Sets a new password with the token of that mail, and signs in unless a code is asked for.",
        ("depth",), "reset", "passwordReset", who=SIGN_IN,
    ),
    ("recovery_verify", "POST"): Told(
        "verifyEmail", "Confirms an address with the token of a mail.", answer="message", who=SIGN_IN
    ),
    ("recovery_unlock", "POST"): Told(
        "unlock", "Lets a locked account sign in again.", (), "email", "message", who=PERSON
    ),
    ("sessions_find", "GET"): Told(
        "findSessions", "Where an account is signed in; `me` is one's own.", answer="sessions", errors=("404",),
        who=PERSON,
    ),
    ("sessions_end_others", "DELETE"): Told(
        "endOtherSessions", "Signs the account out everywhere else.", answer="message", errors=("404",), who=PERSON
    ),
    ("sessions_end", "DELETE"): Told(
        "endSession", "Signs the account out in one place.", answer="message", errors=("404",), who=PERSON
    ),
    ("sessions_find_keys", "GET"): Told(
        "findApiKeys", "The keys of an account, without their texts.", answer="keys", errors=("404",), who=PERSON
    ),
    ("sessions_create_key", "POST"): Told(
        "createApiKey", "Makes a key; this answer alone has its text.", (), "key", "newKey", 201, ("404",), PERSON
    ),
    ("sessions_revoke_keys", "DELETE"): Told(
        "revokeApiKeys", "Revokes all keys of an account.", answer="message", errors=("404",), who=PERSON
    ),
    ("sessions_revoke_key", "DELETE"): Told(
        "revokeApiKey", "Revokes a key.", answer="message", errors=("404",), who=PERSON
    ),
    ("webhooks_send_again", "POST"): Told(
        "redeliver", "Sends a delivery again, as it was.", answer="redelivered", errors=("404",), who=PERSON
    ),
    ("transport_run", "POST"): Told(
        "graphql", "GraphQL: a query or mutation, as docs/graphql.md says.", (), "graphql", "graphql"
    ),
    ("transport_ask", "GET"): Told(
        "graphqlQuery", "A GraphQL query in the address.", ("graphqlQuery", "graphqlVariables", "operationName"),
        answer="graphql",
    ),
    ("explorer_page", "GET"): Told(
        "graphqlExplorer", "A page to try GraphQL, where it is switched on.", answer="html", errors=("404",)
    ),
    ("reference_openapi", "GET"): Told("openapi", "This description.", answer="openapi"),
    ("reference_index", "GET"): Told("docs", "This description, as pages to read and try.", answer="html"),
    ("reference_subject", "GET"): Told("docsOfTag", "One subject of it.", answer="html", errors=("404",)),
}  # fmt: skip
