// In a build, an icon of lucide's is one path, and one more where it fills something: circles, rectangles and lines become
// pieces of them. Names, keys, attribute names and the component around them were 4 kB gzip of the bundle.
import type { Plugin } from "vite";

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

const ICON = /lucide-react\/dist\/esm\/icons\/[\w-]+\.mjs$/;
const NODE = /node: ([\s\S]*?)(?:,\s*aliases: [\s\S]*?)?\n\};/;
const MAKER = "\0icon";

/** As lucide draws it, for as much of its properties as there is use for. */
const maker = `import { createElement } from "react";
export default (drawn, filled) => ({ size = 24, ...rest }) =>
	createElement("svg", {
		viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round",
		strokeLinejoin: "round", width: size, height: size, "aria-hidden": rest["aria-label"] ? undefined : true, ...rest,
	}, createElement("path", { d: drawn }), filled && createElement("path", { d: filled, fill: "currentColor" }));`;

export function iconPlugin(): Plugin {
	return {
		name: "one-path-icons",
		apply: "build",
		enforce: "pre",
		resolveId: (id) => (id === MAKER ? MAKER : undefined),
		load: (id) => (id === MAKER ? maker : undefined),
		transform(code, id) {
			if (!ICON.test(id)) return undefined;
			const node = NODE.exec(code)?.[1];
			// Their own sources: lists of literals.
			const paths = node === undefined ? null : pathsOf(new Function(`return ${node}`)());
			const drawn = paths?.map((path) => JSON.stringify(path)).join(", ");
			return drawn && { code: `import icon from "${MAKER}";\nexport default icon(${drawn});`, map: null };
		},
	};
}

/** What is drawn as lines, and what is filled as well; null: there is something else, and the icon stays lucide's. */
export function pathsOf(shapes: readonly Shape[]): string[] | null {
	const filled = shapes.filter(([, { fill }]) => fill === "currentColor");
	const drawn = shapes.filter((shape) => !filled.includes(shape));
	const pieces = [drawn, filled].map((some) => some.map(piece));
	if (pieces.flat().includes(null)) return null;
	return pieces.filter((some, at) => at === 0 || some.length > 0).map((some) => some.join(""));
}

function piece([tag, { key: _, fill: __, ...attributes }]: Shape): string | null {
	const of = (name: string) => Number(attributes[name] ?? 0);
	const has = (...names: string[]) => Object.keys(attributes).every((name) => names.includes(name));
	if (tag === "path" && has("d")) return absolute(attributes.d ?? "");
	if (tag === "line" && has("x1", "y1", "x2", "y2")) return `M${of("x1")} ${of("y1")}L${of("x2")} ${of("y2")}`;
	if (tag === "circle" && has("cx", "cy", "r")) return circle(of("cx"), of("cy"), of("r"));
	if (tag !== "rect" || !has("x", "y", "width", "height", "rx", "ry")) return null;
	const r = of(attributes.rx === undefined ? "ry" : "rx");
	const [h, v] = [of("width") - 2 * r, of("height") - 2 * r];
	const turn = (x: number, y: number) => (r === 0 ? "" : `a${r} ${r} 0 0 1 ${x} ${y}`);
	return `M${of("x") + r} ${of("y")}h${h}${turn(r, r)}v${v}${turn(-r, r)}h${-h}${turn(-r, -r)}v${-v}${turn(r, -r)}z`;
}

const NUMBER = String.raw`(-?(?:\d+\.?\d*|\.\d+))`;
const START = new RegExp(`^m *${NUMBER}[ ,]*${NUMBER} *`);

/** A relative start would begin where the piece before ended; absolute, it would make points behind it absolute too. */
function absolute(d: string): string {
	const start = START.exec(d);
	if (!start) return d;
	const rest = d.slice(start[0].length);
	return `M${start[1]} ${start[2]}${/^[-.\d]/.test(rest) ? "l" : ""}${rest}`;
}

const circle = (x: number, y: number, r: number): string =>
	`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
