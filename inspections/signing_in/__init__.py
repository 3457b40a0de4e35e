"""How staff sign in: by name with a second factor or at their council, how long that lasts, and the audit log of it."""
