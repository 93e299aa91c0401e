// The active tool's options, built from the tool's declaration: the common ones in the bar as far as there is room,
// the others and the input switches in a popover.
import { SlidersHorizontal } from "lucide-react";
import { Switch } from "../../ui";
import { isPlacedPicture, selectedObjectsOf } from "../document";
import type { Snapshot } from "../state/snapshot";
import { STRINGS } from "../strings";
import {
	ACTIONS,
	type Action,
	COLOUR_SETTINGS,
	findTool,
	hasShapeNumbers,
	type Option,
	type OptionValues,
	objectTool,
	recentColours,
	withForeground,
} from "../tools";
import { ActionButton } from "./ActionButton";
import { EditorPopover } from "./EditorPopover";
import { PlacedRole } from "./layers/PlacedRole";
import { OpenGestureButtons } from "./OpenGestureButtons";
import { AnnotationFields } from "./options/AnnotationFields";
import { MaskBoxNumbers } from "./options/MaskBoxNumbers";
import { OptionField } from "./options/OptionField";
import { SegmentationHint } from "./options/SegmentationHint";
import { ShapeNumbers } from "./options/ShapeNumbers";
import type { PanelProps } from "./panelProps";

const INPUT_SWITCHES = ACTIONS.filter(({ group, isPressed }) => group === "input" && isPressed !== undefined);

/** The switch for finger painting is only offered on a device with a touch screen. */
const hasTouch = () => navigator.maxTouchPoints > 0 || window.matchMedia("(any-pointer: coarse)").matches;

/** Annotations are never part of the picture. */
const hasSelectedPicture = ({ document, selectedObjects }: Snapshot) =>
	document !== null && selectedObjectsOf(document, selectedObjects).some(isPlacedPicture);

interface ToolOptionsProps extends PanelProps {
	/** Only the first option is in the bar, and none beside the buttons of an open gesture. */
	readonly isShort: boolean;
}

export function ToolOptions({ session, snapshot, locale, isShort }: ToolOptionsProps) {
	const tool = snapshot.activeTool;
	const options = findTool(tool).options ?? [];
	// Object actions are many: the layers panel shows them beside the numbers of the selected objects.
	const isOwn = ({ tool: of, besideOptionsOf, icon, group }: Action) =>
		(of === tool || besideOptionsOf === tool) && icon !== undefined && group !== "object";
	// Those that change the mask are in its menu, too.
	const own = ACTIONS.filter((action) => isOwn(action) && !(isShort && action.group === "mask"));
	const common = options.filter(({ isAdvanced }) => isAdvanced !== true);
	const isSegmenting = findTool(tool).needsSegmentation === true;
	const needsSegmentation = isSegmenting && snapshot.segmentation !== "ready";
	const hasGestureButtons = findTool(tool).goOn !== undefined && !needsSegmentation;
	const shown = isShort ? common.slice(0, hasGestureButtons || needsSegmentation ? 0 : 1) : common;
	const rare = options.filter((option) => !shown.includes(option));
	const switches = INPUT_SWITCHES.filter(({ id }) => id !== "input.finger" || hasTouch());

	const field = (option: Option) => {
		const { settings } = snapshot;
		const group = option.shared ?? tool;
		const set = (changed: OptionValues) => session.apply([{ type: "settings", tool: group, settings: changed }]);
		return (
			<OptionField
				key={`${group} ${option.id}`}
				values={settings[group]}
				recentColours={recentColours(settings)}
				{...{ option, locale }}
				onChange={(value) => set({ ...settings[group], [option.id]: value })}
				{...(group === COLOUR_SETTINGS && {
					onColour: (colour: string, isChosen: boolean) => set(withForeground(settings, colour, isChosen)),
				})}
			/>
		);
	};

	return (
		<fieldset className="hfis-toolbar-options" aria-label={STRINGS.toolOptions[locale]}>
			{needsSegmentation && <SegmentationHint {...{ session, snapshot, locale, isShort }} />}
			{hasGestureButtons && <OpenGestureButtons {...{ session, snapshot, locale }} />}
			{shown.map(field)}
			{isSegmenting && <output className="hfis-toolbar-status">{snapshot.toolStatus?.[locale]}</output>}
			{hasShapeNumbers(tool) && <ShapeNumbers {...{ session, snapshot, locale }} />}
			{findTool(tool).isTransformingMask && <MaskBoxNumbers {...{ session, snapshot, locale }} />}
			{tool === objectTool.id && hasSelectedPicture(snapshot) && <PlacedRole {...{ session, snapshot, locale }} />}
			{tool === objectTool.id && (
				<AnnotationFields {...{ session, snapshot, locale }} className="hfis-toolbar-options" isShort />
			)}
			{own.length > 0 && (
				<div className="hfis-toolbar-actions">
					{own.map((action) => (
						<ActionButton key={action.id} {...{ action, session, snapshot, locale }} />
					))}
				</div>
			)}
			{rare.length + switches.length > 0 && (
				<EditorPopover
					label={STRINGS.moreOptions[locale]}
					face={<SlidersHorizontal size={18} strokeWidth={1.75} aria-hidden="true" />}
					panelClassName="hfis-toolbar-more"
					buttonClassName="hfis-ui-icon-button-strong"
					tooltipSide="below"
					name="more"
				>
					{() => (
						<>
							{rare.map(field)}
							{switches.map((action) => (
								<Switch
									key={action.id}
									label={action.label[locale]}
									isOn={action.isPressed?.(snapshot) === true}
									onChange={() => session.run(action.id)}
								/>
							))}
						</>
					)}
				</EditorPopover>
			)}
		</fieldset>
	);
}
