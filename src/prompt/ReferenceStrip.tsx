// The pictures that go along, numbered as they go out. Dragged by mouse or finger, moved by Alt and the arrows.
import { Crosshair, X } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from "react";
import { IconButton, tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import type { GoingAlong } from "./requestImages";
import { reserveFor } from "./reserveHeight";

interface ReferenceStripProps {
	readonly library: Pick<Library, "getThumbnail">;
	readonly pictures: readonly GoingAlong[];
	/** False where it can go no further. */
	readonly onMove: (from: number, to: number) => boolean;
	readonly onRemove: (picture: GoingAlong) => void;
	readonly onMention: (number: number) => void;
}

const DRAG_STARTS_PX = 5;
const reserve = reserveFor("strip");

export function ReferenceStrip({ library, pictures, onMove, onRemove, onMention }: ReferenceStripProps) {
	const t = useTranslate();
	const list = useRef<HTMLUListElement>(null);
	const hintId = useId();
	const [said, setSaid] = useState("");
	const [drag, setDrag] = useState<{ readonly from: number; readonly over: number } | null>(null);
	const pressed = useRef<{ readonly at: number; readonly x: number; readonly y: number } | null>(null);
	const wasDrag = useRef(false);

	const move = (from: number, to: number): void => {
		const picture = pictures[from];
		if (!picture || !onMove(from, to)) return;
		setSaid(t("prompt.references.moved", { name: picture.name, number: to + 1 }));
		// The same picture keeps the focus where it is now.
		requestAnimationFrame(() => focusOn(to));
	};
	const focusOn = (index: number): void =>
		list.current?.children[index]?.querySelector<HTMLElement>(".hfis-references-face")?.focus();

	const onKeyDown = (event: KeyboardEvent, index: number): void => {
		const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
		const picture = pictures[index];
		if (by !== undefined) {
			if (event.altKey) move(index, index + by);
			else focusOn(index + by);
		} else if ((event.key === "Delete" || event.key === "Backspace") && picture && !picture.isTarget) {
			onRemove(picture);
			requestAnimationFrame(() => focusOn(Math.min(index, pictures.length - 2)));
		} else return;
		event.preventDefault();
		event.stopPropagation();
	};

	/** Of the places where it can go. */
	const nearest = (from: number, { clientX, clientY }: PointerEvent): number => {
		let [best, least] = [from, Number.POSITIVE_INFINITY];
		for (const [index, item] of [...(list.current?.children ?? [])].entries()) {
			const there = pictures[index];
			if (!there || there.isTarget || there.home !== pictures[from]?.home) continue;
			const { left, top, width, height } = item.getBoundingClientRect();
			const distance = Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY);
			if (distance < least) [best, least] = [index, distance];
		}
		return best;
	};
	const others = pictures.filter(({ isTarget }) => !isTarget);
	const end = (): void => {
		pressed.current = null;
		setDrag(null);
	};

	return (
		<div ref={reserve} className="hfis-references-bar">
			<ul ref={list} className="hfis-references-strip" aria-label={t("prompt.references")}>
				{pictures.map((picture, index) => {
					const { id, image, name, isTarget } = picture;
					const label = t(isTarget ? "prompt.references.target" : "prompt.references.number", {
						number: index + 1,
						name,
					});
					const side =
						drag?.over === index && drag.from !== index ? (drag.from < index ? "after" : "before") : undefined;
					return (
						<li
							key={`${picture.home} ${id}`}
							className="hfis-references-item"
							data-is-dragged={drag?.from === index || undefined}
							data-insert={side}
						>
							<button
								type="button"
								className="hfis-references-face"
								aria-label={label}
								aria-describedby={isTarget ? undefined : hintId}
								title={label}
								onKeyDown={(event) => onKeyDown(event, index)}
								onClick={() => {
									if (!wasDrag.current) onMention(index + 1);
								}}
								onPointerDown={(event) => {
									wasDrag.current = false;
									if (event.button !== 0 || isTarget) return;
									pressed.current = { at: index, x: event.clientX, y: event.clientY };
									// Also where the button is let go far away.
									event.currentTarget.setPointerCapture(event.pointerId);
								}}
								onPointerMove={(event) => {
									const start = pressed.current;
									if (!start) return;
									const way = Math.hypot(event.clientX - start.x, event.clientY - start.y);
									if (!drag && way < DRAG_STARTS_PX) return;
									wasDrag.current = true;
									setDrag({ from: start.at, over: nearest(start.at, event) });
								}}
								onPointerUp={() => {
									if (drag) move(drag.from, drag.over);
									end();
								}}
								onPointerCancel={end}
							>
								<Thumbnail library={library} sha256={image} alt="" />
								<span className="hfis-references-number">{index + 1}</span>
								{isTarget ? <Crosshair className="hfis-references-target" size={13} aria-hidden="true" /> : null}
							</button>
							{isTarget ? null : (
								<button
									type="button"
									className="hfis-references-remove"
									aria-label={t("prompt.references.remove", { name })}
									{...tooltipProps({ text: t("prompt.references.remove", { name }), side: "above" })}
									tabIndex={-1}
									onClick={() => onRemove(picture)}
								>
									<X size={12} aria-hidden="true" />
								</button>
							)}
						</li>
					);
				})}
			</ul>
			{others.length > 1 ? (
				<IconButton
					icon={X}
					size={16}
					label={t("prompt.references.clear")}
					onClick={() => {
						for (const picture of others) onRemove(picture);
					}}
				/>
			) : null}
			<span id={hintId} className="hfis-ui-visually-hidden">
				{t("prompt.references.keys")}
			</span>
			<span className="hfis-ui-visually-hidden" role="status">
				{said}
			</span>
		</div>
	);
}
