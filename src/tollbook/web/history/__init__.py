"""The history: who decided what, when and why; two states side by side; taking a decision back."""
