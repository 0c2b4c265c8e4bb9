"""Serving: the popup's API and the page, over HTTP; what is asked is only read."""
