// Collects from the parts of the session what the snapshot for React is made of.
import type { SnapshotParts } from "../state/snapshot";
import type { SessionCore } from "./sessionCore";
import type { ToolController } from "./toolController";

interface SessionSources extends Pick<SnapshotParts, "generated" | "openPanel" | "canReuseMask" | "isBusy"> {
	readonly core: SessionCore;
	readonly tools: ToolController;
}

export function readSnapshotParts({ core, tools, ...rest }: SessionSources): SnapshotParts {
	const { documents, view, notices, queue, pictures } = core;
	return {
		...rest,
		history: documents.history,
		revision: documents.revision,
		editAreaRevision: documents.editAreaRevision,
		hasMask: documents.hasMask,
		viewState: view.state,
		zoom: view.camera.zoom,
		orientation: { angle: view.camera.angle, isMirrored: view.camera.isMirrored },
		preferences: tools.preferences,
		activeTool: tools.active.id,
		pointerTool: tools.gesture.tool ?? tools.pointerTool,
		isGesturing: tools.gesture.tool !== null && !tools.gesture.isOpen,
		isGestureOpen: tools.gesture.isOpen,
		toolStatus: tools.gesture.status?.tool === tools.active.id ? tools.gesture.status.text : null,
		segmentation: tools.segmenter.readiness,
		before: tools.before,
		keyboardPointer: tools.keyboardPointer,
		imageSize: (image) => pictures.sizeOf(image),
		canStoreMasks: core.events.maskRequests.hasListeners,
		isWorking: queue.isWorking,
		isPictureChanging: queue.isPictureJob,
		notice: notices.notice,
		importNotes: notices.importNotes,
		notes: pictures.notes,
	};
}
