"""Questions as SQL: where, sort, pages and cursors. Knows no actor's rules beyond those it is handed."""

from blog.content.query.bounds import check_size
from blog.content.query.paths import Scope
from blog.content.query.sorting import Order, never_null, order_by
from blog.content.query.where import condition, scope_of, visible

__all__ = ["Order", "Scope", "check_size", "condition", "never_null", "order_by", "scope_of", "visible"]
