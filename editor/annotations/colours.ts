// Colours of what is written on a ground.

/** Black or white, whichever is easier to read on a colour (#rrggbb). */
export function readableOn(colour: string): string {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
	const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
	const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
	// White has the better contrast up to about 0.18; orange and red are read better with white by custom.
	return luminance > 0.4 ? "#000000" : "#ffffff";
}
