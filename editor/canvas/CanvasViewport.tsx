// The canvas element: measures its size in whole device pixels, mounts the layers and the input, sets the CSS cursor, and
// describes its state for screen readers.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PictureRef } from "../document";
import type { Size } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { toImage } from "../state/camera";
import { describeSelection } from "../state/describeObjects";
import type { Snapshot } from "../state/snapshot";
import { describeViewTurn, describeWork, fill, STRINGS } from "../strings";
import { findTool } from "../tools";
import type { Locale } from "../types";
import { type Opening, OpeningPicture, useOpeningPicture } from "./OpeningPicture";
import { attachBrushRing } from "./overlays/brushRing";
import { describeFrame } from "./overlays/frameOverlay";
import { useCanvasStage } from "./useCanvasStage";

interface CanvasViewportProps {
	readonly session: EditorSession;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
	readonly opening: Opening | null;
	/** Attaches pointer input and returns a function that detaches it. Keep it the same from one rendering to the next. */
	readonly attachInput: (element: HTMLElement, session: EditorSession) => () => void;
}

/** The canvas size in CSS pixels, which may be fractions, and the device pixels per CSS pixel. */
interface Extent extends Size {
	readonly ratio: number;
}

export function CanvasViewport({ session, snapshot, locale, opening, attachInput }: CanvasViewportProps) {
	const element = useRef<HTMLDivElement>(null);
	const ring = useRef<HTMLDivElement>(null);
	const extent = useExtent(element, session);
	const CanvasStage = useCanvasStage(snapshot.document !== null || snapshot.state.isBusy || opening !== null);
	const shownOpening = useOpeningPicture(opening, CanvasStage !== null && snapshot.document !== null);

	useEffect(
		() => (element.current === null ? undefined : attachInput(element.current, session)),
		[session, attachInput],
	);
	useCssCursor(element, session);
	useEffect(() => (ring.current === null ? undefined : attachBrushRing(ring.current, session)), [session]);

	return (
		<div
			ref={element}
			className="hfis-viewport"
			// Files that are dropped on it are placed there.
			data-purpose="place"
			role="application"
			aria-label={STRINGS.canvas[locale]}
			// Behind a generated picture it is not reached.
			tabIndex={snapshot.document === null || snapshot.shownGenerated !== null ? -1 : 0}
		>
			{shownOpening !== null && extent.width > 0 && <OpeningPicture opening={shownOpening} view={extent} />}
			{CanvasStage !== null && snapshot.document !== null && extent.width > 0 && (
				<CanvasStage session={session} size={extent} ratio={extent.ratio} />
			)}
			<div ref={ring} className="hfis-viewport-ring" aria-hidden="true" />
			<span className="hfis-ui-visually-hidden" aria-live="polite">
				{describe(session, snapshot, locale)}
			</span>
		</div>
	);
}

/** The work under way; otherwise the active tool and the state that its button does not show. */
function describe(session: EditorSession, snapshot: Snapshot, locale: Locale): string {
	const { document, activeTool, keyboardPointer, orientation, state, isWorking, selectedObjects, openPanel } = snapshot;
	if (state.isBusy || isWorking) return describeWork(snapshot, locale);
	if (document === null) return "";
	const tool = findTool(activeTool);
	const parts = [tool.label[locale]];
	if (tool.isFraming && document.frame) parts.push(describeFrame(document.frame, document.picture));
	parts.push(...describeOrientation(document.picture, locale));
	const turn = describeViewTurn(orientation, locale);
	if (turn !== "") parts.push(turn);
	if (selectedObjects.length > 0 && (tool.isPlacing || openPanel === "layers")) {
		parts.push(describeSelection(document, selectedObjects, locale));
	}
	if (keyboardPointer !== null) {
		const { x, y } = toImage(session.camera, keyboardPointer.at);
		parts.push(`${Math.round(x)}, ${Math.round(y)}${keyboardPointer.isPressed ? " ●" : ""}`);
	}
	return parts.join(" · ");
}

/** The picture's cropping, turning and mirroring in words; empty where it is as imported. */
function describeOrientation({ width, height, imported, orientation }: PictureRef, locale: Locale): readonly string[] {
	if (imported === undefined && orientation === undefined) return [];
	const { turns, isFlipped } = orientation ?? {};
	return [
		`${width} × ${height}`,
		...(isFlipped ? [STRINGS.pictureMirrored[locale]] : []),
		...(turns ? [fill(STRINGS.pictureTurned, locale, { degrees: turns * 90 })] : []),
	];
}

/** Outside of React's rendering, because it may change with every move. */
function useCssCursor(element: React.RefObject<HTMLDivElement | null>, session: EditorSession): void {
	useEffect(() => {
		const update = () => {
			if (element.current === null) return;
			const cursor = session.tools.getCursor();
			const { isGesturing } = session.getSnapshot();
			const css = cursor.kind !== "css" ? "none" : isGesturing ? cursor.active : cursor.idle;
			if (element.current.style.cursor !== css) element.current.style.cursor = css;
		};
		const schedule = () => session.frames.schedule("draw", update);
		update();
		const unsubscribe = [
			session.subscribe(schedule),
			session.onRedraw((scope) => (scope === "cursor" || scope === "pointer") && schedule()),
		];
		return () => {
			for (const stop of unsubscribe) stop();
			session.frames.cancel("draw", update);
		};
	}, [element, session]);
}

/** Whole device pixels, because a canvas that is stretched by a fraction of one is blurred. */
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
		// Its first call comes before the first paint, without forcing a layout.
		const observer = new ResizeObserver((entries) => measure(entries.at(-1)));
		try {
			observer.observe(viewport, { box: "device-pixel-content-box" });
		} catch {
			observer.observe(viewport);
		}
		// The ratio changes when the window moves to another screen and with the browser's zoom.
		let query: MediaQueryList | null = null;
		const onRatio = () => {
			watchRatio();
			measure();
		};
		const watchRatio = () => {
			query?.removeEventListener("change", onRatio);
			query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
			query.addEventListener("change", onRatio);
		};
		watchRatio();
		return () => {
			observer.disconnect();
			query?.removeEventListener("change", onRatio);
		};
	}, [element, session]);
	return extent;
}

/** The measured length, unless it contradicts the ratio: under an emulated ratio the browser measures the real one. */
function deviceLength(start: number, end: number, ratio: number, measured: number | undefined): number {
	const length = Math.round(end * ratio) - Math.round(start * ratio);
	return measured !== undefined && Math.abs(measured - length) <= 1 ? measured : length;
}
