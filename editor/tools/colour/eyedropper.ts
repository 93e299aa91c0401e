// Alt makes an eyedropper of a tool that draws in colour: a press, or a drag, takes the colour of the picture under the
// pointer. The samples are the picture's own, not those of the screen.
import type { ColourSample, Cursor, PointerState, ToolContext, ToolEvent } from "../tool";
import { foregroundOf } from "./foreground";

/** The sample that an event of a gesture takes which began with Alt held. */
export function sampleOf(event: ToolEvent): ColourSample | undefined {
	if (event.type === "cancel") return undefined;
	const at = event.samples.at(-1)?.image;
	return at && { at, isChosen: event.type === "up" };
}

/** The eyedropper's cursor while Alt is held or the colour is dragged; null: the tool's own. */
export function sampleCursor(
	{ settings, sampledColour }: ToolContext,
	pointer: PointerState | null,
	isSampling: boolean,
): Cursor | null {
	if (!isSampling && pointer?.modifiers.alt !== true) return null;
	return { kind: "sample", colour: sampledColour ?? foregroundOf(settings) };
}
