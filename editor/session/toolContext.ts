// Collects the facts about the document and the view that a tool is given.
import { measureText } from "../state/measureText";
import type { ToolContext } from "../tools";
import type { SessionCore } from "./sessionCore";

/** null: there is no document. */
export function toolContext(
	{ document, view, pictures }: SessionCore,
	given: Pick<ToolContext, "settings" | "sampledColour">,
): ToolContext | null {
	const { selectedObjects, croppedObject, editedText } = view.state;
	const { zoom, angle, isMirrored } = view.camera;
	return (
		document && {
			...{ ...given, document, zoom, view: { size: view.paneSize, angle, isMirrored } },
			...{ selectedObjects, croppedObject, editedText, measureText },
			imageSize: (image) => pictures.sizeOf(image),
		}
	);
}
