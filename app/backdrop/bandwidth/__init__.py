"""Where a model should run: what each placement costs in bandwidth, server capacity and delay.

`scenario` says what is asked; `traffic`, `load` and `privacy` answer it by arithmetic, `cases` puts the answers
together, `recommend` words them. Only `encoding` measures something: how bitrates grow, and what coding takes.
"""
