"""What is published: approved, frozen, versioned; and the public pages that show that and nothing else."""
