"""A page to try GraphQL: a query, its variables, the answer, and the schema to look things up in. All of it our own."""

from __future__ import annotations

from flask import Response, current_app, render_template

from blog.api.blueprint import route
from blog.api.errors import no_such_route
from blog.api.reference import POLICY

EXAMPLE = """query Newest($limit: Int) {
  Posts(limit: $limit, sort: "-publishedAt") {
    totalDocs
    docs {
      title
      slug
      publishedAt
      categories {
        title
      }
      heroImage {
        url
        alt
      }
    }
  }
}
"""


@route("/graphql-playground", "GET")
def page() -> Response:
    """The explorer, where the settings have one."""
    if not current_app.config["GRAPHQL_EXPLORER"]:
        return no_such_route()
    shown = current_app.config["GRAPHQL_INTROSPECTION"]
    response = Response(render_template("api/explorer.html", example=EXAMPLE, introspection=shown))
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response
