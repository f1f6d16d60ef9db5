"""What `glassbox doctor` looks at: each examination returns findings, each finding is fine or says what to do."""
