"""What is stored: every table of the site. Knows no door, no rule and no collection."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

from blog.models import versioning  # noqa: F401 - before any model, so that Continuum sees them all being mapped
from blog.models.form import Form, FormField, FormSubmission
from blog.models.globals import Footer, Header, NavItem, Profile, ProfileProject, Site
from blog.models.imports import ImportRecord
from blog.models.job import Job
from blog.models.list_view import ListView
from blog.models.log import AuditEvent, DocumentVersion
from blog.models.media import Media, MediaSize, MediaUse
from blog.models.page import Page
from blog.models.post import Post, PostAuthor, PostCategory, RelatedPost
from blog.models.presence import Presence
from blog.models.preview import PreviewLink
from blog.models.project import (
    Project,
    ProjectAuthor,
    ProjectCategory,
    ProjectPicture,
    ProjectTechnology,
    RelatedProject,
)
from blog.models.reader_count import ReaderCount
from blog.models.redirect import Redirect
from blog.models.repeat import KeptAnswer
from blog.models.review import ReviewRequest
from blog.models.search import SearchEntry, SearchWord
from blog.models.taxonomy import Category, Technology
from blog.models.user import AccountToken, ApiKey, RecoveryCode, SecondFactor, User, UserSession
from blog.models.webhook import Webhook, WebhookDelivery

# Annotations name classes of other modules; every class is known by now, so the mappers can be completed. This also
# builds Continuum's version tables before a migration or a query looks for them.
configure_mappers()

__all__ = [
    "AccountToken",
    "ApiKey",
    "AuditEvent",
    "Category",
    "DocumentVersion",
    "Footer",
    "Form",
    "FormField",
    "FormSubmission",
    "Header",
    "ImportRecord",
    "Job",
    "KeptAnswer",
    "ListView",
    "Media",
    "MediaSize",
    "MediaUse",
    "NavItem",
    "Page",
    "Post",
    "PostAuthor",
    "PostCategory",
    "Presence",
    "PreviewLink",
    "Profile",
    "ProfileProject",
    "Project",
    "ProjectAuthor",
    "ProjectCategory",
    "ProjectPicture",
    "ProjectTechnology",
    "ReaderCount",
    "RecoveryCode",
    "Redirect",
    "RelatedPost",
    "RelatedProject",
    "ReviewRequest",
    "SearchEntry",
    "SearchWord",
    "SecondFactor",
    "Site",
    "Technology",
    "User",
    "UserSession",
    "Webhook",
    "WebhookDelivery",
]
