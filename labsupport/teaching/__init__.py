"""From what a university's system hands out to the grades that it takes back."""
