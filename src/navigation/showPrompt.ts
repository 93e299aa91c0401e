// Shows the prompt bar, which is below the canvas and below the gallery: whichever of them is open stays.
import { showPane } from "./panelVisibility";
import { goTo, isInGallery } from "./route";

export function showPrompt(): void {
	// Closes the dialog over the gallery.
	if (isInGallery()) goTo({ kind: "gallery" });
	else showPane("canvas");
}
