"""The addresses that programs can use: one list, for the page about them and for OpenAPI."""
