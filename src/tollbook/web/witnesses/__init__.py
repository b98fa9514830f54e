"""Restricted records: who a witness is, for the people named on the record and nobody else."""
