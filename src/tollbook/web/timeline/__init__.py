"""Tolls over time beside declared strikes, totals that count no death twice, and what they may be used for."""
