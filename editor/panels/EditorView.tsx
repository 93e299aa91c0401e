// The editor's React component. Everything it shows, overlays included, is inside its root element.
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { TooltipLayer } from "../../ui";
import { CanvasViewport } from "../canvas/CanvasViewport";
import type { Opening } from "../canvas/OpeningPicture";
import { attachKeyboard } from "../input/keyboard";
import { attachObjectClipboard } from "../input/objectClipboard";
import { attachPointer } from "../input/pointer";
import type { GeneratedPicture, PendingResult, ResultSource } from "../resultSource";
import { EditorSession } from "../session/editorSession";
import { STRINGS } from "../strings";
import { acceptedPartResult, areRulersShown, isMinimapShown, isStripBeside } from "../tools";
import type { Editor, FileSource, Locale } from "../types";
import { EditorNotices } from "./EditorNotices";
import { isDockBeside, useEditorShape } from "./editorShape";
import { HistoryPanel } from "./history/HistoryPanel";
import { DropZones } from "./imports/DropZones";
import { MaskImportDialog } from "./imports/MaskImportDialog";
import { PurposeDialog } from "./imports/PurposeDialog";
import { useImports } from "./imports/useImports";
import { LayersPanel } from "./layers/LayersPanel";
import { AnnotationText } from "./overlays/AnnotationText";
import { CompareOverlay } from "./overlays/CompareOverlay";
import { RegionNotes } from "./overlays/RegionNotes";
import { SentAreaTabs } from "./overlays/SentAreaTabs";
import { ToolRail } from "./rail/ToolRail";
import { CandidateView } from "./results/CandidateView";
import { ResultDock } from "./results/ResultDock";
import { RetryPromptDialog } from "./results/RetryPromptDialog";
import { type ShortcutHelp, ShortcutSheet } from "./ShortcutSheet";
import { ActionBar, ViewControls } from "./Toolbar";
import { GuidesDialog } from "./viewAids/GuidesDialog";
import { Minimap } from "./viewAids/Minimap";
import { Rulers } from "./viewAids/Rulers";

/** Properties of `EditorView`. */
export interface EditorViewProps {
	/** Returned by createEditor. */
	readonly editor: Editor;
	/** The language of the interface. */
	readonly locale: Locale;
	/** File dialogs and drops of the surrounding program. Must be the same object from one render to the next. */
	readonly files?: FileSource | undefined;
	/** Describes results and requests more of them. Must be the same object from one render to the next. */
	readonly source?: ResultSource | undefined;
	/** Results of this document that have not arrived yet. */
	readonly awaited?: readonly PendingResult[];
	/** Generated pictures that are listed with the results. */
	readonly generated?: readonly GeneratedPicture[];
	/** A placed picture was blended in: the next request only has to be sent. The same from one render to the next. */
	readonly onBlendedIn?: (() => void) | undefined;
	/** The picture that is being opened: bars have their places already, and its thumbnail stands where it will be. */
	readonly opening?: Opening | null;
	/** Shown while no picture is open, instead of the invitation to drop one. */
	readonly empty?: ReactNode;
	/** Messages of the surrounding program, at the lower edge of the canvas. */
	readonly notices?: ReactNode;
	/** Shortcuts of the surrounding program, listed and changed in the shortcut sheet. */
	readonly shortcuts?: ShortcutHelp;
}

/**
 * Shows an editor with its tools and panels, in the size of its parent element. One editor is shown by one view at a time, and
 * keeps its document when the view goes.
 */
export function EditorView({ editor, ...props }: EditorViewProps) {
	if (!(editor instanceof EditorSession)) throw new TypeError("EditorView takes an editor of createEditor().");
	return <SessionView session={editor} {...props} />;
}

const NONE_AWAITED: readonly PendingResult[] = [];
const NONE_GENERATED: readonly GeneratedPicture[] = [];

interface SessionViewProps extends Omit<EditorViewProps, "editor"> {
	readonly session: EditorSession;
}

function SessionView(props: SessionViewProps) {
	const { session, locale, files, source, generated = NONE_GENERATED } = props;
	const { empty, notices, shortcuts, onBlendedIn, opening = null } = props;
	const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot);
	// A result stands in its own place from the frame in which it is in the document, whenever the caller learns of it.
	const awaited = (props.awaited ?? NONE_AWAITED).filter(
		({ id }) => !snapshot.document?.results.some((result) => result.id === id),
	);
	const root = useRef<HTMLDivElement>(null);
	const imports = useImports(session, root, files);
	const shape = useEditorShape(root);

	useEffect(() => (root.current === null ? undefined : attachKeyboard(root.current, session)), [session]);
	useEffect(() => (root.current === null ? undefined : attachObjectClipboard(root.current, session)), [session]);

	useEffect(() => session.generated.set(generated), [session, generated]);

	const forming = awaited.find((one) => one.partial)?.partial;
	useEffect(() => void session.livePreview.update(forming), [session, forming]);

	useEffect(() => session.onResultRequest((result, request) => source?.request(result, request)), [session, source]);

	useEffect(() => (onBlendedIn ? session.onBlendedIn(onBlendedIn) : undefined), [session, onBlendedIn]);

	const hasPicture = snapshot.document !== null;
	const hasBars = hasPicture || opening !== null;
	const isCanvasShown = hasPicture && snapshot.shownGenerated === null;
	const candidateCount = (snapshot.document?.results.length ?? 0) + snapshot.generated.length;
	const hasResultsBar =
		acceptedPartResult(snapshot.document) !== null || candidateCount + (hasPicture ? awaited.length : 0) > 0;
	const panelProps = { session, snapshot, locale };
	const closePanel = () => session.apply([{ type: "panel", panel: null }]);
	return (
		<div
			ref={root}
			className="hfis-editor hfis-ui"
			data-empty={!hasBars}
			data-opening={!hasPicture && hasBars}
			data-busy={snapshot.state.isBusy}
			data-results={snapshot.state.results.length}
			data-shape={shape}
			data-rulers={hasPicture && areRulersShown(snapshot)}
			data-panel={snapshot.openPanel ?? "none"}
			data-hfis-theme="auto"
			lang={locale}
		>
			<TooltipLayer />
			{hasBars && <ActionBar {...panelProps} shape={shape} />}
			{hasBars && <ToolRail {...panelProps} shape={shape} />}
			<div className="hfis-editor-view">
				<CanvasViewport {...panelProps} opening={opening} attachInput={attachPointer} />
				{isCanvasShown && <SentAreaTabs {...panelProps} />}
				{isCanvasShown && <RegionNotes {...panelProps} />}
				{isCanvasShown && <AnnotationText {...panelProps} />}
				{isCanvasShown && <CompareOverlay {...panelProps} />}
				{isCanvasShown && <Rulers {...panelProps} />}
				{isCanvasShown && isMinimapShown(snapshot) && <Minimap {...panelProps} />}
				{snapshot.shownGenerated !== null && <CandidateView {...panelProps} />}
				{!hasBars &&
					snapshot.shownGenerated === null &&
					(empty ?? <p className="hfis-editor-empty">{STRINGS.dropHere[locale]}</p>)}
				<EditorNotices {...panelProps} />
				{notices}
				{imports.drag && <DropZones {...panelProps} over={imports.drag.over} />}
			</div>
			{/* Behind a generated picture it keeps its place, so that the canvas keeps its size. */}
			{hasBars && <ViewControls {...panelProps} shape={shape} isHidden={!isCanvasShown} />}
			{hasResultsBar && (
				<ResultDock
					{...panelProps}
					awaited={hasPicture ? awaited : NONE_AWAITED}
					canRequest={source !== undefined}
					isBeside={isDockBeside(shape, isStripBeside(snapshot))}
				/>
			)}
			{hasPicture && snapshot.openPanel === "layers" && <LayersPanel {...panelProps} />}
			{hasPicture && snapshot.openPanel === "lineage" && <HistoryPanel {...panelProps} source={source} />}
			{source && snapshot.openPanel === "words" && <RetryPromptDialog {...panelProps} source={source} />}
			{hasPicture && snapshot.openPanel === "guides" && <GuidesDialog {...panelProps} onClose={closePanel} />}
			{snapshot.openPanel === "shortcuts" && <ShortcutSheet {...panelProps} more={shortcuts} onClose={closePanel} />}
			{imports.undecided && (
				<PurposeDialog
					{...panelProps}
					files={imports.undecided}
					onChoose={(purpose) => imports.importFiles(imports.undecided ?? [], purpose)}
					onClose={imports.cancel}
				/>
			)}
			{imports.maskFile && <MaskImportDialog {...panelProps} file={imports.maskFile} onClose={imports.cancel} />}
			<input
				ref={imports.picker}
				type="file"
				accept="image/*,.psd,.psb,.ora"
				hidden
				onChange={(event) => imports.onPicked(event.currentTarget)}
			/>
		</div>
	);
}
