// Finds the drop zone of the panel under a point given by the host. The point is in device pixels; hosts on some systems
// give CSS pixels, so both are tried.
import type { FilePurpose } from "../../editor/types";
import type { HostDrop } from "../host/drops";

const PURPOSES: readonly FilePurpose[] = ["picture", "mask", "reference"];

/** null: the point is outside the panel. A null purpose: inside, but over no particular zone. */
export function dropZoneAt(position: HostDrop["position"]): { readonly purpose: FilePurpose | null } | null {
	if (position === null) return document.querySelector(".hfis") ? { purpose: null } : null;
	for (const scale of [devicePixelRatio, 1]) {
		const hit = document.elementFromPoint(position.x / scale, position.y / scale);
		if (!hit?.closest(".hfis")) continue;
		const named = hit.closest<HTMLElement>("[data-purpose]")?.dataset.purpose;
		return { purpose: PURPOSES.find((purpose) => purpose === named) ?? null };
	}
	return null;
}
