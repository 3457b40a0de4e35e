"""Charts: values in, figures and markup out. The only place that imports plotly."""
