"""The largest request that is read at all: beyond it reading stops, before it fills the disk."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Ceiling(FileUploadHandler):
    """Stands before Django's own handlers and counts. Past the ceiling the answer is 400; nothing is kept."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.FILES_REQUEST_BYTES:
            raise RequestDataTooBig("more bytes than any file may have")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
