// The generated pictures that are listed beside the document's own results, and which of them is shown over the canvas.
import type { GeneratedPicture } from "../resultSource";
import type { SessionCore } from "./sessionCore";

export class GeneratedPictures {
	#all: readonly GeneratedPicture[] = [];

	constructor(readonly core: SessionCore) {}

	get all(): readonly GeneratedPicture[] {
		return this.#all;
	}

	set(pictures: readonly GeneratedPicture[]): void {
		if (pictures === this.#all || pictures.length + this.#all.length === 0) return;
		this.#all = pictures;
		this.core.events.notifyChange();
	}

	/** Takes effect as soon as the picture is listed. null: shows the canvas. */
	show(id: string | null): void {
		this.core.view.set({ shownGenerated: id });
		this.core.events.notifyChange();
	}

	/** The stored file of a result or a generated picture. */
	readImage(image: string): Promise<Blob | undefined> {
		return this.core.pictures.store.get(image);
	}
}
