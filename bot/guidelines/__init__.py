"""The confidentiality agreement: its versions, who agreed, reminders of it, and a word about personal details."""
