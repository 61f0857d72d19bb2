"""The pages of the PDF report, one module a section; each gives a list of reportlab flowables."""
