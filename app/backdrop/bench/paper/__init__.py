"""The paper's measurements, repeated with the product itself: `figures` has the paper's own, `rows` what is measured,
`clip` what is played, `measure` what the child process does, `run` all of them, `charts` and `report` what is shown.
"""
