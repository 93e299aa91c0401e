// Carries out the effects that actions and tools return as data.

import { activeMask } from "../document";
import { blendIn } from "../edits/blendIn";
import type { MaskSources } from "../edits/maskSources";
import { changeObjectMask } from "../edits/objectMask";
import { keepChangedPart } from "../edits/proposedPart";
import { straightenPicture } from "../edits/straightenPicture";
import { documentAsOf } from "../state/compare";
import type { Snapshot } from "../state/snapshot";
import { type Action, DEFAULT_TOOL, type Effect, eraser, findAction, objectTool, type PanelName } from "../tools";
import type { SessionCore } from "./sessionCore";
import type { ToolController } from "./toolController";

/** Effects that change the document or decide what a later gesture does: they wait while a mask operation runs. */
const ENQUEUED: ReadonlySet<Effect["type"]> = new Set([
	"commands",
	"amend",
	"operate",
	"changeMaskBox",
	"selectObjects",
	"editText",
	"cropObject",
	"undo",
	"redo",
	"tool",
	"reuseMask",
	"maskFromPicture",
	"straighten",
	"blendIn",
	"objectMask",
	"repaint",
	"keepEverything",
	"keepChanged",
]);

/** Groups of actions that leave the document alone. */
const IMMEDIATE: ReadonlySet<Action["group"]> = new Set(["view", "orientation", "aids", "compare", "panel"]);

export class EffectRunner {
	#openPanel: PanelName | null = null;
	/** The tool that the eraser has replaced while the user chooses what to keep. */
	#toolBefore: string | null = null;
	/** The latest proposal; the ones before it that still wait are left out. */
	#proposal: Effect | null = null;

	constructor(
		readonly core: SessionCore,
		readonly tools: ToolController,
		readonly masks: MaskSources,
		readonly getSnapshot: () => Snapshot,
	) {}

	get openPanel(): PanelName | null {
		return this.#openPanel;
	}

	/** Runs an action of the registry if it is enabled. Only actions that leave the document alone run during an operation. */
	run(id: string): void {
		const action = findAction(id);
		if (action === undefined) return;
		const perform = () => {
			const context = this.getSnapshot();
			if (action.isEnabled(context)) this.apply(action.perform(context));
		};
		if (IMMEDIATE.has(action.group)) perform();
		else this.core.queue.enqueue(perform);
	}

	apply(effects: readonly Effect[]): void {
		for (const effect of effects) {
			if (effect.type === "keepChanged") this.#proposal = effect;
			if (ENQUEUED.has(effect.type)) this.core.queue.enqueue(() => this.#apply(effect));
			else this.#apply(effect);
		}
	}

	#apply(effect: Effect): void {
		this.#perform(effect);
		// However choosing what to keep has ended, the eraser of it must not go on to the mask of the next edit.
		if (this.#toolBefore === null || this.core.view.state.choosing !== null) return;
		if (this.tools.active.id === eraser.id) this.tools.select(this.#toolBefore);
		this.#toolBefore = null;
	}

	/** Everything is kept at first, so that the first stroke brushes away. Shapes and the lasso have a mode to take away. */
	#beginChoosing(): void {
		const { id, isMasking } = this.tools.active;
		if (this.#toolBefore !== null || (isMasking === true && id !== DEFAULT_TOOL.id)) return;
		this.#toolBefore = this.tools.active.id;
		this.tools.select(eraser.id);
	}

	/** While the user chooses what to keep, undo takes back strokes, and never leaves the choice. */
	#endsChoosing(way: "undo" | "redo"): boolean {
		const { view, documents } = this.core;
		const after = view.state.choosing === null ? null : documents.peek(way);
		return after !== null && activeMask(after).of !== view.state.choosing;
	}

	#perform(effect: Effect): void {
		const { core, tools, masks } = this;
		switch (effect.type) {
			case "commands":
				tools.cancelGesture();
				core.documents.commit(effect.commands, effect.merge);
				return;
			case "amend":
				tools.cancelGesture();
				core.documents.amend(effect.commands);
				return;
			case "operate":
				tools.cancelGesture();
				masks.operate(effect);
				// The preview of the same operation is shown until then.
				void core.queue.whenIdle().then(() => tools.operationPreview.set(null));
				return;
			case "previewOperation":
				if (effect.previewed !== null) tools.cancelGesture();
				tools.operationPreview.set(effect.previewed);
				return;
			case "editText":
				core.editText(effect.annotation);
				return;
			case "selectObjects":
				core.selectObjects(effect.objects);
				return;
			case "cropObject":
				tools.cancelGesture();
				if (effect.object !== null) tools.select(objectTool.id);
				core.cropObject(effect.object);
				return;
			case "changeMaskBox":
				tools.changeOpenGesture({ type: "box", change: effect.change });
				return;
			case "cycle":
				tools.cycle(effect.by);
				return;
			case "undo":
			case "redo":
				if (effect.type === "undo" && tools.endOpenGesture("back")) return;
				// During a gesture, undo takes back the gesture.
				if (!tools.cancelGesture() && !this.#endsChoosing(effect.type)) {
					const step = core.documents[effect.type]();
					if (step !== null) core.events.steps.emit({ way: effect.type, name: step.name });
				}
				return;
			case "tool":
				tools.cancelGesture();
				tools.select(effect.tool);
				return;
			case "settings":
				tools.setSettings(effect.tool, effect.settings);
				return;
			case "keyPointer":
				tools.toggleKeyboardPointer(effect.isOn);
				return;
			case "finger":
				tools.changePreferences({ finger: effect.use });
				return;
			case "keys":
				tools.changePreferences({ keys: effect.keys });
				return;
			case "view":
				core.view.move(effect.request);
				return;
			case "show":
				this.#show(effect);
				return;
			case "dragGuide":
				core.showGuide(effect.guide);
				return;
			case "panel":
				this.#openPanel = effect.panel;
				core.events.notifyChange();
				return;
			case "pick":
				core.events.fileRequests.emit(effect.purpose);
				return;
			case "requestMask":
				core.events.maskRequests.emit(effect.request);
				return;
			case "requestResult":
				core.events.resultRequests.emit(effect.result, effect.request);
				return;
			case "showGenerated":
				core.view.set({ shownGenerated: effect.picture });
				core.events.notifyChange();
				return;
			case "reuseMask":
				masks.reuse();
				return;
			case "repaint":
				tools.cancelGesture();
				masks.editAcceptedPart(effect.result, () => this.#beginChoosing());
				return;
			case "keepEverything":
				tools.cancelGesture();
				masks.keepEverything();
				return;
			case "keepChanged":
				tools.cancelGesture();
				if (effect === this.#proposal) keepChangedPart(masks.context, effect.sensitivity);
				return;
			case "straighten":
				tools.cancelGesture();
				straightenPicture(masks.context, effect, () => core.view.move({ type: "fit" }));
				return;
			case "blendIn":
				tools.cancelGesture();
				blendIn(masks.context, effect.object, () => core.events.blendedIn.emit());
				return;
			case "objectMask":
				tools.cancelGesture();
				changeObjectMask(masks.context, effect.object, effect.way);
				return;
			case "maskFromPicture":
				masks.addFromPicture(effect.source);
				return;
		}
	}

	#show({ type, ...changes }: Extract<Effect, { type: "show" }>): void {
		const { view, events } = this.core;
		view.set(changes);
		view.updatePanes();
		if (changes.asOf !== undefined) this.#renderAsOf(changes.asOf);
		events.redraw("masks", "pictures", "cursor");
		events.notifyChange();
	}

	/** Renders the patches of an earlier state, which may have been dropped or flattened; null: of the current one. */
	#renderAsOf(steps: number | null): void {
		const { document, patches } = this.core;
		if (document !== null) void patches.sync(steps === null ? document : documentAsOf(document, steps));
	}
}
