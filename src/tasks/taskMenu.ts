// The actions on one task or on several, as data, in the order of the menu. Cards, context menus, the selection bar and the
// detail derive their buttons from it.
import {
	AppWindow,
	Brush,
	CloudDownload,
	Copy,
	Download,
	ImagePlus,
	Images,
	Info,
	Layers2,
	type LucideIcon,
	Maximize2,
	Redo2,
	RefreshCw,
	RotateCcw,
	Square,
	Star,
	StarOff,
	Trash2,
	Wrench,
} from "lucide-react";
import { canCopy } from "../export/clipboard";
import { useGatewayStatus } from "../gateway/status";
import { canOpenWindows } from "../host/windows";
import type { Translate } from "../i18n/locale";
import { missingIndices } from "../jobs/missingOutputs";
import type { TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/lightboxState";
import { endpointRemedy } from "./endpointRemedy";
import type { TaskActions } from "./taskActions";
import { mayHaveBilled } from "./taskLabels";

/** The tasks that an action applies to. */
export interface TaskSelection {
	readonly ids: readonly string[];
	/** Set if a single task is selected. */
	readonly task?: TaskRecord;
	/** The output that an action applies to, by its index in the provider's answer. */
	readonly index?: number;
	/** All selected tasks are favourites, or the output at `index` is one. */
	readonly areFavourites: boolean;
}

export type TaskMenuItemId =
	| "cancel"
	| "remedy"
	| "retry"
	| "fetchCloudOutputs"
	| "show"
	| "edit"
	| "view"
	| "window"
	| "layer"
	| "reference"
	| "again"
	| "reuse"
	| "favourite"
	| "save"
	| "copy"
	| "detail"
	| "delete";

export interface TaskMenuItem {
	readonly id: TaskMenuItemId;
	readonly icon: (selection: TaskSelection) => LucideIcon;
	readonly label: (selection: TaskSelection, t: Translate) => string;
	/** A warning. It is the tooltip of a button with a label, and is appended to the tooltip of an icon button. */
	readonly caution?: (selection: TaskSelection, t: Translate) => string | undefined;
	readonly isAvailable: (selection: TaskSelection) => boolean;
	readonly run: (actions: TaskActions, chosen: TaskSelection) => void;
	/** The key that runs it on the focused task or picture. */
	readonly key?: string;
	/** A separator precedes it in menus. */
	readonly startsGroup?: boolean;
}

/** An action on a single task. */
function singleTaskItem(
	id: TaskMenuItemId,
	icon: LucideIcon,
	label: (task: TaskRecord, t: Translate) => string,
	isAvailable: (task: TaskRecord) => boolean,
	run: (actions: TaskActions, task: TaskRecord, index: number | undefined) => void,
	startsGroup = false,
): TaskMenuItem {
	return {
		id,
		icon: () => icon,
		label: ({ task }, t) => (task ? label(task, t) : ""),
		isAvailable: ({ task }) => task !== undefined && isAvailable(task),
		run: (actions, { task, index }) => task && run(actions, task, index),
		startsGroup,
	};
}

const isRunning = ({ status }: TaskRecord): boolean => status === "running";
const hasOutput = ({ outputs }: TaskRecord): boolean => outputs.length > 0;
const lacksOutputs = (task: TaskRecord): boolean => !isRunning(task) && missingIndices(task).length > 0;
/** The records of several tasks are not loaded, so that they are assumed to have outputs. */
const mayHaveOutput = ({ task }: TaskSelection): boolean => task === undefined || hasOutput(task);

function retryLabel(task: TaskRecord, t: Translate): string {
	return hasOutput(task) ? t("tasks.retryMissing", { count: missingIndices(task).length }) : t("tasks.retry");
}

const findRemedy = (task: TaskRecord) => endpointRemedy(task, useGatewayStatus.getState().profiles);

export function remedyLabel(task: TaskRecord, t: Translate): string | undefined {
	const remedy = findRemedy(task);
	return remedy && t(`tasks.remedy.${remedy.kind}`, { field: remedy.change.image_field ?? "" });
}

/** The tooltip of a button that shows only an icon. */
export function labelWithCaution({ label, caution }: TaskMenuItem, chosen: TaskSelection, t: Translate): string {
	const more = caution?.(chosen, t);
	return more ? `${label(chosen, t)}. ${more}` : label(chosen, t);
}

const TASK_MENU: readonly TaskMenuItem[] = [
	singleTaskItem(
		"cancel",
		Square,
		({ gateway }, t) => t(gateway === "managed" ? "tasks.stopWaiting" : "tasks.cancel"),
		isRunning,
		(actions, task) => actions.cancel(task),
	),
	singleTaskItem(
		"remedy",
		Wrench,
		(task, t) => remedyLabel(task, t) ?? "",
		(task) => findRemedy(task) !== undefined,
		(actions, task) => actions.remedy(task),
	),
	{
		...singleTaskItem("retry", RotateCcw, retryLabel, lacksOutputs, (actions, task) => actions.retry(task)),
		caution: ({ task }, t) => (task && mayHaveBilled(task) ? t("tasks.maybeBilled") : undefined),
	},
	singleTaskItem(
		"fetchCloudOutputs",
		CloudDownload,
		(_, t) => t("tasks.findCloudOutput"),
		(task) => task.gateway === "managed" && task.status === "interrupted" && lacksOutputs(task),
		(actions, task) => actions.fetchCloudOutputs(task),
	),
	singleTaskItem(
		"show",
		Images,
		(_, t) => t("tasks.showOnOriginalCanvas"),
		(task) => hasOutput(task) && task.inputs.edit !== undefined,
		(actions, task, index) => actions.show(task, index),
		true,
	),
	{
		...singleTaskItem(
			"edit",
			Brush,
			(_, t) => t("tasks.edit"),
			hasOutput,
			(actions, task, index) => actions.editOnCanvas(task, index),
		),
		key: "E",
	},
	singleTaskItem(
		"view",
		Maximize2,
		(_, t) => t("lightbox.open"),
		hasOutput,
		(_, { id, outputs }, index) =>
			openLightbox(
				id,
				Math.max(
					0,
					outputs.findIndex((output) => output.index === index),
				),
			),
	),
	singleTaskItem(
		"window",
		AppWindow,
		(_, t) => t("link.openInWindow"),
		(task) => hasOutput(task) && canOpenWindows(),
		(actions, task, index) => actions.openWindow(task, index),
	),
	singleTaskItem(
		"layer",
		Layers2,
		(_, t) => t("tasks.asLayer"),
		hasOutput,
		(actions, task, index) => actions.placeAsLayer(task, index),
	),
	{
		id: "reference",
		icon: () => ImagePlus,
		label: (_, t) => t("tasks.asReference"),
		isAvailable: mayHaveOutput,
		run: (actions, { ids, index }) => actions.useAsReference(ids, index),
		key: "R",
	},
	singleTaskItem(
		"again",
		RefreshCw,
		({ params }, t) => (params.n > 1 ? t("tasks.againMany", { count: params.n }) : t("tasks.again")),
		(task) => hasOutput(task) && !isRunning(task),
		(actions, task) => actions.again(task),
	),
	singleTaskItem(
		"reuse",
		Redo2,
		(_, t) => t("tasks.reuse"),
		() => true,
		(actions, task) => actions.reusePrompt(task),
	),
	{
		id: "favourite",
		icon: ({ areFavourites }) => (areFavourites ? StarOff : Star),
		label: ({ areFavourites }, t) => t(areFavourites ? "tasks.unfavourite" : "tasks.favourite"),
		isAvailable: () => true,
		run: (actions, { ids, index, areFavourites }) => actions.setFavourite(ids, !areFavourites, index),
		key: "S",
		startsGroup: true,
	},
	{
		id: "save",
		icon: () => Download,
		label: ({ task, index }, t) =>
			task && index === undefined && task.outputs.length > 1
				? t("tasks.saveSome", { count: task.outputs.length })
				: t("tasks.save"),
		isAvailable: mayHaveOutput,
		run: (actions, { ids, index }) => actions.save(ids, index),
	},
	singleTaskItem(
		"copy",
		Copy,
		(_, t) => t("tasks.copy"),
		(task) => hasOutput(task) && canCopy(),
		(actions, task, index) => actions.copy(task, index),
	),
	singleTaskItem(
		"detail",
		Info,
		(_, t) => t("tasks.detail"),
		() => true,
		(actions, task) => actions.openDetail(task),
		true,
	),
	{
		id: "delete",
		icon: () => Trash2,
		// A picture is deleted together with its task, which is said where the task is not in view.
		label: ({ task, index }, t) =>
			task && index !== undefined && task.outputs.length > 1
				? t("tasks.deleteWhole", { count: task.outputs.length })
				: t("tasks.delete"),
		// A running task must be cancelled first, because its outputs are billed.
		isAvailable: ({ task }) => task === undefined || !isRunning(task),
		run: (actions, { ids }) => actions.remove(ids),
	},
];

export const menuItemsFor = (selection: TaskSelection): readonly TaskMenuItem[] =>
	TASK_MENU.filter(({ isAvailable }) => isAvailable(selection));

interface KeyPress {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
}

/** The available action with this key. */
export function menuItemForKey(press: KeyPress, selection: TaskSelection): TaskMenuItem | undefined {
	if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return undefined;
	return menuItemsFor(selection).find(({ key }) => key === press.key.toUpperCase());
}

/** Repeats the request of a task that has delivered. It has a button of its own on every card. */
export const againItemFor = (selection: TaskSelection): TaskMenuItem | undefined =>
	menuItemsFor(selection).find(({ id }) => id === "again");

/** The actions that a card can show as buttons, in their order. */
const CARD_BUTTONS: readonly TaskMenuItemId[] = [
	"cancel",
	"remedy",
	"fetchCloudOutputs",
	"retry",
	"detail",
	"favourite",
];
const MAX_CARD_BUTTONS = 2;

/** A favourite's star takes precedence over the detail button. */
export function cardButtonsFor(selection: TaskSelection): readonly TaskMenuItem[] {
	const order = ({ id }: TaskMenuItem): number => CARD_BUTTONS.indexOf(id);
	const priority = (item: TaskMenuItem): number =>
		selection.areFavourites && item.id === "detail" ? CARD_BUTTONS.length : order(item);
	const candidates = menuItemsFor(selection).filter((item) => order(item) >= 0);
	const shown = candidates.sort((a, b) => priority(a) - priority(b)).slice(0, MAX_CARD_BUTTONS);
	return shown.sort((a, b) => order(a) - order(b));
}
