"""Which pages there are, and what each depends on."""
