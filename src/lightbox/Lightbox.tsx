// The lightbox: an image over the whole panel that can be zoomed and panned, with steps to the adjacent images and a
// comparison of two images side by side.
import { ArrowLeftRight, ChevronLeft, ChevronRight, Columns2, Minus, Plus, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Fingers } from "../../editor/parts";
import { IconButton, tooltipProps, useDialogOverlay, useModalDialog } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskOutput, TaskRecord } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";
import { ImagePane, type PointerState } from "./ImagePane";
import { WHEEL_NOTCH_ZOOM } from "./lightboxCamera";
import { closeLightbox, type LightboxTarget, useLightbox } from "./lightboxState";
import { useFilteredTaskIds } from "./useFilteredTaskIds";
import { useLightboxCamera } from "./useLightboxCamera";
import { type ShownImage, useLightboxImages } from "./useLightboxImages";
import { useZoomGestures } from "./useZoomGestures";

interface LightboxProps {
	readonly library: Pick<Library, "getTask" | "getImage" | "watchTaskIds">;
	/** The steps go through the tasks that match it. */
	readonly filter: TaskFilter;
	/** The actions on the shown output. */
	readonly renderActions?: (task: TaskRecord, output: TaskOutput) => ReactNode;
}

export function Lightbox(props: LightboxProps) {
	const target = useLightbox((state) => state.target);
	return target ? <LightboxDialog {...props} target={target} /> : null;
}

/** In milliseconds: X held for longer swaps the images back when it is released. */
const HOLD_MS = 350;
/** In CSS pixels, for each press of Shift and an arrow key. */
const PAN_STEP = 80;
const ZOOM_STEP = WHEEL_NOTCH_ZOOM ** 2;
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

function LightboxDialog(props: LightboxProps & { readonly target: LightboxTarget }) {
	const { library, filter, target, renderActions } = props;
	const t = useTranslate();
	const dialog = useModalDialog();
	const overlay = useDialogOverlay();
	const stage = useRef<HTMLDivElement>(null);
	const ids = useFilteredTaskIds(library, filter);
	const images = useLightboxImages(library, target, ids);
	const { current, compared } = images;
	const [isComparing, setComparing] = useState(false);
	const xPressedAt = useRef(0);
	const shown: readonly ShownImage[] = !current ? [] : isComparing && compared ? [compared, current] : [current];
	// The panes share a camera, in the pixels of the first image that can be shown.
	const loaded = shown.find((one) => one.loaded.url)?.loaded ?? null;
	const { camera, latestCamera, size, move, zoomBy, toggleFit } = useLightboxCamera(
		dialog,
		stage,
		loaded,
		shown.length,
	);
	const [pointers] = useState(
		(): PointerState => ({
			fingers: new Fingers(() => latestCamera.current),
			origin: document.body,
			swipeStart: null,
		}),
	);
	useZoomGestures(stage, zoomBy);
	// A focused button would take Space and Enter, so that the dialog itself is focused at first.
	useEffect(() => dialog.current?.focus(), [dialog]);

	const step = (by: 1 | -1, isWholeTask = false): void => images.step(by, isComparing, isWholeTask);
	const compare = (isWanted: boolean): void => {
		if (isWanted) images.compare();
		setComparing(isWanted);
	};

	const keys: Readonly<Record<string, () => void>> = {
		"+": () => zoomBy(ZOOM_STEP),
		"=": () => zoomBy(ZOOM_STEP),
		"-": () => zoomBy(1 / ZOOM_STEP),
		"0": () => move({ type: "fit" }),
		"1": () => move({ type: "zoomTo", zoom: 1 }),
		c: () => compare(!isComparing),
		x: () => images.swap(),
		Escape: () => (isComparing ? compare(false) : closeLightbox()),
		ArrowLeft: () => step(-1),
		ArrowRight: () => step(1),
		ArrowUp: () => step(-1, true),
		ArrowDown: () => step(1, true),
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		event.stopPropagation();
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const arrow = ARROWS[key];
		const run = keys[key];
		if (!run) return;
		event.preventDefault();
		if (arrow && event.shiftKey) move({ type: "panBy", dx: -arrow[0] * PAN_STEP, dy: -arrow[1] * PAN_STEP });
		else if (key !== "x") run();
		else if (!event.repeat) {
			xPressedAt.current = event.timeStamp;
			run();
		}
	};
	const nameOf = ({ position, task: { outputs, inputs } }: ShownImage): string => {
		if (position >= 0) return t("lightbox.count", { number: position + 1, total: outputs.length });
		const number = -position - (inputs.target ? 1 : 0);
		return number === 0 ? t("lightbox.before") : t("detail.reference", { number });
	};
	const output = current && current.position >= 0 ? current.task.outputs[current.position] : undefined;
	const zoom = `${Math.round(camera.zoom * 100)} %`;
	return (
		<dialog
			ref={dialog}
			className="hfis-lightbox"
			data-hfis-covers=""
			aria-label={t("lightbox.title")}
			tabIndex={-1}
			onCancel={(event) => {
				event.preventDefault();
				closeLightbox();
			}}
			onClose={closeLightbox}
			onKeyDown={onKeyDown}
			onKeyUp={(event) => {
				const isHeld = event.key.toLowerCase() === "x" && event.timeStamp - xPressedAt.current > HOLD_MS;
				if (isHeld) images.swap();
			}}
		>
			<header className="hfis-lightbox-bar">
				<p role="status">
					{current ? (
						<>
							<b>{nameOf(current)}</b>{" "}
							{current.loaded.url ? `${current.loaded.width} × ${current.loaded.height}` : null}
						</>
					) : null}
				</p>
				<p className="hfis-lightbox-prompt">{current?.task.prompt}</p>
				<IconButton icon={Minus} label={t("lightbox.zoomOut")} onClick={() => zoomBy(1 / ZOOM_STEP)} />
				<button
					type="button"
					className="hfis-ui-button hfis-lightbox-zoom"
					aria-label={t("lightbox.fit", { zoom })}
					{...tooltipProps({ text: t("lightbox.fit", { zoom }) })}
					onClick={() => toggleFit()}
				>
					{zoom}
				</button>
				<IconButton icon={Plus} label={t("lightbox.zoomIn")} onClick={() => zoomBy(ZOOM_STEP)} />
				<IconButton
					icon={Columns2}
					label={t("lightbox.compare")}
					aria-pressed={isComparing}
					onClick={() => compare(!isComparing)}
				/>
				<IconButton icon={ArrowLeftRight} label={t("lightbox.swap")} onClick={images.swap} />
				<IconButton icon={X} label={t("app.close")} onClick={closeLightbox} />
			</header>
			<div ref={stage} className="hfis-lightbox-stage">
				{shown.map((one, index) => (
					<ImagePane
						// Counted from the right, so that the current image keeps its pane when a comparison begins.
						key={shown.length - index}
						shown={one}
						size={size}
						camera={camera}
						latestCamera={latestCamera}
						pointers={pointers}
						name={shown.length > 1 ? nameOf(one) : undefined}
						onCamera={move}
						onToggleFit={toggleFit}
						onSwipe={step}
					/>
				))}
			</div>
			<IconButton
				icon={ChevronLeft}
				className="hfis-lightbox-step"
				label={t("lightbox.previous")}
				aria-disabled={!images.hasPrevious}
				onClick={() => step(-1)}
			/>
			<IconButton
				icon={ChevronRight}
				className="hfis-lightbox-step"
				label={t("lightbox.next")}
				aria-disabled={!images.hasNext}
				onClick={() => step(1)}
			/>
			{current && output && renderActions ? (
				<footer className="hfis-lightbox-actions">{renderActions(current.task, output)}</footer>
			) : null}
			{overlay}
		</dialog>
	);
}
