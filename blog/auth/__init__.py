"""Tools of signing in that know neither a collection nor a request."""
