// A realistic sample picture for screenshots: a lake at dusk.
import { createCanvas } from "@napi-rs/canvas";

export function lakeAtDuskPng(): Buffer {
	const [width, height, shore] = [1216, 832, 540];
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const gradient = (top: number, bottom: number, colours: string[]) => {
		const fill = context.createLinearGradient(0, top, 0, bottom);
		for (const [i, colour] of colours.entries()) fill.addColorStop(i / (colours.length - 1), colour);
		return fill;
	};
	context.fillStyle = gradient(0, shore, ["#22315e", "#5b6fa8", "#e8a58c", "#f9d8a6"]);
	context.fillRect(0, 0, width, shore);
	context.fillStyle = "#fff1d6";
	context.beginPath();
	context.arc(860, 420, 46, 0, Math.PI * 2);
	context.fill();
	const ridges: [base: number, rise: number, wave: number, colour: string][] = [
		[430, 90, 0.006, "#7f86ad"],
		[480, 70, 0.009, "#56608c"],
		[520, 45, 0.014, "#343d63"],
	];
	for (const [base, rise, wave, colour] of ridges) {
		context.fillStyle = colour;
		context.beginPath();
		context.moveTo(0, shore);
		for (let x = 0; x <= width; x += 4)
			context.lineTo(x, base - Math.abs(Math.sin(x * wave + base)) * rise - Math.sin(x * wave * 2.7) * rise * 0.2);
		context.lineTo(width, shore);
		context.fill();
	}
	context.fillStyle = gradient(shore, height, ["#f0c49c", "#8d7fa0", "#2b3763"]);
	context.fillRect(0, shore, width, height - shore);
	context.fillStyle = "rgba(255, 241, 214, 0.35)";
	for (let y = shore + 8; y < height; y += 14) {
		const half = 20 + ((y * 37) % 50);
		context.fillRect(860 - half, y, half * 2, 3);
	}
	return canvas.toBuffer("image/png");
}
