"""The demo site: the blog and portfolio of a person who does not exist, shown until the owner writes their own."""
