// The menu of mask actions, built from the registry. An action with options unfolds a short form beneath its item.
import { ChevronDown } from "lucide-react";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ClosePopover } from "../../ui";
import { activeMask } from "../document";
import { STRINGS } from "../strings";
import { ACTIONS, type Action, type OptionValue, rangeValue, STORED_MASK_ACTIONS } from "../tools";
import { ALIGN_MASK, MASK_OPERATIONS, ORIENT_MASK } from "../tools/operations";
import { ActionButton } from "./ActionButton";
import { ActionMenuItem } from "./ActionMenuItem";
import { EditorPopover } from "./EditorPopover";
import { focusCanvas } from "./focusCanvas";
import { OptionField } from "./options/OptionField";
import type { PanelProps } from "./panelProps";

/** Commands that need an embedding program which stores masks. */
const STORED = ACTIONS.filter(({ id }) => STORED_MASK_ACTIONS.some((action) => action.id === id));

/** Operations without options, operations from the first one with options on, and ways to make a mask from something else. */
const SECTIONS: readonly (readonly Action[])[] = (() => {
	const actions = ACTIONS.filter(({ group }) => group === "mask");
	const isOperation = ({ id }: Action) => MASK_OPERATIONS.some((operation) => operation.id === id);
	const operations = actions.filter((action) => isOperation(action) && !isBoxOperation(action));
	const firstWithOptions = operations.findIndex(({ options }) => options !== undefined);
	const others = actions.filter((action) => !isOperation(action) && !STORED.includes(action));
	return [operations.slice(0, firstWithOptions), operations.slice(firstWithOptions), others];
})();

/** Flips, turns and alignment: rows of buttons, which leave the menu open for the next one. */
const BUTTON_ROWS: readonly (readonly Action[])[] = [ORIENT_MASK, ALIGN_MASK].map((row) =>
	ACTIONS.filter(({ id }) => row.some((operation) => operation.id === id)),
);

function isBoxOperation({ id }: Action): boolean {
	return [...ORIENT_MASK, ...ALIGN_MASK].some((operation) => operation.id === id);
}

export function MaskMenu(panelProps: PanelProps) {
	const label = STRINGS.mask[panelProps.locale];
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
			isMenu
			isStop
			name="mask"
		>
			{(close) => <MaskMenuItems {...panelProps} close={close} />}
		</EditorPopover>
	);
}

function MaskMenuItems({ close, ...panelProps }: PanelProps & { close: ClosePopover }) {
	const { session, snapshot, locale } = panelProps;
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
			{(snapshot.canStoreMasks ? [...SECTIONS, STORED] : SECTIONS).map((actions) => (
				<div className="hfis-ui-menu-section" key={actions[0]?.id}>
					{actions.map((action) =>
						action.options === undefined ? (
							<ActionMenuItem key={action.id} {...{ action, close, ...panelProps }} />
						) : (
							<OperationForm
								key={action.id}
								{...{ action, close, ...panelProps }}
								isOpen={opened === action.id}
								onToggle={() => setOpened(opened === action.id ? null : action.id)}
							/>
						),
					)}
				</div>
			))}
			<fieldset className="hfis-ui-menu-section hfis-mask-menu-buttons" aria-label={STRINGS.moveMask[locale]}>
				{BUTTON_ROWS.map((actions) => (
					<div key={actions[0]?.id}>
						{actions.map((action) => (
							<ActionButton key={action.id} {...{ action, ...panelProps }} keepsFocus />
						))}
					</div>
				))}
			</fieldset>
		</>
	);
}

interface OperationFormProps extends PanelProps {
	readonly action: Action;
	readonly isOpen: boolean;
	readonly close: ClosePopover;
	onToggle(): void;
}

function OperationForm({ action, isOpen, close, onToggle, ...panelProps }: OperationFormProps) {
	const { session, snapshot, locale } = panelProps;
	const form = useRef<HTMLFormElement>(null);
	const values = snapshot.settings[action.id];
	const [first] = action.options ?? [];
	const value = first?.kind === "range" && first.unit === "px" ? `${rangeValue(values, first)} px` : undefined;

	// The canvas shows what the values would do, until they are applied or the form is closed.
	const isApplied = useRef(false);
	const canPreview = isOpen && action.isEnabled(snapshot);
	useEffect(() => {
		if (canPreview) session.apply([{ type: "previewOperation", previewed: { operation: action.id, values } }]);
	}, [session, action.id, values, canPreview]);
	useEffect(() => {
		if (!canPreview) return;
		return () => {
			if (!isApplied.current) session.apply([{ type: "previewOperation", previewed: null }]);
		};
	}, [session, canPreview]);

	useLayoutEffect(() => {
		if (isOpen) form.current?.querySelector<HTMLElement>("[role=spinbutton], input, select, button")?.focus();
	}, [isOpen]);

	const set = (id: string, changed: OptionValue) =>
		session.apply([{ type: "settings", tool: action.id, settings: { ...values, [id]: changed } }]);
	const apply = (event?: FormEvent) => {
		event?.preventDefault();
		isApplied.current = action.isEnabled(snapshot);
		close({ returnFocus: false });
		if (form.current) focusCanvas(form.current);
		session.run(action.id);
	};

	return (
		<>
			<ActionMenuItem
				{...{ action, close, ...panelProps }}
				isExpanded={isOpen}
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
