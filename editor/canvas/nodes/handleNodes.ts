// The handles on the overlay layer: around the selected objects or the edit frame while the tool that changes them is active.
// The handles of the first pane are nodes; in the other panes they are drawn once more.
import type Konva from "konva/lib/Core";
import type { EditorSession } from "../../session/editorSession";
import type { Handle } from "../../tools";
import { shownHandles } from "../shownHandles";
import { boxInView } from "../viewTransform";
import { TransformHandles } from "./transformer";

export class HandleNodes {
	#group: Konva.Group | null = null;
	#handles: TransformHandles | null = null;
	#written = "";

	constructor(readonly session: EditorSession) {}

	/** Registers the mounted group of the handles; null removes it. */
	attach(group: Konva.Group | null): void {
		if (group === this.#group) return;
		this.#handles?.dispose();
		this.#group = group;
		this.#written = "";
		const theme = group?.getStage()?.container();
		this.#handles = group === null || theme === undefined ? null : new TransformHandles(group, theme);
	}

	get isShown(): boolean {
		return shownHandles(this.session) !== null;
	}

	/** Places the handles. Returns whether they have moved. */
	sync(): boolean {
		const shown = shownHandles(this.session);
		const box = shown && boxInView(this.session.camera, shown.box);
		const { viewSize, panes } = this.session;
		const clip = panes.length > 1 ? viewSize : null;
		const { isMirrored } = this.session.camera;
		// During a drag the handle that rotates stays at its side of the box.
		const view = this.session.tools.gesture.isPressed ? null : viewSize;
		const written = JSON.stringify([box, shown?.handles, clip, isMirrored, view]);
		if (written === this.#written) return false;
		this.#written = written;
		this.#group?.setAttr("clipWidth", clip?.width);
		this.#group?.setAttr("clipHeight", clip?.height);
		const handles = shown?.handles ?? [];
		this.#handles?.show(box, isMirrored ? handles.map(mirrorHandle) : handles, view);
		return true;
	}

	/** Draws the handles in the panes after the first one, in CSS pixels. */
	drawInOtherPanes(context: CanvasRenderingContext2D): void {
		const [, ...others] = this.session.panes;
		for (const { left, top } of others) {
			context.save();
			context.translate(left, top);
			this.#group?.drawScene();
			context.restore();
		}
	}

	/** Returns whether the areas of the handles have changed. */
	setPointer(pointer: string): boolean {
		return this.#handles?.setPointer(pointer) ?? false;
	}

	handleOf(shape: Konva.Node): Handle | null {
		const handle = this.#handles?.handleOf(shape) ?? null;
		return handle !== null && this.session.camera.isMirrored ? mirrorHandle(handle) : handle;
	}

	dispose(): void {
		this.attach(null);
	}
}

const OPPOSITE: Readonly<Partial<Record<Handle, Handle>>> = { nw: "ne", ne: "nw", e: "w", w: "e", sw: "se", se: "sw" };

/** The handle of the picture that is seen where this one is in an unmirrored view. */
function mirrorHandle(handle: Handle): Handle {
	return OPPOSITE[handle] ?? handle;
}
