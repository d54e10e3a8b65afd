"""The lists of the admin: what is asked for in an address, what answers it, and what is done to many documents at once.
Made for every collection alike from what the registry says of its fields."""

from blog.admin.lists.listing import Listing, columns_of, listing
from blog.admin.lists.questions import Question

__all__ = ["Listing", "Question", "columns_of", "listing"]
