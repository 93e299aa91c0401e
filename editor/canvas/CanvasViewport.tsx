// The canvas: its size, its cursor, what is drawn on it, and what is said about it to those who do not see it.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { attachPointer } from "../input/pointer";
import type { Size } from "../raster/index";
import type { EditorSession } from "../session/editorSession";
import { toImage } from "../state/camera";
import type { Snapshot } from "../state/snapshot";
import { STRINGS } from "../strings";
import { findTool } from "../tools/index";
import type { Locale } from "../types";
import { CanvasLayers } from "./CanvasLayers";
import { describeFrame } from "./overlays/frameOverlay";

interface ViewportProps {
	readonly session: EditorSession;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}

/** How large the canvas is, in CSS pixels that need not be whole, and how many device pixels one of them is. */
interface Extent extends Size {
	readonly ratio: number;
}

export function CanvasViewport({ session, snapshot, locale }: ViewportProps) {
	const element = useRef<HTMLDivElement>(null);
	const extent = useExtent(element, session);

	useEffect(() => (element.current === null ? undefined : attachPointer(element.current, session)), [session]);
	useCursor(element, session);

	return (
		<div
			ref={element}
			className="hfis-viewport"
			role="application"
			aria-label={STRINGS.canvas[locale]}
			tabIndex={snapshot.document === null ? -1 : 0}
		>
			{snapshot.document !== null && extent.width > 0 && (
				<CanvasLayers session={session} size={extent} ratio={extent.ratio} />
			)}
			<span className="hfis-said" aria-live="polite">
				{describe(session, snapshot, locale)}
			</span>
		</div>
	);
}

/** What it is busy with; else the tool in hand, and what of it cannot be told from its button. */
function describe(
	session: EditorSession,
	{ document, activeTool, keyboardPointer, state, isWorking }: Snapshot,
	locale: Locale,
): string {
	if (state.isBusy || isWorking) return STRINGS[state.isBusy ? "opening" : "working"][locale];
	if (document === null) return "";
	const tool = findTool(activeTool);
	const said = [tool.label[locale]];
	if (tool.isFraming && document.frame) said.push(describeFrame(document.frame, document.picture));
	if (keyboardPointer !== null) {
		const { x, y } = toImage(session.camera, keyboardPointer.at);
		said.push(`${Math.round(x)}, ${Math.round(y)}${keyboardPointer.isPressed ? " ●" : ""}`);
	}
	return said.join(" · ");
}

/** Beside React: it changes with every move over the edit frame. */
function useCursor(element: React.RefObject<HTMLDivElement | null>, session: EditorSession): void {
	useEffect(() => {
		const update = () => {
			if (element.current === null) return;
			const cursor = session.getCursor();
			const { isGesturing } = session.getSnapshot();
			const css = cursor.kind === "ring" ? "none" : isGesturing ? cursor.active : cursor.idle;
			if (element.current.style.cursor !== css) element.current.style.cursor = css;
		};
		update();
		const detach = [session.subscribe(update), session.onRedraw((what) => what === "cursor" && update())];
		return () => {
			for (const stop of detach) stop();
		};
	}, [element, session]);
}

/** Whole device pixels: a canvas that is stretched by a fraction of one is blurred. */
function useExtent(element: React.RefObject<HTMLDivElement | null>, session: EditorSession): Extent {
	const [extent, setExtent] = useState<Extent>({ width: 0, height: 0, ratio: window.devicePixelRatio });
	useLayoutEffect(() => {
		const viewport = element.current;
		if (viewport === null) return;
		const measure = (entry?: ResizeObserverEntry) => {
			const ratio = window.devicePixelRatio;
			const { left, top, right, bottom } = viewport.getBoundingClientRect();
			const [box] = entry?.devicePixelContentBoxSize ?? [];
			const width = deviceLength(left, right, ratio, box?.inlineSize) / ratio;
			const height = deviceLength(top, bottom, ratio, box?.blockSize) / ratio;
			setExtent((known) => {
				const isSame = known.width === width && known.height === height && known.ratio === ratio;
				return isSame ? known : { width, height, ratio };
			});
			session.resize({ width, height });
		};
		measure();
		const observer = new ResizeObserver((entries) => measure(entries.at(-1)));
		try {
			observer.observe(viewport, { box: "device-pixel-content-box" });
		} catch {
			observer.observe(viewport);
		}
		// From screen to screen, and the browser's own zoom.
		let query: MediaQueryList | null = null;
		const onRatio = () => {
			query?.removeEventListener("change", onRatio);
			query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
			query.addEventListener("change", onRatio);
			measure();
		};
		onRatio();
		return () => {
			observer.disconnect();
			query?.removeEventListener("change", onRatio);
		};
	}, [element, session]);
	return extent;
}

/** As the browser has it, where it says so; it may not know of a ratio that is only pretended. */
function deviceLength(start: number, end: number, ratio: number, measured: number | undefined): number {
	const length = Math.round(end * ratio) - Math.round(start * ratio);
	return measured !== undefined && Math.abs(measured - length) <= 1 ? measured : length;
}
