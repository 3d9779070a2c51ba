"""The API: the same commands and queries as the pages, for programs. A file per room in `rooms/`.

`docs/api.md` says how to use it and how to add a room.
"""
