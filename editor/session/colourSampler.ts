// Reads the colour of the picture at a point, for the eyedropper: the exact samples of the picture as it is sent, with its
// accepted edits and parts. Only the latest request counts.
import type { PatchCache } from "../images/patchCache";
import { LatestJob } from "../state/latestJob";
import type { ColourSample, ImagePoint } from "../tools";
import type { SessionCore } from "./sessionCore";

export interface ColourRequest extends Pick<ColourSample, "at"> {
	/** "look": the pointer only hovers; "drag": it is pressed; "choose": it was released. */
	readonly use: "look" | "drag" | "choose";
}

export class ColourSampler {
	readonly #job: LatestJob<ColourRequest, string | null>;
	#sampled: string | null = null;

	/** `onColour`: the colour at a point; not called beyond the picture and where it is fully transparent. */
	constructor(
		readonly core: SessionCore,
		readonly onColour: (request: ColourRequest, colour: string) => void,
	) {
		this.#job = new LatestJob(
			({ at }) => readColour(core.patches, core.document, at),
			(request, colour) => {
				if (colour === null) return;
				this.#sampled = colour;
				onColour(request, colour);
			},
			// A picture that cannot be read has said so where it is shown.
			() => undefined,
		);
	}

	/** The colour that was seen last. */
	get sampled(): string | null {
		return this.#sampled;
	}

	ask(request: ColourRequest): void {
		this.#job.ask(request);
	}

	/** Forgets the colour, too. */
	cancel(): void {
		this.#sampled = null;
		this.#job.cancel();
	}
}

async function readColour(
	patches: PatchCache,
	document: SessionCore["document"],
	{ x, y }: ImagePoint,
): Promise<string | null> {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	if (document === null || left < 0 || top < 0) return null;
	if (left >= document.picture.width || top >= document.picture.height) return null;
	const { rgba } = await patches.readRegion(document, { left, top, right: left + 1, bottom: top + 1 });
	const [red = 0, green = 0, blue = 0, alpha = 0] = rgba;
	if (alpha === 0) return null;
	return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
