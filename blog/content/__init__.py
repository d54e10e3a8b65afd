"""The engine: how documents of any collection are found, checked, saved, versioned and shown. Knows no collection."""
