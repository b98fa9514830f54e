"""The casebook under load: a large made workspace, people who walk through it, and the same tables without our layer."""
