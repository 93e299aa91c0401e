// Everything that can be done to the mask, in one menu made from the registry: a name and a key each, and for what has
// options a short form in place.
import { ChevronDown } from "lucide-react";
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { type ClosePopover, MenuItem } from "../../ui";
import { activeMask } from "../document/index";
import { STRINGS } from "../strings";
import { ACTIONS, type Action, type OptionValue, rangeValue } from "../tools/index";
import { MASK_OPERATIONS } from "../tools/operations";
import type { Locale } from "../types";
import { EditorPopover } from "./EditorPopover";
import { focusCanvas } from "./focusCanvas";
import { ICONS } from "./icons";
import { keyShortcut, keyText } from "./keyLabels";
import { OptionField } from "./options/OptionField";
import type { ChromeProps } from "./panelProps";

/** Operations that are done at once, those from the first that asks for something on, and masks from elsewhere. */
const SECTIONS: readonly (readonly Action[])[] = (() => {
	const actions = ACTIONS.filter(({ group }) => group === "mask");
	const isOperation = ({ id }: Action) => MASK_OPERATIONS.some((operation) => operation.id === id);
	const operations = actions.filter(isOperation);
	const asking = operations.findIndex(({ options }) => options !== undefined);
	const elsewhere = actions.filter((action) => !isOperation(action));
	return [operations.slice(0, asking), operations.slice(asking), elsewhere];
})();

export function MaskMenu(chrome: ChromeProps) {
	const label = STRINGS.mask[chrome.locale];
	const face = (
		<>
			{label}
			<ChevronDown size={14} aria-hidden="true" />
		</>
	);
	return (
		<EditorPopover
			label={label}
			face={face}
			buttonClassName="hfis-ui-icon-button-strong hfis-ui-icon-button-text"
			panelClassName="hfis-ui-menu"
			isMenu
			isStop
			name="mask"
		>
			{(close) => <MaskMenuItems {...chrome} close={close} />}
		</EditorPopover>
	);
}

function MaskMenuItems({ close, ...chrome }: ChromeProps & { close: ClosePopover }) {
	const { session, snapshot, locale } = chrome;
	const [opened, setOpened] = useState<string | null>(null);
	const mask = snapshot.document && activeMask(snapshot.document);
	return (
		<>
			{mask?.isLocked && (
				<p className="hfis-mask-menu-note">
					{STRINGS.maskLocked[locale]}
					<button type="button" className="hfis-ui-link" onClick={() => session.run("layer.lockMask")}>
						{STRINGS.unlock[locale]}
					</button>
				</p>
			)}
			{SECTIONS.map((actions) => (
				<div className="hfis-ui-menu-section" key={actions[0]?.id}>
					{actions.map((action) =>
						action.options === undefined ? (
							<Item
								key={action.id}
								{...{ action, locale }}
								isEnabled={action.isEnabled(snapshot)}
								onClick={(item, isPointed) => {
									close({ returnFocus: !isPointed });
									if (isPointed) focusCanvas(item);
									session.run(action.id);
								}}
							/>
						) : (
							<Operation
								key={action.id}
								{...{ action, close, ...chrome }}
								isOpen={opened === action.id}
								onToggle={() => setOpened(opened === action.id ? null : action.id)}
							/>
						),
					)}
				</div>
			))}
		</>
	);
}

interface ItemProps {
	readonly action: Action;
	readonly locale: Locale;
	readonly isEnabled: boolean;
	readonly isExpanded?: boolean;
	readonly value?: string;
	onClick(item: Element, isPointed: boolean): void;
}

function Item({ action, locale, isEnabled, isExpanded, value, onClick }: ItemProps) {
	const [shortcut] = action.shortcuts;
	return (
		<MenuItem
			icon={ICONS[action.icon ?? ""]}
			label={action.label[locale]}
			keys={shortcut && keyText(shortcut)}
			{...{ value, isExpanded }}
			data-action={action.id}
			aria-keyshortcuts={shortcut && keyShortcut(shortcut)}
			disabled={!isEnabled}
			onClick={(event) => onClick(event.currentTarget, event.detail > 0)}
		/>
	);
}

interface OperationProps extends ChromeProps {
	readonly action: Action;
	readonly isOpen: boolean;
	readonly close: ClosePopover;
	onToggle(): void;
}

function Operation({ action, isOpen, close, onToggle, session, snapshot, locale }: OperationProps) {
	const form = useRef<HTMLFormElement>(null);
	const values = snapshot.settings[action.id];
	const [first] = action.options ?? [];
	const value = first?.kind === "range" && first.unit === "px" ? `${rangeValue(values, first)} px` : undefined;

	useLayoutEffect(() => {
		if (isOpen) form.current?.querySelector<HTMLElement>("[role=spinbutton], input, select, button")?.focus();
	}, [isOpen]);

	const set = (id: string, changed: OptionValue) =>
		session.apply([{ type: "settings", tool: action.id, settings: { ...values, [id]: changed } }]);
	const apply = (event?: FormEvent) => {
		event?.preventDefault();
		close({ returnFocus: false });
		if (form.current) focusCanvas(form.current);
		session.run(action.id);
	};

	return (
		<>
			<Item
				{...{ action, locale }}
				isExpanded={isOpen}
				isEnabled={action.isEnabled(snapshot)}
				{...(value !== undefined && !isOpen && { value })}
				onClick={onToggle}
			/>
			{isOpen && (
				<form ref={form} className="hfis-mask-menu-form" aria-label={action.label[locale]} onSubmit={apply}>
					{action.options?.map((option) => (
						<OptionField
							key={option.id}
							{...{ option, values, locale }}
							onChange={(changed) => set(option.id, changed)}
							onEnter={apply}
						/>
					))}
					<button
						type="submit"
						className="hfis-ui-button hfis-ui-button-primary hfis-mask-menu-apply"
						disabled={!action.isEnabled(snapshot)}
					>
						{STRINGS.apply[locale]}
					</button>
				</form>
			)}
		</>
	);
}
