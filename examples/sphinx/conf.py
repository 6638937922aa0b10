"""A Sphinx site with the box: sphinx-build -W -n examples/sphinx SITE"""
project = "Loading weights"
author = "the Weighbridge authors"
copyright = "the Weighbridge authors"
version = "1"

extensions = ["myst_parser", "sphinxcontrib.weighbridge"]
exclude_patterns = ["README.md"]

html_theme = "alabaster"
html_title = project
# For the link on paper and in e-books; pages themselves link by relative addresses.
html_baseurl = "https://docs.example.org/"
# PyData asks for the mode to begin with.
html_context = {"default_mode": "auto"}
