// What can be done with one task or with several, as data, in the order of a menu: for cards, context menus, the selection
// and the detail alike.
import {
	AppWindow,
	Brush,
	CloudDownload,
	Copy,
	Download,
	ImagePlus,
	Images,
	Info,
	type LucideIcon,
	Maximize2,
	Redo2,
	RotateCcw,
	Square,
	Star,
	StarOff,
	Trash2,
} from "lucide-react";
import { canCopy } from "../export/clipboard";
import { canOpenWindows } from "../host/windows";
import type { Translate } from "../i18n/locale";
import { missingIndices } from "../jobs/missingOutputs";
import type { TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/state";
import type { TaskActions } from "./taskActions";
import { mayHaveBilled } from "./taskLabels";

export interface Chosen {
	readonly ids: readonly string[];
	/** Where it is one. */
	readonly task?: TaskRecord;
	/** The output of it that is meant. */
	readonly index?: number;
	/** All of them are. */
	readonly areFavourites: boolean;
}

export type TaskActionId =
	| "cancel"
	| "retry"
	| "bringIn"
	| "show"
	| "edit"
	| "view"
	| "window"
	| "reference"
	| "reuse"
	| "favourite"
	| "save"
	| "copy"
	| "detail"
	| "delete";

export interface TaskAction {
	readonly id: TaskActionId;
	readonly icon: (chosen: Chosen) => LucideIcon;
	readonly words: (chosen: Chosen, t: Translate) => string;
	/** What to know before. Where there is room for the words alone it is their title. */
	readonly caution?: (chosen: Chosen, t: Translate) => string | undefined;
	readonly isFor: (chosen: Chosen) => boolean;
	readonly run: (actions: TaskActions, chosen: Chosen) => void;
	/** Another group begins with it. */
	readonly begins?: boolean;
}

type Of<T> = (task: TaskRecord, chosen: Chosen) => T;

/** One that takes one task. */
function single(
	id: TaskActionId,
	icon: LucideIcon,
	words: (task: TaskRecord, t: Translate) => string,
	isFor: Of<boolean>,
	run: (actions: TaskActions, task: TaskRecord, index: number | undefined) => void,
	begins = false,
): TaskAction {
	return {
		id,
		icon: () => icon,
		words: ({ task }, t) => (task ? words(task, t) : ""),
		isFor: (chosen) => chosen.task !== undefined && isFor(chosen.task, chosen),
		run: (actions, { task, index }) => task && run(actions, task, index),
		begins,
	};
}

const isRunning = ({ status }: TaskRecord): boolean => status === "running";
const hasOutput = ({ outputs }: TaskRecord): boolean => outputs.length > 0;
const lacks = (task: TaskRecord): boolean => !isRunning(task) && missingIndices(task).length > 0;
/** Several may have some: nothing is read to know. */
const mayHaveOutput = ({ task }: Chosen): boolean => task === undefined || hasOutput(task);

function retryWords(task: TaskRecord, t: Translate): string {
	return hasOutput(task) ? t("tasks.retryMissing", { count: missingIndices(task).length }) : t("tasks.retry");
}

/** For a button that shows no words. */
export function wholeWords({ words, caution }: TaskAction, chosen: Chosen, t: Translate): string {
	const more = caution?.(chosen, t);
	return more ? `${words(chosen, t)}. ${more}` : words(chosen, t);
}

const TASK_ACTIONS: readonly TaskAction[] = [
	single(
		"cancel",
		Square,
		({ gateway }, t) => t(gateway === "managed" ? "tasks.stopWaiting" : "tasks.cancel"),
		isRunning,
		(actions, task) => actions.cancel(task),
	),
	{
		...single("retry", RotateCcw, retryWords, lacks, (actions, task) => actions.retry(task)),
		caution: ({ task }, t) => (task && mayHaveBilled(task) ? t("tasks.maybeBilled") : undefined),
	},
	single(
		"bringIn",
		CloudDownload,
		(_, t) => t("tasks.bringIn"),
		(task) => task.gateway === "managed" && task.status === "interrupted" && lacks(task),
		(actions, task) => actions.fetchCloudOutputs(task),
	),
	single(
		"show",
		Images,
		(_, t) => t("tasks.showThere"),
		(task) => hasOutput(task) && task.inputs.edit !== undefined,
		(actions, task, index) => actions.show(task, index),
		true,
	),
	single(
		"edit",
		Brush,
		(_, t) => t("tasks.edit"),
		hasOutput,
		(actions, task, index) => actions.editOnCanvas(task, index),
	),
	single(
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
	single(
		"window",
		AppWindow,
		(_, t) => t("link.window"),
		(task) => hasOutput(task) && canOpenWindows(),
		(actions, task, index) => actions.openWindow(task, index),
	),
	{
		id: "reference",
		icon: () => ImagePlus,
		words: (_, t) => t("tasks.asReference"),
		isFor: mayHaveOutput,
		run: (actions, { ids, index }) => actions.useAsReference(ids, index),
	},
	single(
		"reuse",
		Redo2,
		(_, t) => t("tasks.reuse"),
		() => true,
		(actions, task) => actions.reusePrompt(task),
	),
	{
		id: "favourite",
		icon: ({ areFavourites }) => (areFavourites ? StarOff : Star),
		words: ({ areFavourites }, t) => t(areFavourites ? "tasks.unfavourite" : "tasks.favourite"),
		isFor: () => true,
		run: (actions, { ids, areFavourites }) => actions.setFavourite(ids, !areFavourites),
		begins: true,
	},
	{
		id: "save",
		icon: () => Download,
		words: ({ task, index }, t) =>
			task && index === undefined && task.outputs.length > 1
				? t("tasks.saveSome", { count: task.outputs.length })
				: t("tasks.save"),
		isFor: mayHaveOutput,
		run: (actions, { ids, index }) => actions.save(ids, index),
	},
	single(
		"copy",
		Copy,
		(_, t) => t("tasks.copy"),
		(task) => hasOutput(task) && canCopy(),
		(actions, task, index) => actions.copy(task, index),
	),
	single(
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
		words: (_, t) => t("tasks.delete"),
		// What is being paid for is stopped first.
		isFor: ({ task }) => task === undefined || !isRunning(task),
		run: (actions, { ids }) => actions.remove(ids),
	},
];

export const actionsFor = (chosen: Chosen): readonly TaskAction[] => TASK_ACTIONS.filter(({ isFor }) => isFor(chosen));

/** In their order on a card; what is done most with one like it. */
const QUICK: readonly TaskActionId[] = ["cancel", "bringIn", "retry", "detail", "favourite"];

/** The two of them that are on the card itself: a star that is set is seen before the way to the detail is. */
export function quickFor(chosen: Chosen): readonly TaskAction[] {
	const order = ({ id }: TaskAction): number => QUICK.indexOf(id);
	const rank = (one: TaskAction): number => (chosen.areFavourites && one.id === "detail" ? QUICK.length : order(one));
	const meant = actionsFor(chosen).filter((one) => order(one) >= 0);
	const first = meant.sort((a, b) => rank(a) - rank(b)).slice(0, 2);
	return first.sort((a, b) => order(a) - order(b));
}
