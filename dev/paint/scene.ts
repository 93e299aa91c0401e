// Draws the images of the mock models: a landscape that depends on the prompt and the image's index, with the prompt
// written on it. Works on any 2D context (browser or Node); knows nothing of requests, files or encodings.

/** The part of a 2D context that a scene needs, offered by browsers and by Node's canvas. */
export type Context2D = Pick<
	CanvasRenderingContext2D,
	| "fillStyle"
	| "globalAlpha"
	| "font"
	| "textBaseline"
	| "save"
	| "restore"
	| "beginPath"
	| "rect"
	| "clip"
	| "arc"
	| "moveTo"
	| "lineTo"
	| "closePath"
	| "fill"
	| "fillRect"
	| "fillText"
	| "measureText"
	| "createLinearGradient"
>;

export interface Area {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Scene {
	readonly prompt: string;
	/** The index among the n images, each of which has its own colours. */
	readonly index: number;
	/** A round subject on a transparent background instead of a full picture. */
	readonly isTransparent?: boolean;
}

/** FNV-1a. The same prompt gives the same picture, so that results can be compared. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	return value;
}

export function paintScene(context: Context2D, area: Area, scene: Scene): void {
	const seed = hash(`${scene.prompt}#${scene.index}`);
	const hue = seed % 360;
	const { x, y, width, height } = area;
	const short = Math.min(width, height);
	context.save();
	context.beginPath();
	if (scene.isTransparent) context.arc(x + width / 2, y + height / 2, short * 0.46, 0, Math.PI * 2);
	else context.rect(x, y, width, height);
	context.clip();

	const sky = context.createLinearGradient(x, y, x, y + height);
	sky.addColorStop(0, `hsl(${hue} 70% 32%)`);
	sky.addColorStop(0.65, `hsl(${(hue + 40) % 360} 75% 62%)`);
	sky.addColorStop(1, `hsl(${(hue + 70) % 360} 80% 78%)`);
	context.fillStyle = sky;
	context.fillRect(x, y, width, height);

	context.fillStyle = `hsl(${(hue + 55) % 360} 95% 88%)`;
	context.beginPath();
	context.arc(x + width * (0.2 + ((seed >>> 9) % 60) / 100), y + height * 0.36, short * 0.13, 0, Math.PI * 2);
	context.fill();

	for (let ridge = 0; ridge < 4; ridge++) paintRidge(context, area, hue, seed, ridge);
	paintCaption(context, area, scene);
	context.restore();
}

function paintRidge(context: Context2D, area: Area, hue: number, seed: number, ridge: number): void {
	const { x, y, width, height } = area;
	const base = y + height * (0.5 + ridge * 0.11);
	const swing = height * (0.09 - ridge * 0.012);
	const phase = (seed >>> (ridge * 5)) & 31;
	context.fillStyle = `hsl(${(hue + 190 + ridge * 14) % 360} ${42 - ridge * 4}% ${38 - ridge * 8}%)`;
	context.beginPath();
	context.moveTo(x, y + height);
	const steps = 48;
	for (let step = 0; step <= steps; step++) {
		const t = step / steps;
		const wave = Math.sin(t * (5 + ridge * 3) + phase) + 0.5 * Math.sin(t * (13 + ridge * 5) + phase * 2);
		context.lineTo(x + t * width, base - wave * swing);
	}
	context.lineTo(x + width, y + height);
	context.closePath();
	context.fill();
}

function paintCaption(context: Context2D, area: Area, scene: Scene): void {
	const inset = scene.isTransparent ? Math.min(area.width, area.height) * 0.2 : 0;
	const width = area.width - inset * 2;
	const fontSize = Math.max(9, Math.min(area.height / 9, width / 16));
	const padding = fontSize * 0.7;
	context.font = `600 ${fontSize}px "DejaVu Sans", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif`;
	context.textBaseline = "top";
	const lines = wrap(context, scene.prompt, width - padding * 2, 4);
	const boxHeight = lines.length * fontSize * 1.3 + padding * 1.4;
	const top = area.y + area.height - inset - boxHeight;
	context.fillStyle = "rgb(10 12 20 / 0.62)";
	context.fillRect(area.x + inset, top, width, boxHeight);
	context.fillStyle = "#ffffff";
	for (const [row, line] of lines.entries()) {
		context.fillText(line, area.x + inset + padding, top + padding * 0.8 + row * fontSize * 1.3);
	}
	context.globalAlpha = 0.85;
	context.fillText(`${scene.index + 1}`, area.x + inset + padding, area.y + inset + padding);
	context.globalAlpha = 1;
}

/** Wraps text between words, and anywhere in text without spaces, such as Chinese. Truncates with an ellipsis. */
function wrap(context: Context2D, text: string, width: number, maxLines: number): string[] {
	const words = text.trim().match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*/g) ?? ["–"];
	const lines: string[] = [];
	let line = "";
	for (const word of words) {
		if (line && context.measureText(line + word).width > width) {
			lines.push(line);
			line = word;
			if (lines.length === maxLines) {
				lines[maxLines - 1] = `${lines[maxLines - 1]?.trimEnd()}…`;
				return lines;
			}
		} else line += word;
	}
	return [...lines, line];
}
