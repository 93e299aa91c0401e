// A picture to try things on, drawn when it is asked for: a lake at dusk, and on it the one thing that asks to be changed.
// Everything is in its own pixels; a smaller canvas shows the same, smaller.
const [WIDTH, HEIGHT, SHORE] = [1536, 1024, 624];

type Point = readonly [x: number, y: number];
/** What floats on the lake: its shapes and colours, around the point where it touches the water. */
type Thing = readonly (readonly [colour: string, ...outline: Point[]])[];

const BOAT: Thing = [
	["#6b3f2a", [-4, -46], [4, -46], [4, -262], [-4, -262]],
	["#f6ead2", [12, -250], [12, -62], [122, -70]],
	["#e2cfae", [-12, -226], [-12, -62], [-92, -68]],
	["#c8372d", [-128, -46], [138, -46], [96, 10], [-92, 10]],
	["#94241f", [-112, -24], [121, -24], [96, 10], [-92, 10]],
];
const PAPER_BOAT: Thing = [
	["#ffffff", [0, -168], [86, -52], [-86, -52]],
	["#dfe5f2", [0, -168], [86, -52], [0, -52]],
	["#f4f6fb", [-170, -96], [170, -96], [104, 10], [-104, 10]],
	["#ccd5e8", [-170, -96], [0, -52], [170, -96], [104, 10], [-104, 10], [0, -40]],
];
const PLACE: Point = [610, 792];
/** Upside down, and shorter. */
const REFLECTED = -0.55;
const RIDGES: readonly (readonly [base: number, rise: number, wave: number, colour: string])[] = [
	[500, 130, 0.0052, "#8d8fb4"],
	[552, 96, 0.0083, "#646c98"],
	[602, 62, 0.0121, "#3f4770"],
];

export type Pen = CanvasRenderingContext2D;

/** `isChanged`: as it might be after an edit. */
export function drawSample(pen: Pen, isChanged = false): void {
	pen.save();
	pen.scale(pen.canvas.width / WIDTH, pen.canvas.height / HEIGHT);
	pen.fillStyle = fade(pen, 0, SHORE, "#22315e", "#5b6fa8", "#d99a94", "#f9d8a6");
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
	pen.fillStyle = fade(pen, SHORE, HEIGHT, "#f0c49c", "#8d7fa0", "#2b3763");
	pen.fillRect(0, SHORE, WIDTH, HEIGHT - SHORE);
	pen.fillStyle = "#fff1d64d";
	for (let y = SHORE + 10; y < HEIGHT; y += 17) {
		const half = 26 + ((y * 37) % 61);
		pen.fillRect(1112 - half, y, half * 2, 4);
	}
	const thing = isChanged ? PAPER_BOAT : BOAT;
	pen.globalAlpha = 0.3;
	drawThing(pen, thing, REFLECTED);
	pen.globalAlpha = 1;
	drawThing(pen, thing, 1);
	pen.restore();
}

/** White where something else may come: around what floats there, and its reflection. */
export function drawSuggestedMask(pen: Pen, colour = "#fff"): void {
	pen.save();
	pen.scale(pen.canvas.width / WIDTH, pen.canvas.height / HEIGHT);
	pen.lineJoin = "round";
	pen.lineWidth = 90;
	for (const upright of [1, REFLECTED]) drawThing(pen, BOAT, upright, colour);
	pen.restore();
}

/** As PNG. Rejects where the browser cannot draw. */
export async function makeSample(): Promise<{ readonly picture: Blob; readonly mask: Blob }> {
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

function fade(pen: Pen, top: number, bottom: number, ...colours: readonly string[]): CanvasGradient {
	const gradient = pen.createLinearGradient(0, top, 0, bottom);
	for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
	return gradient;
}

/** In its own colours, or with a broad brush in one. */
function drawThing(pen: Pen, thing: Thing, upright: number, brush?: string): void {
	for (const [colour, ...outline] of thing) {
		pen.fillStyle = pen.strokeStyle = brush ?? colour;
		pen.beginPath();
		for (const [x, y] of outline) pen.lineTo(PLACE[0] + x, PLACE[1] + 10 + (y - 10) * upright);
		pen.closePath();
		pen.fill();
		if (brush) pen.stroke();
	}
}
