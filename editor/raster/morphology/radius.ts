// The radius of mask operations: whole picture pixels, 1 to 256.
export const MAX_RADIUS = 256;

export function clampRadius(radius: number): number {
	return Math.min(MAX_RADIUS, Math.max(1, Math.round(radius)));
}
