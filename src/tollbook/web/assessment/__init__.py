"""Assessment: allegations with dated steps and deadlines; findings proposed by one person, decided by another."""
