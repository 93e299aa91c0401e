// One row of a layer list: visibility, swatch or thumbnail, name, and a menu. It knows no document.
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ArrowDown, ArrowUp, Ellipsis, Eye, EyeOff, type LucideIcon, PencilLine, Trash2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { IconButton, MenuItem, moveFocus } from "../../../ui";
import { fill, STRINGS } from "../../strings";
import type { Locale } from "../../types";
import { EditorPopover } from "../EditorPopover";
import { keyText } from "../keyLabels";

export interface RowCommand {
	readonly label: string;
	readonly icon: LucideIcon;
	readonly keys?: string;
	readonly isEnabled?: boolean | undefined;
	run(): void;
}

/** A press selects one layer, with Ctrl or Cmd it adds or removes it, with Shift it selects up to there. */
export type SelectMode = "only" | "toggle" | "range";

export interface LayerRowProps {
	readonly id: string;
	readonly name: string;
	/** The initial text of the rename field. */
	readonly ownName: string;
	readonly locale: Locale;
	readonly isVisible: boolean;
	readonly isActive?: boolean;
	/** Several layers can be selected; absent where one at most is active. */
	readonly isSelected?: boolean;
	/** The accessible name, where it says more than the visible one. */
	readonly description?: string;
	/** The swatch or thumbnail, with the popover that it opens. */
	readonly face: ReactNode;
	readonly more?: ReactNode;
	/** Menu items beside those of every layer. */
	readonly commands?: readonly RowCommand[];
	onShow(isVisible: boolean): void;
	onSelect?(mode: SelectMode): void;
	/** Without it the layer cannot be renamed. */
	onRename?: ((name: string) => void) | undefined;
	/** -1: towards the top of the list. */
	onStep?: ((by: -1 | 1) => void) | undefined;
	readonly isTop?: boolean;
	readonly isBottom?: boolean;
	onDelete?: (() => void) | undefined;
}

export function LayerRow(props: LayerRowProps) {
	const { id, name, ownName, locale, isVisible, isActive, isSelected, description, face, more } = props;
	const { onShow, onSelect, onRename, onStep, onDelete } = props;
	const [isNaming, setNaming] = useState(false);
	const row = useRef<HTMLLIElement>(null);
	const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id });

	/** The focus moves to the row beside. */
	function remove(): void {
		const beside = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
		beside?.querySelector<HTMLElement>(".hfis-layers-name")?.focus();
		onDelete?.();
	}

	function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
		const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
		if (ctrlKey || metaKey || shiftKey) return;
		if (altKey && (key === "ArrowUp" || key === "ArrowDown")) onStep?.(key === "ArrowUp" ? -1 : 1);
		else if (altKey) return;
		else if (key === "F2" && onRename) setNaming(true);
		else if ((key === "Delete" || key === "Backspace") && onDelete) remove();
		else {
			const names = event.currentTarget.closest(".hfis-side-panel")?.querySelectorAll<HTMLElement>(".hfis-layers-name");
			if (!moveFocus(key, ["vertical"], [...(names ?? [])])) return;
		}
		event.preventDefault();
		event.stopPropagation();
	}

	return (
		<li
			ref={(element) => {
				row.current = element;
				setNodeRef(element);
			}}
			className="hfis-layers-row"
			style={{ transform: CSS.Translate.toString(transform), transition }}
			data-layer={id}
			data-active={isActive || isSelected}
			data-hidden={!isVisible}
			data-dragged={isDragging}
		>
			<IconButton
				icon={isVisible ? Eye : EyeOff}
				size={16}
				label={fill(STRINGS.show, locale, { name })}
				aria-pressed={isVisible}
				onClick={() => onShow(!isVisible)}
			/>
			{face}
			{isNaming ? (
				<NameField
					label={fill(STRINGS.nameOf, locale, { name })}
					first={ownName}
					placeholder={name}
					onDone={(given) => {
						setNaming(false);
						if (given !== null) onRename?.(given);
					}}
				/>
			) : (
				<button
					ref={setActivatorNodeRef}
					type="button"
					className="hfis-layers-name"
					title={name}
					aria-label={description}
					aria-current={isActive ? "true" : undefined}
					aria-pressed={isSelected}
					onClick={({ shiftKey, ctrlKey, metaKey }) =>
						onSelect?.(shiftKey ? "range" : ctrlKey || metaKey ? "toggle" : "only")
					}
					onDoubleClick={() => onRename && setNaming(true)}
					onKeyDown={onKeyDown}
					{...listeners}
				>
					{name}
				</button>
			)}
			{more}
			<EditorPopover
				label={fill(STRINGS.moreActionsFor, locale, { name })}
				face={<Ellipsis size={16} aria-hidden="true" />}
				tooltipSide="left"
				isMenu
				name="row"
			>
				{(close) => (
					<div className="hfis-ui-menu-section">
						{commandsOf(props, () => setNaming(true), remove).map(({ label, icon, keys, isEnabled = true, run }) => (
							<MenuItem
								key={label}
								{...{ label, icon, keys }}
								disabled={!isEnabled}
								onClick={() => {
									close();
									run();
								}}
							/>
						))}
					</div>
				)}
			</EditorPopover>
		</li>
	);
}

function commandsOf(props: LayerRowProps, rename: () => void, remove: () => void): readonly RowCommand[] {
	const { locale, onRename, onStep, onDelete, isTop, isBottom, commands = [] } = props;
	const all: RowCommand[] = [];
	if (onRename) all.push({ label: STRINGS.rename[locale], icon: PencilLine, keys: "F2", run: rename });
	if (onStep) {
		const step = (by: -1 | 1) => () => onStep(by);
		const alt = (arrow: string) => keyText(`Alt+${arrow}`);
		all.push({ label: STRINGS.moveUp[locale], icon: ArrowUp, keys: alt("↑"), isEnabled: !isTop, run: step(-1) });
		all.push({ label: STRINGS.moveDown[locale], icon: ArrowDown, keys: alt("↓"), isEnabled: !isBottom, run: step(1) });
	}
	all.push(...commands);
	const [label, keys] = [STRINGS.delete[locale], keyText("Delete")];
	all.push({ label, icon: Trash2, keys, isEnabled: onDelete !== undefined, run: remove });
	return all;
}

interface NameFieldProps {
	readonly label: string;
	readonly first: string;
	readonly placeholder: string;
	/** null: the name stays. */
	onDone(name: string | null): void;
}

function NameField({ label, first, placeholder, onDone }: NameFieldProps) {
	return (
		<input
			type="text"
			className="hfis-ui-text-field hfis-layers-naming"
			aria-label={label}
			defaultValue={first}
			placeholder={placeholder}
			maxLength={80}
			ref={(field) => {
				if (field !== null && document.activeElement !== field) {
					field.focus();
					field.select();
				}
			}}
			onBlur={(event) => onDone(event.currentTarget.value.trim())}
			onKeyDown={(event) => {
				event.stopPropagation();
				// Enter that ends a composition belongs to the input method.
				if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
				event.preventDefault();
				onDone(event.key === "Enter" ? event.currentTarget.value.trim() : null);
			}}
		/>
	);
}
