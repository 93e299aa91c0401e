// The notes of masked regions: a number beside each region, and an input field beside the active one.
import { Trash2 } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { tooltipProps } from "../../../ui";
import { activeMask, editMasks, nextMask, type RegionNote, regionNotes } from "../../document";
import { cornerInView } from "../../state/camera";
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";
import { placeTab, rulerBreadth } from "./placeTab";

/** CSS pixels from the view's edge. */
const EDGE = 6;
const MAX_LENGTH = 1000;

export function RegionNotes(panelProps: PanelProps) {
	const { snapshot } = panelProps;
	const { document } = snapshot;
	if (document === null || !snapshot.isMaskShown || snapshot.isMaskOnly) return null;
	return regionNotes(document).map((note) => <RegionNoteTab key={note.mask} {...panelProps} note={note} />);
}

function RegionNoteTab({ session, snapshot, locale, note }: PanelProps & { readonly note: RegionNote }) {
	const tab = useRef<HTMLDivElement>(null);
	const field = useRef<HTMLInputElement>(null);
	const { mask, number, text, colour, bounds } = note;
	const { left, top, right, bottom } = bounds;
	const rulers = rulerBreadth(snapshot);
	const { document, isGesturing } = snapshot;
	const isActive = document !== null && activeMask(document).id === mask;

	useLayoutEffect(() => {
		const element = tab.current;
		if (element === null) return;
		const place = () => {
			const { x, y } = cornerInView(session.camera, { left, top, right, bottom }, "right");
			const beside = { x, y: y - element.offsetHeight / 2 };
			placeTab(element, beside, session.viewSize, { rulers, margin: EDGE });
		};
		place();
		// The tab is wider while its field is shown.
		const observer = new ResizeObserver(place);
		observer.observe(element);
		const stop = session.onRedraw((what) => {
			if (what === "camera") place();
		});
		return () => {
			stop();
			observer.disconnect();
		};
	}, [session, left, top, right, bottom, rulers]);

	// A new note takes the focus, so that it can be written at once.
	const isNew = isActive && text === "" && !isGesturing;
	useLayoutEffect(() => {
		if (isNew) field.current?.focus({ preventScroll: true });
	}, [isNew]);

	const select = () => session.apply([{ type: "amend", commands: [{ type: "mask.select", mask }] }]);
	const write = (words: string) =>
		session.apply([
			{ type: "commands", commands: [{ type: "mask.set", mask, changes: { note: words } }], merge: `${mask} note` },
		]);
	const remove = () => {
		if (document === null) return;
		const isOnly = editMasks(document).length === 1;
		const fresh = isOnly ? [{ type: "mask.add", mask: nextMask(document) } as const] : [];
		session.apply([{ type: "commands", commands: [...fresh, { type: "mask.remove", mask }] }]);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.nativeEvent.isComposing) return;
		if (event.key !== "Enter" && event.key !== "Escape") return;
		event.preventDefault();
		event.stopPropagation();
		tab.current
			?.closest(".hfis-editor-view")
			?.querySelector<HTMLElement>(".hfis-viewport")
			?.focus({ preventScroll: true });
	};

	const name = fill(STRINGS.regionPromptLabel, locale, { number: String(number) });
	return (
		<div
			ref={tab}
			className="hfis-overlays-note"
			data-active={isActive}
			style={{ "--hfis-note": colour } as React.CSSProperties}
		>
			<button
				type="button"
				className="hfis-overlays-note-number"
				aria-label={name}
				title={text || name}
				onClick={select}
			>
				{number}
			</button>
			{isActive && (
				<>
					<input
						ref={field}
						className="hfis-overlays-note-words"
						value={text}
						maxLength={MAX_LENGTH}
						aria-label={name}
						placeholder={STRINGS.regionPromptPlaceholder[locale]}
						onChange={(event) => write(event.target.value)}
						onKeyDown={onKeyDown}
					/>
					<button
						type="button"
						className="hfis-overlays-note-remove"
						aria-label={STRINGS.deleteRegion[locale]}
						{...tooltipProps({ text: STRINGS.deleteRegion[locale] })}
						onClick={remove}
					>
						<Trash2 size={14} aria-hidden="true" />
					</button>
				</>
			)}
		</div>
	);
}
