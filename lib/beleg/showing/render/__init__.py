"""nbconvert exporters: beleg_html and beleg_pdf, with their templates."""
