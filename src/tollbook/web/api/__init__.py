"""The API: the records of docs/records.md over HTTP, with tokens, pages and writes that may be repeated."""
