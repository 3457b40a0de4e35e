"""A stand-in for Ofsted's report site: its list of councils, their pages and files, and its troubles."""
