// The sample picture, drawn on demand: a lake at dusk with a boat, and a mask for replacing the boat. Coordinates are in
// the sample's own pixels; on a smaller canvas everything is scaled down.
const [WIDTH, HEIGHT, SHORE] = [1536, 1024, 624];

type Point = readonly [x: number, y: number];
/** Coloured polygons around the point where the object touches the water. */
type Shapes = readonly (readonly [colour: string, ...outline: Point[]])[];

const BOAT: Shapes = [
	["#6b3f2a", [-4, -46], [4, -46], [4, -262], [-4, -262]],
	["#f6ead2", [12, -250], [12, -62], [122, -70]],
	["#e2cfae", [-12, -226], [-12, -62], [-92, -68]],
	["#c8372d", [-128, -46], [138, -46], [96, 10], [-92, 10]],
	["#94241f", [-112, -24], [121, -24], [96, 10], [-92, 10]],
];
const PAPER_BOAT: Shapes = [
	["#ffffff", [0, -168], [86, -52], [-86, -52]],
	["#dfe5f2", [0, -168], [86, -52], [0, -52]],
	["#f4f6fb", [-170, -96], [170, -96], [104, 10], [-104, 10]],
	["#ccd5e8", [-170, -96], [0, -52], [170, -96], [104, 10], [-104, 10], [0, -40]],
];
const ANCHOR: Point = [610, 792];
/** The vertical scale of the reflection: upside down and shorter. */
const REFLECTION_SCALE = -0.55;
const RIDGES: readonly (readonly [base: number, rise: number, wave: number, colour: string])[] = [
	[500, 130, 0.0052, "#8d8fb4"],
	[552, 96, 0.0083, "#646c98"],
	[602, 62, 0.0121, "#3f4770"],
];

export type Pen = CanvasRenderingContext2D;

/** `isChanged`: as it might look after an edit. */
export function drawSample(pen: Pen, isChanged = false): void {
	pen.save();
	pen.scale(pen.canvas.width / WIDTH, pen.canvas.height / HEIGHT);
	pen.fillStyle = verticalGradient(pen, 0, SHORE, "#22315e", "#5b6fa8", "#d99a94", "#f9d8a6");
	pen.fillRect(0, 0, WIDTH, SHORE);
	const glow = pen.createRadialGradient(1112, 528, 40, 1112, 528, 420);
	glow.addColorStop(0, "#fff3d8");
	glow.addColorStop(0.05, "#fff0cf88");
	glow.addColorStop(0.4, "#fff0cf22");
	glow.addColorStop(1, "#fff0cf00");
	pen.fillStyle = glow;
	pen.fillRect(0, 0, WIDTH, SHORE);
	for (const [base, rise, wave, colour] of RIDGES) {
		pen.fillStyle = colour;
		pen.beginPath();
		pen.moveTo(0, SHORE);
		for (let x = 0; x <= WIDTH; x += 4) {
			const height = Math.abs(Math.sin(x * wave + base)) + Math.sin(x * wave * 3.1) * 0.18 + Math.sin(x * 0.09) * 0.02;
			pen.lineTo(x, base - height * rise);
		}
		pen.lineTo(WIDTH, SHORE);
		pen.fill();
	}
	pen.fillStyle = verticalGradient(pen, SHORE, HEIGHT, "#f0c49c", "#8d7fa0", "#2b3763");
	pen.fillRect(0, SHORE, WIDTH, HEIGHT - SHORE);
	pen.fillStyle = "#fff1d64d";
	for (let y = SHORE + 10; y < HEIGHT; y += 17) {
		const half = 26 + ((y * 37) % 61);
		pen.fillRect(1112 - half, y, half * 2, 4);
	}
	const boat = isChanged ? PAPER_BOAT : BOAT;
	pen.globalAlpha = 0.3;
	drawShapes(pen, boat, REFLECTION_SCALE);
	pen.globalAlpha = 1;
	drawShapes(pen, boat, 1);
	pen.restore();
}

/** Paints the area to edit, which is white in the mask: around the boat and its reflection. */
export function drawSuggestedMask(pen: Pen, colour = "#fff"): void {
	pen.save();
	pen.scale(pen.canvas.width / WIDTH, pen.canvas.height / HEIGHT);
	pen.lineJoin = "round";
	pen.lineWidth = 90;
	for (const scale of [1, REFLECTION_SCALE]) drawShapes(pen, BOAT, scale, colour);
	pen.restore();
}

/** The sample and its mask as PNG. Rejects if the browser cannot draw. */
export async function createSample(): Promise<{ readonly picture: Blob; readonly mask: Blob }> {
	const picture = await toPng((pen) => drawSample(pen));
	const mask = await toPng((pen) => {
		pen.fillRect(0, 0, WIDTH, HEIGHT);
		drawSuggestedMask(pen);
	});
	return { picture, mask };
}

function toPng(draw: (pen: Pen) => void): Promise<Blob> {
	const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
	const pen = canvas.getContext("2d");
	if (pen) draw(pen);
	return new Promise((resolve, refuse) =>
		canvas.toBlob((png) => (png ? resolve(png) : refuse(new Error("no picture was drawn"))), "image/png"),
	);
}

function verticalGradient(pen: Pen, top: number, bottom: number, ...colours: readonly string[]): CanvasGradient {
	const gradient = pen.createLinearGradient(0, top, 0, bottom);
	for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
	return gradient;
}

/** Draws the shapes in their own colours, or all in the colour `brush` with a broad outline. */
function drawShapes(pen: Pen, shapes: Shapes, verticalScale: number, brush?: string): void {
	for (const [colour, ...outline] of shapes) {
		pen.fillStyle = pen.strokeStyle = brush ?? colour;
		pen.beginPath();
		for (const [x, y] of outline) pen.lineTo(ANCHOR[0] + x, ANCHOR[1] + 10 + (y - 10) * verticalScale);
		pen.closePath();
		pen.fill();
		if (brush) pen.stroke();
	}
}
