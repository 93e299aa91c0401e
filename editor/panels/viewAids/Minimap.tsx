// A small overview of the document with the visible area, which is moved by dragging, clicking or the arrow keys. The picture
// is drawn when the document changes; with the camera only the outline of the visible area moves.
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { drawObjectsSmall, drawPictureSmall } from "../../canvas/drawDocument";
import { DisplayBitmaps } from "../../canvas/shapes/displayBitmaps";
import { thumbnailSurface } from "../../canvas/surface";
import type { DocumentTree } from "../../document";
import { invertMatrix, mapCorners, rectOf, sizeOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { centerOf, imageToView, sceneOf, toImage, toView } from "../../state/camera";
import { sidesOf } from "../../state/compare";
import { STRINGS } from "../../strings";
import type { ImagePoint } from "../../tools";
import { focusCanvas } from "../focusCanvas";
import { rulerBreadth } from "../overlays/placeTab";
import type { PanelProps } from "../panelProps";
import { followRedraws } from "./followRedraws";
import { useMinimapPlace } from "./minimapPlace";

/** CSS pixels. */
const MAX_WIDTH = 176;
const MAX_HEIGHT = 132;
const MIN_SIDE = 40;

/** The part of the visible area by which an arrow key moves it, without and with Shift. */
const STEP = 0.1;
const LARGE_STEP = 0.5;

interface Layout {
	/** CSS pixels per picture pixel. */
	readonly scale: number;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

function layoutOf(document: DocumentTree): Layout {
	const { all } = sceneOf(document);
	const { width, height } = sizeOf(all);
	const scale = Math.min(MAX_WIDTH / width, MAX_HEIGHT / height);
	const [across, down] = [Math.max(MIN_SIDE, width * scale), Math.max(MIN_SIDE, height * scale)];
	return {
		scale,
		left: (across - width * scale) / 2 - all.left * scale,
		top: (down - height * scale) / 2 - all.top * scale,
		width: Math.round(across),
		height: Math.round(down),
	};
}

export function Minimap({ session, snapshot, locale }: PanelProps) {
	const { document } = snapshot;
	const ruler = rulerBreadth(snapshot);
	return document && <MinimapOf {...{ session, locale, document, ruler }} />;
}

interface MinimapOfProps extends Pick<PanelProps, "session" | "locale"> {
	readonly document: DocumentTree;
	/** The size of the ruler above. */
	readonly ruler: number;
}

function MinimapOf({ session, locale, document, ruler }: MinimapOfProps) {
	const layout = layoutOf(document);
	const element = useRef<HTMLDivElement>(null);
	const canvas = useRef<HTMLCanvasElement>(null);
	const outline = useRef<SVGPolygonElement>(null);
	/** From the middle of the visible area to the pointer, in picture pixels, while it is dragged. */
	const grip = useRef<ImagePoint | null>(null);
	useOverview(canvas, session, document, layout);
	useVisibleArea(outline, session, layout);
	useMinimapPlace(element, session, { width: layout.width, height: layout.height, ruler });

	const pointAt = ({ currentTarget, clientX, clientY }: PointerEvent): ImagePoint => {
		const box = currentTarget.getBoundingClientRect();
		return { x: (clientX - box.left - layout.left) / layout.scale, y: (clientY - box.top - layout.top) / layout.scale };
	};
	const centreOn = (image: ImagePoint) =>
		session.apply([
			{ type: "view", request: { type: "hold", image, at: centerOf(session.viewSize), zoom: session.camera.zoom } },
		]);

	function onPointerDown(event: PointerEvent): void {
		if (event.button !== 0) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		const at = pointAt(event);
		const centre = toImage(session.camera, centerOf(session.viewSize));
		if (isVisible(session, at)) grip.current = { x: at.x - centre.x, y: at.y - centre.y };
		else {
			grip.current = { x: 0, y: 0 };
			centreOn(at);
		}
	}

	function onPointerMove(event: PointerEvent): void {
		if (grip.current === null) return;
		const at = pointAt(event);
		centreOn({ x: at.x - grip.current.x, y: at.y - grip.current.y });
	}

	function onKeyDown(event: KeyboardEvent): void {
		const direction = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Escape") focusCanvas(event.currentTarget);
		else if (direction !== undefined) {
			const [x = 0, y = 0] = direction;
			const part = event.shiftKey ? LARGE_STEP : STEP;
			const { width, height } = session.viewSize;
			session.apply([{ type: "view", request: { type: "panBy", dx: x * part * width, dy: y * part * height } }]);
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}

	const { width, height } = layout;
	return (
		<div
			ref={element}
			className="hfis-view-aids-minimap"
			role="application"
			aria-label={STRINGS.minimapLabel[locale]}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the visible area.
			tabIndex={0}
			style={{ width, height }}
			onPointerDown={onPointerDown}
			onPointerMove={onPointerMove}
			onPointerUp={() => {
				grip.current = null;
			}}
			onLostPointerCapture={() => {
				grip.current = null;
			}}
			onKeyDown={onKeyDown}
		>
			<canvas ref={canvas} style={{ width, height }} />
			<svg aria-hidden="true" width={width} height={height}>
				<polygon ref={outline} />
			</svg>
		</div>
	);
}

function isVisible({ camera, viewSize }: EditorSession, image: ImagePoint): boolean {
	const { x, y } = toView(camera, image);
	return x >= 0 && y >= 0 && x <= viewSize.width && y <= viewSize.height;
}

function useOverview(
	canvas: React.RefObject<HTMLCanvasElement | null>,
	session: EditorSession,
	document: DocumentTree,
	layout: Layout,
): void {
	const { before, added } = sidesOf(document, { asOf: session.viewState.asOf });
	const layers = session.viewState.results ? [...before, ...added] : before;
	// Changes when a layer's patch has been rendered.
	const drawn = layers.map((layer) => `${layer.id}${session.getPatch(layer) ? "+" : ""}`).join(" ");
	const { scale, left, top, width, height } = layout;
	const redraw = useRef(() => {});
	const bitmaps = useMemo(() => new DisplayBitmaps(session.pictures, () => redraw.current()), [session]);
	useEffect(() => () => bitmaps.dispose(), [bitmaps]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: the drawn layers are identified by the string.
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return;
		const ratio = Math.min(2, window.devicePixelRatio);
		Object.assign(context.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
		context.imageSmoothingQuality = "medium";
		const origin = { left: left * ratio, top: top * ratio };
		const surface = { ...thumbnailSurface(context, scale * ratio), ...origin };
		redraw.current = () => {
			context.clearRect(0, 0, context.canvas.width, context.canvas.height);
			drawPictureSmall(surface, session, document, layers);
			drawObjectsSmall(surface, session, document, bitmaps);
		};
		redraw.current();
	}, [session, bitmaps, drawn, document.picture, document.references, scale, left, top, width, height]);
}

function useVisibleArea(
	outline: React.RefObject<SVGPolygonElement | null>,
	session: EditorSession,
	{ scale, left, top }: Layout,
): void {
	useLayoutEffect(() => {
		const draw = () => {
			const corners = mapCorners(invertMatrix(imageToView(session.camera)), rectOf(session.viewSize));
			const points = corners.map(({ x, y }) => `${x * scale + left},${y * scale + top}`);
			outline.current?.setAttribute("points", points.join(" "));
		};
		return followRedraws(session, ["camera"], draw);
	}, [outline, session, scale, left, top]);
}
