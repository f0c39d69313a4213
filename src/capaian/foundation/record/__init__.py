"""The record that nobody can quietly change: chained, verified, anchored; who read what; backup and restore.

`chain` is pure: what is digested and what breaks a chain. `checking` walks a record, `anchors` and `keys` sign where it ends,
`readings` note who opened what, `own_data` and `held` gather what is held about a person, `retention` forgets, `portable`,
`backup` and `restoring` carry everything elsewhere. Why it is so: docs/adr/0018.
"""
