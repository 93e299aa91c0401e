# OpenCV's side of the row flood-fill, on one thread. Arguments: FILE N. Prints the CPU time of each round in milliseconds.
import json
import sys
import time

import cv2
import numpy as np

WIDTH, HEIGHT = 8000, 6000
path, rounds = sys.argv[1], int(sys.argv[2])
cv2.setNumThreads(1)
picture = np.ascontiguousarray(np.fromfile(path, np.uint8).reshape(HEIGHT, WIDTH, 4)[:, :, :3])
painted = np.zeros((HEIGHT, WIDTH), np.uint8)
painted[100 : HEIGHT - 100, 100 : WIDTH - 100] = 255
painted[140 : HEIGHT - 140, 140 : WIDTH - 140] = 0
FLAGS = 4 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY | (255 << 8)


def timed(image, limit):
    start = time.process_time()
    mask = np.zeros((HEIGHT + 2, WIDTH + 2), np.uint8)
    pixels = cv2.floodFill(image, mask, (WIDTH // 2, HEIGHT // 2), 0, (limit,) * 3, (limit,) * 3, FLAGS)[0]
    return (time.process_time() - start) * 1000, pixels


pixels = timed(picture, 24)[1]
times = [{"wand": timed(picture, 24)[0], "bucket": timed(painted, 64)[0]} for _ in range(rounds)]
print(json.dumps({"pixels": pixels, "times": times}))
