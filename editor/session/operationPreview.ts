// Shows what a mask operation would change, while its options are being set: the latest values count. It changes nothing.
import { activeMask } from "../document";
import { operateOn } from "../edits/maskSources";
import type { Tiles } from "../raster";
import { LatestJob } from "../state/latestJob";
import { backdropOf, type OptionValues, type Preview } from "../tools";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

export interface PreviewedOperation {
	/** The id of an element of MASK_OPERATIONS. */
	readonly operation: string;
	readonly values: OptionValues | undefined;
}

export class OperationPreview {
	readonly #job: LatestJob<PreviewedOperation, Tiles>;

	constructor(
		readonly core: SessionCore,
		readonly show: (preview: Preview | null) => void,
	) {
		this.#job = new LatestJob(
			({ operation, values }, signal) => {
				const { document } = core;
				if (document === null) throw new EditorError("no-picture");
				return operateOn(core, document, { operation, values, coverage: activeMask(document).coverage }, signal);
			},
			({ values }, tiles) => {
				if (core.document === null) return;
				const backdrop = backdropOf(values);
				const changed = new Set(Object.keys(tiles).map(Number));
				show({ mask: activeMask(core.document).id, tiles, changed, ...(backdrop && { backdrop }) });
			},
			(cause) => core.notify(new EditorError("operation-failed", {}, { cause })),
		);
	}

	/** null: shows nothing any more. */
	set(previewed: PreviewedOperation | null): void {
		if (previewed !== null && this.core.document !== null) this.#job.ask(previewed);
		else if (previewed === null) {
			this.#job.cancel();
			this.show(null);
		}
	}
}
