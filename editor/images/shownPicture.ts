// A picture on the canvas: the browser's bitmap of its file until the exact samples are read, the samples from then on.
import type { ImportedPicture } from "../codec";
import type { Size } from "../raster";
import type { MipPicture } from "./mipPicture";

/** A file opened for the canvas. */
export interface OpenedPicture {
	readonly shown: ShownPicture;
	readonly notes: ImportedPicture["notes"];
	/** Null: not read yet. */
	readonly samples: ImportedPicture | null;
}

export class ShownPicture implements Size {
	readonly width: number;
	readonly height: number;
	#bitmap: ImageBitmap | null = null;
	#samples: MipPicture | null = null;

	constructor(source: ImageBitmap | MipPicture) {
		this.width = source.width;
		this.height = source.height;
		if ("rgba" in source) this.#samples = source;
		else this.#bitmap = source;
	}

	/** Both are null once the picture is closed. */
	get bitmap(): ImageBitmap | null {
		return this.#bitmap;
	}
	get samples(): MipPicture | null {
		return this.#samples;
	}

	/** Shows the samples from now on and frees the bitmap. */
	setSamples(samples: MipPicture): void {
		this.close();
		this.#samples = samples;
	}

	/** Frees the pixels. What was drawn of them stays. */
	close(): void {
		this.#bitmap?.close();
		this.#bitmap = null;
		this.#samples = null;
	}
}
