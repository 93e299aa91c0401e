// How far mask operations may reach, in picture pixels: whole ones, 1 to 256.
export const MAX_RADIUS = 256;

export function clampRadius(radius: number): number {
	return Math.min(MAX_RADIUS, Math.max(1, Math.round(radius)));
}
