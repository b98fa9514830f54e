"""Addresses of the web application."""

urlpatterns: list[object] = []
