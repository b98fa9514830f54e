"""The casebook under load: a large made workspace, people who walk through it, the same tables without our layer."""
