"""The drawing room of the demo site: what it shows is drawn here by code that knows nothing of the site."""
