"""The paper's own way, measured on this machine: the same models in a page of ours, in a browser, on the same clip.

`rows` says what is measured, `packages` fetches the runtimes, `clip` and `weights` make what the page is served,
`server` serves it, `chromium` is the browser, `visit` one page from its start to what it found, and `run` all rows.
What the page does stands in `resources/browser`.
"""
