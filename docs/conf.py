"""Sphinx configuration. docs/build runs it on a copy of docs/ with the generated pages added."""
import importlib.util

project = "Isobar"
author = "The Isobar authors"
copyright = "2026, The Isobar authors"

extensions = []
# furo where Debian has it installed; the theme that Sphinx brings along otherwise.
html_theme = "furo" if importlib.util.find_spec("furo") else "alabaster"
html_title = "Isobar"
html_show_sourcelink = False
highlight_language = "none"
nitpicky = True
exclude_patterns = ["README*"]
