// Makes thumbnails in a worker, one after another, because a large image takes hundreds of megabytes when decoded. The
// latest request comes first: the images that were scrolled past can wait. Where a worker is refused or ends, the main
// thread draws.
import { drawThumbnail } from "./drawThumbnail";
import type { ThumbnailAnswer } from "./worker";
import InlineWorker from "./worker?worker&inline";

/** Resolves with undefined if the browser cannot decode the image. */
export type MakeThumbnail = (image: Blob) => Promise<Blob | undefined>;

interface Request {
	readonly image: Blob;
	readonly resolve: (thumbnail: Blob | undefined) => void;
}

export function createThumbnailMaker(
	startWorker: () => Worker = () => new InlineWorker(),
	drawHere: MakeThumbnail = drawThumbnail,
): MakeThumbnail {
	const waiting: Request[] = [];
	let isBusy = false;
	/** null: refused. */
	let worker: Worker | null | undefined;

	/** Starts the worker at the first image. */
	function openWorker(): Worker | null {
		try {
			worker ??= worker === null ? null : startWorker();
		} catch {
			worker = null;
		}
		return worker;
	}

	function draw(image: Blob): Promise<Blob | undefined> {
		const current = openWorker();
		if (current === null) return drawHere(image);
		return new Promise((resolve) => {
			const continueHere = (event?: Event): void => {
				event?.preventDefault();
				current.terminate();
				worker = null;
				resolve(drawHere(image));
			};
			current.onmessage = ({ data }: MessageEvent<ThumbnailAnswer>) => {
				if ("isRefused" in data) continueHere();
				else resolve(data.thumbnail);
			};
			current.onerror = continueHere;
			current.onmessageerror = continueHere;
			current.postMessage(image);
		});
	}

	async function drawAll(): Promise<void> {
		isBusy = true;
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
			next.resolve(await draw(next.image).catch(() => undefined));
		isBusy = false;
	}

	return (image) =>
		new Promise((resolve) => {
			waiting.push({ image, resolve });
			if (!isBusy) void drawAll();
		});
}
