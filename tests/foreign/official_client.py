"""Sends three jobs with the official Python client to the fake provider: python official_client.py URL KEY.

It must accept what the client sends, and the client must read what it answers. README.md says how to install it.
"""

import base64
import io
import struct
import sys
import zlib

from openai import OpenAI


def png(edge: int, edit_left_half: bool = False) -> io.BytesIO:
    """A grey RGBA picture; as a mask its left half is transparent, which means "edit"."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def alpha(x: int) -> int:
        return 0 if edit_left_half and x < edge // 2 else 255

    row = b"\0" + b"".join(bytes((120, 120, 120, alpha(x))) for x in range(edge))
    header = struct.pack(">IIBBBBB", edge, edge, 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * edge)) + chunk(b"IEND", b"")
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)
    file.name = "mask.png" if edit_left_half else "grey.png"
    return file


def is_png(b64: str | None) -> bool:
    return base64.b64decode(b64 or "").startswith(b"\x89PNG")


def main(url: str, key: str) -> None:
    client = OpenAI(base_url=url, api_key=key, max_retries=0)
    model, size = "gpt-image-2", "1024x1024"
    generated = client.images.generate(model=model, prompt="a red crane", size=size, n=2)
    print("generate:", sum(is_png(image.b64_json) for image in generated.data or []), "images")
    mask = png(1024, edit_left_half=True)
    edited = client.images.edit(model=model, prompt="blue", size=size, image=png(1024), mask=mask)
    print("edit:", sum(is_png(image.b64_json) for image in edited.data or []), "images")
    events = list(client.images.generate(model=model, prompt="green", size=size, stream=True, partial_images=2))
    print("streamed:", [event.type for event in events], all(is_png(event.b64_json) for event in events))


if __name__ == "__main__":
    main(*sys.argv[1:3])
