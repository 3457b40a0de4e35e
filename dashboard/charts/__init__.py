"""Charts: values in, figures for plotly and markup out."""
