// Writes properties of a reference layer and keeps them valid: a default value is left out of the layer, so that a change
// and its reverse give equal layers, and a value that makes no sense is ignored.
import { BLEND_MODES, isEmptyRect, isSameRect, normalizeAngle, type Rect } from "../raster";
import type { ReferenceLayer } from "./placedPicture";

export interface ReferenceProperties
	extends Required<
		Pick<
			ReferenceLayer,
			| "name"
			| "place"
			| "opacity"
			| "isVisible"
			| "isLocked"
			| "isPart"
			| "angle"
			| "isFlippedX"
			| "isFlippedY"
			| "blend"
		>
	> {
	/** null: all of the source picture. */
	readonly crop: Rect | null;
	/** The ImageStore id of the mask; null: none. */
	readonly coverage: string | null;
}

/** Returns the same layer if nothing changes. */
export function withReferenceProperties(layer: ReferenceLayer, changes: Partial<ReferenceProperties>): ReferenceLayer {
	const { name = layer.name, isVisible = layer.isVisible } = changes;
	const place = isValidRect(changes.place) ? changes.place : layer.place;
	const opacity = isShare(changes.opacity) ? changes.opacity : layer.opacity;
	const angle = Number.isFinite(changes.angle) ? normalizeAngle(changes.angle ?? 0) : (layer.angle ?? 0);
	const crop = changes.crop === null ? undefined : isValidRect(changes.crop) ? changes.crop : layer.crop;
	const { isFlippedX = layer.isFlippedX, isFlippedY = layer.isFlippedY, isLocked = layer.isLocked } = changes;
	const { isPart = layer.isPart } = changes;
	const blend = BLEND_MODES.find((mode) => mode === changes.blend) ?? layer.blend ?? "normal";
	const coverage = changes.coverage === null ? undefined : (changes.coverage ?? layer.coverage);
	const { id, image } = layer;
	const changed: ReferenceLayer = {
		id,
		image,
		name,
		place: isSameRect(place, layer.place) ? layer.place : place,
		opacity,
		isVisible,
		...(angle === 0 ? {} : { angle }),
		...(isFlippedX ? { isFlippedX } : {}),
		...(isFlippedY ? { isFlippedY } : {}),
		...(crop === undefined ? {} : { crop: layer.crop && isSameRect(crop, layer.crop) ? layer.crop : crop }),
		...(isLocked ? { isLocked } : {}),
		...(isPart ? { isPart } : {}),
		...(blend === "normal" ? {} : { blend }),
		...(coverage === undefined ? {} : { coverage }),
	};
	return isSameLayer(layer, changed) ? layer : changed;
}

/** Repairs a layer that is added or that a store returned; null: it cannot be placed. */
export function repairReference(saved: ReferenceLayer): ReferenceLayer | null {
	if (!isValidRect(saved.place)) return null;
	const { id, image, name, place, opacity, isVisible, angle, isFlippedX, isFlippedY, crop, isLocked, isPart } = saved;
	const { blend, coverage } = saved;
	const plain = { id, image, name, place, opacity: isShare(opacity) ? opacity : 1, isVisible };
	const repaired = withReferenceProperties(plain, {
		...(typeof angle === "number" ? { angle } : {}),
		...(isValidRect(crop) ? { crop } : {}),
		isFlippedX: isFlippedX === true,
		isFlippedY: isFlippedY === true,
		isLocked: isLocked === true,
		isPart: isPart === true,
		...(blend === undefined ? {} : { blend }),
		...(typeof coverage === "string" ? { coverage } : {}),
	});
	return isSameLayer(saved, repaired) ? saved : repaired;
}

/** True if both are the same value, or rectangles with the same edges. */
function isSameLayer(a: ReferenceLayer, b: ReferenceLayer): boolean {
	const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<keyof ReferenceLayer>;
	return [...keys].every((key) => a[key] === b[key]);
}

export function isValidRect(rect: Rect | null | undefined): rect is Rect {
	if (rect === null || rect === undefined) return false;
	return [rect.left, rect.top, rect.right, rect.bottom].every(Number.isFinite) && !isEmptyRect(rect);
}

function isShare(value: number | undefined): value is number {
	return value !== undefined && value >= 0 && value <= 1;
}
