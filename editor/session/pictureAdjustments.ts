// The adjustments of the open picture as the canvas shows them: their tiles, and the switch that shows the picture without them.
import type { AdjustedTiles } from "../images/adjustedTiles";
import type { SessionCore } from "./sessionCore";

export class PictureAdjustments {
	readonly tiles: AdjustedTiles;

	constructor(readonly core: Pick<SessionCore, "view" | "events" | "adjustedTiles">) {
		this.tiles = core.adjustedTiles;
	}

	/** Shows the picture with or without its adjustments. Changes only the view. */
	show(areShown: boolean): void {
		if (this.core.view.state.adjustments === areShown) return;
		this.core.view.set({ adjustments: areShown });
		this.core.events.notifyChange();
		this.core.events.redraw("pictures");
	}
}
