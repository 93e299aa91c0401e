// The worker that draws thumbnails.
import { canDraw, drawThumbnail } from "./drawThumbnail";

/** `thumbnail` is undefined if the image cannot be decoded. */
export type ThumbnailAnswer = { readonly isRefused: true } | { readonly thumbnail: Blob | undefined };

addEventListener("message", ({ data }: MessageEvent<Blob>) => {
	const answer = (message: ThumbnailAnswer): void => postMessage(message);
	if (!canDraw()) answer({ isRefused: true });
	else void drawThumbnail(data).then((thumbnail) => answer({ thumbnail }));
});
