"""The casebook in the browser: pages and API over a workspace, for people who work on it together."""
