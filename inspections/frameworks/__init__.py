"""What Ofsted judged, framework by framework: TOML files and the loader that checks them."""
