AUTHOR = "Nils Hart"
SITEURL = "https://clocks.example"
PATH = "content"
TIMEZONE = "Europe/Paris"
ARTICLE_URL = "{date:%Y}/{slug}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
