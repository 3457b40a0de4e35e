"""What Ofsted judged, framework by framework: TOML files and the one loader that reads and checks them."""
