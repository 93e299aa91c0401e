// Finds the drop zone of the panel under a point given by the host.
import type { DropPurpose } from "../../editor/types";
import type { HostPosition } from "../host/drops";

const PURPOSES: readonly DropPurpose[] = ["picture", "mask", "reference", "place"];

/** null: the point is outside the panel. A null purpose: inside, but over no particular zone. */
export function dropZoneAt(position: HostPosition | null): { readonly purpose: DropPurpose | null } | null {
	if (position === null) return document.querySelector(".hfis") ? { purpose: null } : null;
	const hit = document.elementFromPoint(position.x, position.y);
	if (!hit?.closest(".hfis")) return null;
	const named = hit.closest<HTMLElement>("[data-purpose]")?.dataset.purpose;
	return { purpose: PURPOSES.find((purpose) => purpose === named) ?? null };
}
