"""What people see of groups: screens, and where their buttons lead."""
