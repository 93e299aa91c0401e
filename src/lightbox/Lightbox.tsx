// A picture in full, over the whole panel: nearer and farther, on to the next one, two beside each other.
import { ArrowLeftRight, ChevronLeft, ChevronRight, Columns2, Minus, Plus, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Fingers } from "../../editor";
import { IconButton, tooltipProps, useDialogOverlay, useModalDialog } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskFilter } from "../library/taskQuery";
import { type Hand, Pane } from "./Pane";
import { closeLightbox, type Looked, useLightbox } from "./state";
import { useTaskOrder } from "./taskOrder";
import { type Shown, useWalk } from "./useWalk";
import { look, NOT_MOVED, NOTCH, type Request, sceneOf, settled } from "./view";
import { wheelFactor } from "./wheel";

interface LightboxProps {
	readonly library: Pick<Library, "getTask" | "getImage" | "watchTaskIds">;
	/** Arrows go on through what is found by it. */
	readonly filter: TaskFilter;
}

export function Lightbox(props: LightboxProps) {
	const looked = useLightbox((state) => state.looked);
	return looked ? <Looking {...props} looked={looked} /> : null;
}

/** Milliseconds; a press that is longer means: only while it lasts. */
const HOLD = 350;
/** CSS pixels that an arrow moves the picture. */
const PAN = 80;
const KEY_ZOOM = NOTCH ** 2;
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

function Looking({ library, filter, looked }: LightboxProps & { readonly looked: Looked }) {
	const t = useTranslate();
	const dialog = useModalDialog();
	const over = useDialogOverlay();
	const stage = useRef<HTMLDivElement>(null);
	const ids = useTaskOrder(library, filter);
	const walk = useWalk(library, looked, ids);
	const { walking, other } = walk;
	const [isCompared, setCompared] = useState(false);
	const [moved, setMoved] = useState(NOT_MOVED);
	const [view, setView] = useState({ width: 1, height: 1 });
	const heldSince = useRef(0);
	const shown: readonly Shown[] = !walking ? [] : isCompared && other ? [other, walking] : [walking];
	// Of two the first that can be seen.
	const { width, height } = shown.find(({ picture }) => picture.url)?.picture ?? view;
	const scene = sceneOf({ width, height });
	const camera = settled(moved, scene, view);
	const now = useRef(camera);
	now.current = camera;
	const [hand] = useState((): Hand => ({ fingers: new Fingers(() => now.current), on: document.body, swipe: null }));

	// biome-ignore lint/correctness/useExhaustiveDependencies: another size is looked at anew, the same from where one is.
	useLayoutEffect(() => setMoved(NOT_MOVED), [width, height, shown.length]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: two share the room of one.
	useLayoutEffect(() => {
		const [element, root] = [stage.current, dialog.current?.parentElement];
		if (!element || !root) return undefined;
		const settle = (): void => {
			const box = root.getBoundingClientRect();
			for (const side of ["left", "top", "width", "height"] as const) {
				if (dialog.current) dialog.current.style[side] = `${box[side]}px`;
			}
			const { clientWidth, clientHeight } = element.firstElementChild ?? element;
			setView({ width: clientWidth, height: clientHeight });
		};
		settle();
		const observer = new ResizeObserver(settle);
		observer.observe(root);
		observer.observe(element);
		return () => observer.disconnect();
	}, [shown.length]);
	// What has the focus takes Space and Enter: at first nothing does.
	useEffect(() => dialog.current?.focus(), [dialog]);

	const to = (request: Request): void => {
		now.current = look(now.current, request, scene, view);
		setMoved(now.current);
	};
	const zoomBy = (factor: number, at?: { readonly x: number; readonly y: number }): void =>
		to({ type: "zoomTo", zoom: now.current.zoom * factor, ...(at ? { at } : {}) });
	/** Who points at something wants to see it nearer, however large it is already. */
	const toggleFit = (at?: { readonly x: number; readonly y: number }): void => {
		const nearer = { type: "zoomTo", ...(at ? { zoom: Math.max(1, 2 * now.current.zoom), at } : { zoom: 1 }) } as const;
		to(now.current.isFitted ? nearer : { type: "fit" });
	};
	const step = (by: 1 | -1, isWholeTask = false): void => walk.step(by, isCompared, isWholeTask);
	const compare = (isWanted: boolean): void => {
		if (isWanted) walk.pair();
		setCompared(isWanted);
	};

	const latest = useRef(zoomBy);
	latest.current = zoomBy;
	useEffect(() => {
		const listening = new AbortController();
		const options = { passive: false, signal: listening.signal };
		function on<E extends Event>(type: string, factorOf: (event: E) => number): void {
			const zoom = (event: Event): void => {
				event.preventDefault();
				const { target, clientX, clientY } = event as MouseEvent;
				const pane = (target as Element).closest(".hfis-lightbox-pane")?.getBoundingClientRect();
				if (pane) latest.current(factorOf(event as E), { x: clientX - pane.left, y: clientY - pane.top });
			};
			stage.current?.addEventListener(type, zoom, options);
		}
		on<WheelEvent>("wheel", wheelFactor);
		// Safari's pinch on a trackpad; `scale` counts from its beginning.
		let last = 1;
		const pinch = ({ scale }: Event & { readonly scale: number }): number => {
			const factor = scale / last;
			last = scale;
			return factor;
		};
		on("gesturestart", () => {
			last = 1;
			return 1;
		});
		on("gesturechange", pinch);
		return () => listening.abort();
	}, []);

	const keys: Readonly<Record<string, () => void>> = {
		"+": () => zoomBy(KEY_ZOOM),
		"=": () => zoomBy(KEY_ZOOM),
		"-": () => zoomBy(1 / KEY_ZOOM),
		"0": () => to({ type: "fit" }),
		"1": () => to({ type: "zoomTo", zoom: 1 }),
		c: () => compare(!isCompared),
		x: () => walk.swap(),
		Escape: () => (isCompared ? compare(false) : closeLightbox()),
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
		if (arrow && event.shiftKey) to({ type: "panBy", dx: -arrow[0] * PAN, dy: -arrow[1] * PAN });
		else if (key !== "x") run();
		else if (!event.repeat) {
			heldSince.current = event.timeStamp;
			run();
		}
	};
	const nameOf = ({ at, task: { outputs, inputs } }: Shown): string => {
		if (at >= 0) return t("lightbox.count", { number: at + 1, total: outputs.length });
		const number = -at - (inputs.target ? 1 : 0);
		return number === 0 ? t("lightbox.before") : t("detail.reference", { number });
	};
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
				const isHeld = event.key.toLowerCase() === "x" && event.timeStamp - heldSince.current > HOLD;
				if (isHeld) walk.swap();
			}}
		>
			<header className="hfis-lightbox-bar">
				<p role="status">
					{walking ? (
						<>
							<b>{nameOf(walking)}</b>{" "}
							{walking.picture.url ? `${walking.picture.width} × ${walking.picture.height}` : null}
						</>
					) : null}
				</p>
				<p className="hfis-lightbox-prompt">{walking?.task.prompt}</p>
				<IconButton icon={Minus} label={t("lightbox.farther")} onClick={() => zoomBy(1 / KEY_ZOOM)} />
				<button
					type="button"
					className="hfis-ui-button hfis-lightbox-zoom"
					aria-label={t("lightbox.fit", { zoom })}
					{...tooltipProps({ text: t("lightbox.fit", { zoom }) })}
					onClick={() => toggleFit()}
				>
					{zoom}
				</button>
				<IconButton icon={Plus} label={t("lightbox.nearer")} onClick={() => zoomBy(KEY_ZOOM)} />
				<IconButton
					icon={Columns2}
					label={t("lightbox.compare")}
					aria-pressed={isCompared}
					onClick={() => compare(!isCompared)}
				/>
				<IconButton icon={ArrowLeftRight} label={t("lightbox.swap")} onClick={walk.swap} />
				<IconButton icon={X} label={t("app.close")} onClick={closeLightbox} />
			</header>
			<div ref={stage} className="hfis-lightbox-stage">
				{shown.map((one, at) => (
					<Pane
						key={shown.length - at}
						shown={one}
						size={{ width, height }}
						camera={camera}
						now={now}
						hand={hand}
						name={shown.length > 1 ? nameOf(one) : undefined}
						onLook={to}
						onToggle={toggleFit}
						onSwipe={step}
					/>
				))}
			</div>
			<IconButton
				icon={ChevronLeft}
				className="hfis-lightbox-step"
				label={t("lightbox.previous")}
				aria-disabled={!walk.hasPrevious}
				onClick={() => step(-1)}
			/>
			<IconButton
				icon={ChevronRight}
				className="hfis-lightbox-step"
				label={t("lightbox.next")}
				aria-disabled={!walk.hasNext}
				onClick={() => step(1)}
			/>
			{over}
		</dialog>
	);
}
