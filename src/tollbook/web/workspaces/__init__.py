"""The workspace as a whole: how it is set up, the lockdown, and backups to take away."""
