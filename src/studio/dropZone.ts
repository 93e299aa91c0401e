// Which part of the panel lies under a point that the host names in device pixels; on some systems a host takes those
// for CSS pixels, so both are tried.
import type { FilePurpose } from "../../editor/types";
import type { HostDrop } from "../host/drops";

const PURPOSES: readonly FilePurpose[] = ["picture", "mask", "reference"];

export function zoneAt(position: HostDrop["position"]): { readonly purpose: FilePurpose | null } | null {
	if (position === null) return document.querySelector(".hfis") ? { purpose: null } : null;
	for (const scale of [devicePixelRatio, 1]) {
		const hit = document.elementFromPoint(position.x / scale, position.y / scale);
		if (!hit?.closest(".hfis")) continue;
		const named = hit.closest<HTMLElement>("[data-purpose]")?.dataset.purpose;
		return { purpose: PURPOSES.find((purpose) => purpose === named) ?? null };
	}
	return null;
}
