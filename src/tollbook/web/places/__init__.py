"""The places of this workspace: looked for, added, corrected, removed, each with its history."""
